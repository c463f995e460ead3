"""Everything of a day that a citation can name, with its hash."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.catalog.canonical import is_unguessable, record_hash
from gongshi.catalog.catalog import Catalog
from gongshi.catalog.citing.cite import record_mark
from gongshi.core import urls
from gongshi.core.output import OutputFile
from gongshi.export import csv_format
from gongshi.export.edition_hash import edition_hash
from gongshi.screening.disclosure import Disclosure
from gongshi.screening.released.cited import Cited


def checkable(catalog: Catalog) -> Iterator[Cited]:
    """Records, datasets, the edition. The hash of many records together gives none away."""
    disclosure = catalog.disclosure
    day = str(disclosure.as_of)
    hashes: dict[str, str] = {}
    for table in catalog.tables.values():
        for record in catalog.records(table):
            found = record_mark(catalog, record)
            yield Cited(found.name, found.version, record_hash(record), is_unguessable(record))
        path = urls.resource_file(table.key.package, table.key.resource, csv_format.extension)
        content = csv_format.encode(catalog, table)
        hashes[path] = OutputFile(path, content, csv_format.media_type).sha256
        yield Cited(str(table.key), day, hashes[path], keep=len(table) > 1)
    yield Cited(disclosure.edition.name, day, edition_hash(hashes), keep=True)


def ended_names(disclosure: Disclosure) -> set[str]:
    """As citations name them. What is suspended may come back, and is not among them."""
    return {
        f"{stone.key}/{stone.record_id}" for stone in disclosure.tombstones if not stone.suspended
    }
