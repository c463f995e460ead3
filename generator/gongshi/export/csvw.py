"""csv-metadata.json: a package's CSV files as the W3C's CSV on the Web describes them.

It lies where CSVW looks by itself: in the folder of the files, under this name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.export.described import Described
from gongshi.export.formulas import is_formula
from gongshi.export.typed_columns import Column, Kind, typed_columns
from gongshi.package.descriptor import ForeignKey
from gongshi.screening.disclosure import PublicPackage

_TYPES = {
    Kind.TEXT: "string",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "decimal",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.LIST: "string",
    Kind.JSON: "json",
}


def csvw_document(
    catalog: Catalog, package: PublicPackage, datasets: Sequence[Described]
) -> dict[str, Any]:
    edition = catalog.disclosure.edition
    inside = {found.table.key: _name(found) for found in datasets}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "dc:title": package.title,
        "dc:description": package.description,
        "dc:publisher": edition.operator.name,
        "dc:license": {"@id": edition.licence.path},
        "dc:modified": {"@value": str(catalog.disclosure.as_of), "@type": "xsd:date"},
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "doubleQuote": True},
        "tables": [
            {
                "url": _name(found),
                "dc:title": found.table.title,
                "dc:description": found.table.public.resource.description,
                "tableSchema": {
                    "columns": [_column(column) for column in typed_columns(found.table)],
                    "primaryKey": list(found.table.public.resource.primary_key),
                    "foreignKeys": [
                        _foreign_key(fk, inside[fk.target])
                        for fk in found.table.public.foreign_keys
                        if fk.target in inside
                    ],
                },
            }
            for found in datasets
        ],
    }


def _name(found: Described) -> str:
    return found.files[0].path.rpartition("/")[2]


def _column(column: Column) -> dict[str, Any]:
    field = column.field
    document: dict[str, Any] = {
        "name": field.name,
        "titles": field.name,
        "dc:title": [
            {"@value": field.title, "@language": "zh"},
            {"@value": field.title_en, "@language": "en"},
        ],
        "datatype": _TYPES[column.kind],
        "null": sorted({"", *field.missing_labels}),
    }
    if field.description:
        document["dc:description"] = field.description
    if column.kind is Kind.LIST:
        document["separator"] = field.delimiter
    if column.kind is Kind.JSON and any(map(is_formula, filter(None, column.values))):
        document["datatype"] = "string"
    return document


def _foreign_key(fk: ForeignKey, target: str) -> dict[str, Any]:
    return {
        "columnReference": list(fk.fields),
        "reference": {"resource": target, "columnReference": list(fk.target_fields)},
    }
