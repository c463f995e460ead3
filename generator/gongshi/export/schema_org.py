"""schema.org as JSON-LD: Dataset, DataDownload, DataCatalog, as Google's search reads them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.core import urls
from gongshi.core.output import OutputFile
from gongshi.export.about import warning
from gongshi.export.described import Described
from gongshi.screening.disclosure import PublicPackage

_CONTEXT = "https://schema.org/"
# What could end a <script> element, or be no line of JavaScript, stands as an escape.
_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def script_text(document: Any) -> str:
    """JSON that may stand in a <script type="application/ld+json">, whatever is in it.

    Such an element holds data: a browser does not run it, so the page's policy needs no exception.
    """
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text


def dataset_ld(found: Described, identifier: str) -> dict[str, Any]:
    """`identifier`: the mark of the dataset's citation."""
    return {"@context": _CONTEXT, **_dataset(found), "identifier": identifier}


def package_ld(
    catalog: Catalog, package: PublicPackage, datasets: Iterable[Described], site_url: str
) -> dict[str, Any]:
    """A package of several tables: a Dataset whose parts are Datasets."""
    url = f"{site_url}{urls.package_page(package.name)}"
    found = list(datasets)
    parts = [_dataset(one) for one in found]
    rows = sum(len(one.table) for one in found)
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": url,
        "name": package.title,
        **({"alternateName": package.title_en} if package.title_en else {}),
        "description": (
            f"{package.description}{catalog.disclosure.edition.area_name}，{len(parts)} 张表，"
            f"{rows} 条公开记录，数据截至 {catalog.disclosure.as_of}。"
            f"{warning(catalog.disclosure.edition)}没有记录不等于信用证明。"
        ),
        "url": url,
        **_terms(catalog, site_url),
        "dateModified": max((part["dateModified"] for part in parts), default=None),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "application/zip",
                "contentUrl": f"{site_url}{urls.package_zip(package.name)}",
            }
        ],
        "hasPart": parts,
    }


def catalog_ld(catalog: Catalog, site_url: str) -> list[dict[str, Any]]:
    """The home page: the catalogue, and how to search the site."""
    edition = catalog.disclosure.edition
    pages = [
        {
            "@type": "Dataset",
            "@id": f"{site_url}{urls.dataset_page(table.key.package, table.key.resource)}",
            "name": table.title,
        }
        for table in catalog.tables.values()
    ]
    listed = [{"@id": page["@id"]} for page in pages]
    whole = {
        "@context": _CONTEXT,
        **_catalogue(catalog, site_url),
        "description": f"{edition.title}，数据截至 {catalog.disclosure.as_of}。",
        **_terms(catalog, site_url),
        "dataset": listed,
    }
    del whole["includedInDataCatalog"]
    search = {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": edition.title,
        "url": site_url or urls.HOME,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{site_url}{urls.SEARCH}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    return [whole, search]


def _dataset(found: Described) -> dict[str, Any]:
    table, catalog = found.table, found.catalog
    document: dict[str, Any] = {
        "@type": "Dataset",
        "@id": found.url,
        "name": table.title,
        "alternateName": [*filter(None, [table.policy.title_en]), str(table.key)],
        "description": found.description,
        "url": found.url,
        "version": found.as_of,
        "dateModified": found.modified,
        **_terms(catalog, found.site_url),
        "keywords": found.keywords,
        "measurementTechnique": table.policy.basis or "依法公开",
        "variableMeasured": [
            {"@type": "PropertyValue", "name": f.name, "description": f.title} for f in table.fields
        ],
        "distribution": [_download(found, file) for file in found.files],
    }
    if found.issued:
        document["datePublished"] = found.issued
    if found.period:
        document["temporalCoverage"] = "/".join(found.period)
    return document


def _download(found: Described, file: OutputFile) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.title,
        "encodingFormat": file.media_type,
        "contentUrl": found.address(file.path),
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }


def _terms(catalog: Catalog, site_url: str) -> dict[str, Any]:
    edition = catalog.disclosure.edition
    operator = {"@type": "Organization", "name": edition.operator.name}
    return {
        "license": edition.licence.path,
        "isAccessibleForFree": True,
        "inLanguage": "zh-CN",
        "creator": operator,
        "publisher": operator,
        "spatialCoverage": {
            "@type": "Place",
            "name": edition.area_name,
            "identifier": edition.area_code,
        },
        "includedInDataCatalog": _catalogue(catalog, site_url),
    }


def _catalogue(catalog: Catalog, site_url: str) -> dict[str, Any]:
    return {
        "@type": "DataCatalog",
        "name": catalog.disclosure.edition.title,
        "url": site_url or urls.HOME,
    }
