"""croissant.json: a package as machine-learning tools load it (MLCommons Croissant 1.1).

The records come from the Parquet files, whose cells have types and true nulls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.core import urls
from gongshi.core.output import File
from gongshi.export import parquet_format
from gongshi.export.described import Described
from gongshi.export.typed_columns import Kind, typed_columns
from gongshi.package.descriptor import Field, Key
from gongshi.screening.disclosure import PublicPackage

# What mlcroissant calls Parquet.
_PARQUET = "application/x-parquet"
_TYPES = {
    Kind.TEXT: "sc:Text",
    Kind.INTEGER: "sc:Integer",
    Kind.NUMBER: "sc:Float",
    Kind.BOOLEAN: "sc:Boolean",
    Kind.DATE: "sc:Date",
    Kind.LIST: "sc:Text",
    Kind.JSON: "sc:Text",
}
_CR = {
    "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field",
    "fileProperty", "fileObject", "fileSet", "format", "includes", "isArray", "isLiveDataset",
    "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex",
    "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform",
}  # fmt: skip
_CONTEXT: dict[str, Any] = {
    "@language": "zh",
    "@vocab": "https://schema.org/",
    **{name: f"cr:{name}" for name in sorted(_CR)},
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
}


def croissant_document(
    catalog: Catalog,
    package: PublicPackage,
    datasets: Sequence[Described],
    cite_as: str,
    site_url: str,
) -> dict[str, Any]:
    """`cite_as`: BibTeX. Without a `site_url`, files are named relative to this one."""
    edition, as_of = catalog.disclosure.edition, str(catalog.disclosure.as_of)
    operator = {"@type": "Organization", "name": edition.operator.name}
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": package.name,
        "alternateName": package.title,
        "description": f"{package.title}。{package.description}",
        "license": edition.licence.path,
        "url": f"{site_url}{urls.package_page(package.name)}",
        "creator": operator,
        "publisher": operator,
        "datePublished": as_of,
        "dateModified": max((found.modified for found in datasets), default=as_of),
        # Croissant wants three numbers: 2026-11-24 is the 2026.11.24th.
        "version": ".".join(str(int(part)) for part in as_of.split("-")),
        "inLanguage": "zh-CN",
        "isLiveDataset": True,
        "citeAs": cite_as,
        "distribution": [_file(found, site_url) for found in datasets],
        "recordSet": [_records(found) for found in datasets],
    }


def _parquet(found: Described) -> File:
    return next(f for f in found.files if f.path.endswith(f".{parquet_format.extension}"))


def _file(found: Described, site_url: str) -> dict[str, Any]:
    file = _parquet(found)
    name = file.path.rpartition("/")[2]
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "description": f"{found.table.title}，{file.title}",
        "contentUrl": f"{site_url}{file.path}" if site_url else name,
        "contentSize": f"{file.size} B",
        "encodingFormat": _PARQUET,
        "sha256": file.sha256,
    }


def _records(found: Described) -> dict[str, Any]:
    table = found.table
    name = table.key.resource
    file = _parquet(found).path.rpartition("/")[2]
    fields = []
    for column in typed_columns(table):
        field: dict[str, Any] = {
            "@type": "cr:Field",
            "@id": f"{name}/{column.field.name}",
            "name": column.field.name,
            "description": _said(column.field),
            "dataType": _TYPES[column.kind],
            "source": {"fileObject": {"@id": file}, "extract": {"column": column.field.name}},
        }
        if column.kind is Kind.LIST:
            field["repeated"] = True
        fk = table.links.get(column.field.name)
        if fk is not None and not _leads_back(found.catalog, fk.target, table.key):
            target = f"{fk.target.resource}/{fk.target_fields[0]}"
            field["references"] = {"field": {"@id": target}}
        fields.append(field)
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"{table.title}。{table.public.resource.description}",
        "key": [{"@id": f"{name}/{key}"} for key in table.public.resource.primary_key],
        "field": fields,
    }


def _leads_back(catalog: Catalog, start: Key, goal: Key) -> bool:
    """Whether references lead from a table to the one that refers to it, or out of the package.
    mlcroissant loads what is referred to first, and would never come to an end.
    """
    seen: set[Key] = set()
    front = [start]
    while front:
        key = front.pop()
        if key == goal or key.package != goal.package:
            return True
        if key not in seen and key in catalog.tables:
            seen.add(key)
            links = catalog.tables[key].links.values()
            front += [fk.target for fk in links if fk.target.package == goal.package]
    return False


def _said(field: Field) -> str:
    return f"{field.title}：{field.description}" if field.description else field.title
