"""The recipe: every downloadable file of the site, with those that describe others last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.downloads import Downloads
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core import urls
from gongshi.core.output import File, OutputFile, dump
from gongshi.export.changes_json import change_files
from gongshi.export.described import Described
from gongshi.export.dossier_json import dossier_files
from gongshi.export.edition_files import database_file, edition_files
from gongshi.export.edition_hash import edition_hash
from gongshi.export.feeds import feed_files
from gongshi.export.formats import resource_files
from gongshi.export.list_json import list_files
from gongshi.export.package_files import package_descriptions, package_zip
from gongshi.export.record_json import record_document, tombstone_document
from gongshi.export.statistics_files import statistics_files
from gongshi.package.descriptor import Key


def export(catalog: Catalog, site_url: str) -> Downloads:
    """Everything at once, in memory."""
    resources = {key: [*resource_files(catalog, table)] for key, table in catalog.tables.items()}
    return downloads(catalog, resources, database_file(catalog), site_url)


def downloads(
    catalog: Catalog, resources: Mapping[Key, Sequence[File]], database: File, site_url: str
) -> Downloads:
    """What stands beside the tables and describes them; `resources` and `database` may have been
    written already.
    """
    datasets = [
        Described(catalog, table, resources[table.key], site_url)
        for table in catalog.tables.values()
    ]
    packages: dict[str, list[File]] = {}
    zips: dict[str, File] = {}
    for package in catalog.disclosure.packages:
        own = [found for found in datasets if found.table.key.package == package.name]
        described = package_descriptions(catalog, package, own, site_url)
        packages[package.name] = [*described]
        zips[package.name] = package_zip(catalog, package, own, described[0], site_url)
    digest = edition_hash({files[0].path: files[0].sha256 for files in resources.values()})
    edition = edition_files(catalog, datasets, zips, digest, site_url, database)
    tables = {key: [*files] for key, files in resources.items()}
    return Downloads(tables, packages, zips, edition, digest)


def api_files(catalog: Catalog, site_url: str) -> Iterator[OutputFile]:
    """The static interface for programs, one file at a time."""
    yield from record_files(catalog)
    yield from other_api_files(catalog, site_url)


def other_api_files(catalog: Catalog, site_url: str) -> Iterator[OutputFile]:
    """All of it but the records'."""
    yield from list_files(catalog)
    yield from dossier_files(catalog)
    yield from change_files(catalog)
    yield from feed_files(catalog, site_url)
    yield from statistics_files(catalog)


def record_files(catalog: Catalog) -> Iterator[OutputFile]:
    """index.json beside each record page and each tombstone, one at a time."""
    for table in catalog.tables.values():
        for record in catalog.records(table):
            yield record_file(catalog, record)
        yield from tombstone_files(catalog, table)


def record_file(catalog: Catalog, record: Record) -> OutputFile:
    document = dump(record_document(catalog, record))
    return OutputFile(urls.json_of(record.url), document, "application/json")


def tombstone_files(catalog: Catalog, table: CatalogTable) -> Iterator[OutputFile]:
    for stone in catalog.tombstones(table.key):
        path = urls.json_of(table.url(stone.record_id))
        yield OutputFile(path, dump(tombstone_document(stone)), "application/json")
