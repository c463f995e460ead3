"""What belongs to the edition as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.citing.cite import edition_work
from gongshi.core import urls
from gongshi.core.output import OutputFile, dump
from gongshi.export.catalog_json import catalog_document
from gongshi.export.citation_cff import citation_cff
from gongshi.export.datasette_json import datasette_document
from gongshi.export.dcat import catalog_jsonld
from gongshi.export.described import Described
from gongshi.export.dictionary_files import dictionary_files
from gongshi.export.openapi import openapi_document
from gongshi.export.opensearch import opensearch_file
from gongshi.export.sqlite_file import media_type as sqlite_type
from gongshi.export.sqlite_file import sqlite_file


def edition_files(
    catalog: Catalog,
    datasets: Sequence[Described],
    zips: Mapping[str, OutputFile],
    digest: str,
    site_url: str,
) -> list[OutputFile]:
    """The catalogue first. `digest`: the edition's hash."""
    edition = catalog.disclosure.edition
    resources = {found.table.key: found.files for found in datasets}
    about = f"{edition.title}，数据截至 {catalog.disclosure.as_of}。"
    work = edition_work(catalog, digest, site_url)
    database = OutputFile(
        urls.sqlite_file(edition.name),
        sqlite_file(catalog),
        sqlite_type,
        "全部数据集（SQLite：外键、索引、全文检索）",
    )
    catalogue = catalog_document(catalog, resources, zips, site_url)
    catalogue["dictionary"] = urls.DICTIONARY_JSON
    catalogue["database"] = {
        "path": database.path,
        "mediaType": database.media_type,
        "bytes": database.size,
        "sha256": database.sha256,
    }
    found = [
        OutputFile(urls.CATALOG_JSON, dump(catalogue), "application/json", "目录（JSON）"),
        database,
        OutputFile(
            urls.datasette_json(edition.name),
            dump(datasette_document(catalog, site_url)),
            "application/json",
            "Datasette 的说明（metadata.json）",
        ),
        OutputFile(
            urls.CATALOG_JSONLD,
            dump(catalog_jsonld(catalog, datasets, site_url)),
            "application/ld+json",
            "目录（DCAT-AP 3）",
        ),
        OutputFile(
            urls.OPENAPI,
            dump(openapi_document(catalog, site_url)),
            "application/json",
            "接口说明（OpenAPI 3.1）",
        ),
        OutputFile(
            urls.CITATION_CFF,
            citation_cff(work, about, edition.licence),
            "text/yaml",
            "引用信息（CITATION.cff）",
        ),
    ]
    found += dictionary_files(catalog)
    opensearch = opensearch_file(edition, site_url)
    return [*found, opensearch] if opensearch else found
