"""dictionary.json and dictionary.csv: every field of the edition, for programs."""

from __future__ import annotations

import csv
import io
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.dictionary import Entry, entries
from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.core.output import OutputFile, dump
from gongshi.export.formulas import neutralise

_COLUMNS = (
    "package",
    "resource",
    "field",
    "title",
    "title_en",
    "type",
    "rule",
    "missing_values",
    "standard",
    "example",
    "description",
)


def dictionary_files(catalog: Catalog) -> list[OutputFile]:
    return [
        OutputFile(
            urls.DICTIONARY_JSON,
            dump(dictionary_document(catalog)),
            "application/json",
            "数据字典（JSON）",
        ),
        OutputFile(urls.DICTIONARY_CSV, _csv(catalog).encode(), "text/csv", "数据字典（CSV）"),
    ]


def dictionary_document(catalog: Catalog) -> dict[str, Any]:
    """Descriptors say the same in Table Schema's words; here it is said for people too."""
    return {
        "title": catalog.disclosure.edition.title,
        "asOf": str(catalog.disclosure.as_of),
        "tables": [_table(catalog, table) for table in catalog.tables.values()],
    }


def _table(catalog: Catalog, table: CatalogTable) -> dict[str, Any]:
    return {
        "package": table.key.package,
        "resource": table.key.resource,
        "title": table.title,
        "titleEn": table.policy.title_en,
        "description": table.public.resource.description,
        "standard": table.policy.standard,
        "url": urls.dataset_page(table.key.package, table.key.resource),
        "fields": [_field(entry) for entry in entries(catalog, table)],
    }


def _field(entry: Entry) -> dict[str, Any]:
    field = entry.field
    return {
        "name": field.name,
        "title": field.title,
        "titleEn": field.title_en,
        "type": field.type,
        "description": field.description,
        "rule": entry.rule,
        "missingValues": [
            {"value": missing.value, "label": missing.label} for missing in field.missing_values
        ],
        "standard": entry.standard or None,
        "example": entry.example or None,
        "url": f"{urls.dictionary_page(entry.table.key.package)}#{entry.anchor}",
    }


def _csv(catalog: Catalog) -> str:
    """One row a field; UTF-8, LF, formula-like cells neutralised."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for table in catalog.tables.values():
        for entry in entries(catalog, table):
            writer.writerow([neutralise(cell) for cell in _row(entry)])
    return stream.getvalue()


def _row(entry: Entry) -> list[str]:
    field, key = entry.field, entry.table.key
    missing = "；".join(
        one.label if one.value == one.label else f"{one.value or '空格子'}：{one.label}"
        for one in field.missing_values
    )
    return [
        key.package,
        key.resource,
        field.name,
        field.title,
        field.title_en,
        field.type,
        entry.rule,
        missing,
        entry.standard,
        entry.example,
        field.description,
    ]
