"""catalog.jsonld: the whole catalogue in DCAT-AP 3, for portals that harvest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.core.output import OutputFile
from gongshi.export.described import Described

_EU = "http://publications.europa.eu/resource/authority/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "adms": "http://www.w3.org/ns/adms#",
    "dcatap": "http://data.europa.eu/r5r/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Of the EU's tables of file types; what has no entry there has its media type only.
_FILE_TYPES = {
    "text/csv": "CSV",
    "application/json": "JSON",
    "application/x-ndjson": "JSON",
    "application/vnd.apache.parquet": "PARQUET",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
}
_FREQUENCIES = {
    "P1D": "DAILY",
    "P1W": "WEEKLY",
    "P7D": "WEEKLY",
    "P1M": "MONTHLY",
    "P3M": "QUARTERLY",
    "P6M": "ANNUAL_2",
    "P1Y": "ANNUAL",
}


def catalog_jsonld(catalog: Catalog, datasets: Iterable[Described], site_url: str) -> Any:
    """Literals are in Chinese. Without a `site_url`, addresses are relative to the file."""
    edition = catalog.disclosure.edition
    publisher = f"{site_url}#publisher"
    return {
        "@context": _CONTEXT,
        "@graph": [
            {
                "@id": f"{site_url}#catalog",
                "@type": "dcat:Catalog",
                "dct:title": _zh(edition.title),
                "dct:description": _zh(f"{edition.title}，数据截至 {catalog.disclosure.as_of}。"),
                "dct:publisher": {"@id": publisher},
                "dct:license": {"@id": edition.licence.path},
                "dct:language": {"@id": f"{_EU}language/ZHO"},
                "dct:modified": _date(str(catalog.disclosure.as_of)),
                "dct:spatial": _place(catalog),
                "foaf:homepage": {"@id": site_url or "./"},
                "dcat:dataset": [_dataset(found, publisher) for found in datasets],
            },
            {
                "@id": publisher,
                "@type": "foaf:Agent",
                "foaf:name": _zh(edition.operator.name),
            },
        ],
    }


def _dataset(found: Described, publisher: str) -> dict[str, Any]:
    table, edition = found.table, found.catalog.disclosure.edition
    document: dict[str, Any] = {
        "@id": f"{found.url}#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _titles(table.title, table.policy.title_en),
        "dct:description": _zh(found.description),
        "dct:identifier": str(table.key),
        "dct:publisher": {"@id": publisher},
        "dct:language": {"@id": f"{_EU}language/ZHO"},
        "dct:accessRights": {"@id": f"{_EU}access-right/PUBLIC"},
        "dct:modified": _date(found.modified),
        "dct:spatial": _place(found.catalog),
        "dcat:version": found.as_of,
        "dcat:theme": {"@id": f"{_EU}data-theme/GOVE"},
        "dcat:landingPage": {"@id": found.url},
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": _zh(edition.operator.name),
            "vcard:hasURL" if "mailto:" not in edition.report_error else "vcard:hasEmail": {
                "@id": edition.report_error
            },
        },
        "dcat:keyword": [_zh(word) for word in found.keywords],
        "dcat:distribution": [_distribution(found, file) for file in found.files],
    }
    if found.issued:
        document["dct:issued"] = _date(found.issued)
    if frequency := _FREQUENCIES.get(table.policy.frequency or ""):
        document["dct:accrualPeriodicity"] = {"@id": f"{_EU}frequency/{frequency}"}
    if found.period:
        first, last = found.period
        document["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _date(first),
            "dcat:endDate": _date(last),
        }
    return document


def _distribution(found: Described, file: OutputFile) -> dict[str, Any]:
    address = found.address(file.path)
    document: dict[str, Any] = {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _zh(file.title),
        "dct:description": _zh(f"{found.table.title}，{file.title}"),
        "dcat:accessURL": {"@id": found.url},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{file.media_type}"
        },
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
        "dct:license": {"@id": found.catalog.disclosure.edition.licence.path},
        "dct:modified": _date(found.as_of),
        "dcatap:availability": {"@id": f"{_EU}planned-availability/STABLE"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }
    if kind := _FILE_TYPES.get(file.media_type):
        document["dct:format"] = {"@id": f"{_EU}file-type/{kind}"}
    return document


def _place(catalog: Catalog) -> dict[str, Any]:
    edition = catalog.disclosure.edition
    return {
        "@type": "dct:Location",
        "skos:prefLabel": _zh(edition.area_name),
        "dct:identifier": edition.area_code,
    }


def _titles(chinese: str, english: str | None) -> list[dict[str, str]]:
    return [_zh(chinese), *([{"@language": "en", "@value": english}] if english else [])]


def _zh(text: str) -> dict[str, str]:
    return {"@language": "zh", "@value": text}


def _date(day: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day}
