"""The recipe: every downloadable file of the site, with those that describe others last."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.downloads import Downloads
from gongshi.core import urls
from gongshi.core.output import OutputFile, dump
from gongshi.export.catalog_json import catalog_document
from gongshi.export.descriptor_json import package_descriptor
from gongshi.export.formats import resource_files
from gongshi.export.package_zip import readme, zip_of
from gongshi.export.record_json import record_document, tombstone_document


def export(catalog: Catalog, site_url: str) -> Downloads:
    """Encode everything in memory; the caller writes."""
    as_of = catalog.disclosure.as_of
    resources = {table.key: resource_files(catalog, table) for table in catalog.tables.values()}
    descriptors: dict[str, OutputFile] = {}
    zips: dict[str, OutputFile] = {}
    for package in catalog.disclosure.packages:
        tables = [(table, resources[table.key][0]) for table in catalog.of_package(package.name)]
        descriptor = OutputFile(
            urls.package_descriptor(package.name),
            dump(package_descriptor(package, tables, as_of)),
            "application/json",
            "数据包描述（Data Package v2）",
        )
        members = [(file.path.rpartition("/")[2], file.content) for _, file in tables]
        members += [
            ("datapackage.json", descriptor.content),
            ("README.md", readme(catalog, package, tables)),
        ]
        descriptors[package.name] = descriptor
        zips[package.name] = OutputFile(
            urls.package_zip(package.name), zip_of(members), "application/zip", "整包下载（ZIP）"
        )
    document = catalog_document(catalog, resources, zips, site_url)
    listing = OutputFile(urls.CATALOG_JSON, dump(document), "application/json", "目录（JSON）")
    return Downloads(resources, descriptors, zips, listing)


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
