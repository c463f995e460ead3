"""The recipe: every downloadable file of the site, with those that describe others last."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.downloads import Downloads
from gongshi.core import urls
from gongshi.core.output import OutputFile, dump
from gongshi.export.changes_json import change_files
from gongshi.export.described import Described
from gongshi.export.dossier_json import dossier_files
from gongshi.export.edition_files import edition_files
from gongshi.export.edition_hash import edition_hash
from gongshi.export.feeds import feed_files
from gongshi.export.formats import resource_files
from gongshi.export.list_json import list_files
from gongshi.export.package_files import package_descriptions, package_zip
from gongshi.export.record_json import record_document, tombstone_document
from gongshi.export.statistics_files import statistics_files


def export(catalog: Catalog, site_url: str) -> Downloads:
    """Encode everything in memory; the caller writes."""
    resources = {table.key: resource_files(catalog, table) for table in catalog.tables.values()}
    datasets = [
        Described(catalog, table, resources[table.key], site_url)
        for table in catalog.tables.values()
    ]
    packages: dict[str, list[OutputFile]] = {}
    zips: dict[str, OutputFile] = {}
    for package in catalog.disclosure.packages:
        own = [found for found in datasets if found.table.key.package == package.name]
        described = package_descriptions(catalog, package, own, site_url)
        packages[package.name] = described
        zips[package.name] = package_zip(catalog, package, own, described[0], site_url)
    digest = edition_hash({files[0].path: files[0].sha256 for files in resources.values()})
    edition = edition_files(catalog, datasets, zips, digest, site_url)
    return Downloads(resources, packages, zips, edition, digest)


def api_files(catalog: Catalog, site_url: str) -> Iterator[OutputFile]:
    """The static interface for programs, one file at a time."""
    yield from record_files(catalog)
    yield from list_files(catalog)
    yield from dossier_files(catalog)
    yield from change_files(catalog)
    yield from feed_files(catalog, site_url)
    yield from statistics_files(catalog)


def record_files(catalog: Catalog) -> Iterator[OutputFile]:
    """index.json beside each record page and each tombstone, one at a time."""
    for table in catalog.tables.values():
        for record in catalog.records(table):
            document = dump(record_document(catalog, record))
            yield OutputFile(urls.json_of(record.url), document, "application/json")
        for stone in catalog.tombstones(table.key):
            document = dump(tombstone_document(stone))
            path = urls.json_of(table.url(stone.record_id))
            yield OutputFile(path, document, "application/json")
