"""catalog.json: what there is, where, how much, as of when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.core.output import OutputFile
from gongshi.package.descriptor import Key

Files = Mapping[Key, Sequence[OutputFile]]


def catalog_document(
    catalog: Catalog, files: Files, zips: Mapping[str, OutputFile], site_url: str
) -> dict[str, Any]:
    """`site_url` may be empty; paths are relative to the site's root."""
    edition = catalog.disclosure.edition
    return {
        "title": edition.title,
        "homepage": site_url or None,
        "edition": edition.name,
        "area": {"code": edition.area_code, "name": edition.area_name},
        "dataClass": edition.data_class.value,
        "operator": {"name": edition.operator.name, "official": edition.operator.official},
        "licence": edition.licence.model_dump(),
        "asOf": str(catalog.disclosure.as_of),
        "packages": [
            {
                "name": package.name,
                "title": package.title,
                "titleEn": package.title_en,
                "description": package.description,
                "url": urls.package_page(package.name),
                "descriptor": urls.package_descriptor(package.name),
                "archive": _file(zips[package.name]),
                "resources": [
                    _resource(catalog, table, files) for table in catalog.of_package(package.name)
                ],
            }
            for package in catalog.disclosure.packages
        ],
    }


def _resource(catalog: Catalog, table: CatalogTable, files: Files) -> dict[str, Any]:
    return {
        "name": table.key.resource,
        "title": table.title,
        "titleEn": table.policy.title_en,
        "kind": table.kind,
        "rows": len(table),
        "ended": catalog.ended(table.key),
        "url": urls.dataset_page(table.key.package, table.key.resource),
        "recordUrl": table.url("{id}"),
        "recordJson": urls.json_of(table.url("{id}")),
        "files": [_file(file) for file in files[table.key]],
    }


def _file(file: OutputFile) -> dict[str, Any]:
    return {
        "path": file.path,
        "mediaType": file.media_type,
        "bytes": file.size,
        "sha256": file.sha256,
    }
