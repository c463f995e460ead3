"""A table's columns with one type each, for the formats whose cells have types."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from gongshi.catalog.table import CatalogTable
from gongshi.catalog.values import as_data
from gongshi.package.descriptor import Field

_INT64 = 2**63


class Kind(StrEnum):
    TEXT = "text"
    INTEGER = "integer"  # fits into 64 bits
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "list"  # of text
    JSON = "json"  # an array or an object, as text


_KINDS = {
    "integer": Kind.INTEGER,
    "year": Kind.INTEGER,
    "number": Kind.NUMBER,
    "boolean": Kind.BOOLEAN,
    "date": Kind.DATE,
    "list": Kind.LIST,
    "array": Kind.JSON,
    "object": Kind.JSON,
}


@dataclass(frozen=True)
class Column:
    """`values` in the table's order; None is a missing value."""

    field: Field
    kind: Kind
    values: list[Any]


def typed_columns(table: CatalogTable) -> list[Column]:
    return [_typed(table, field) for field in table.fields]


def _typed(table: CatalogTable, field: Field) -> Column:
    """A column with a single value that its type cannot hold exactly is text as a whole: a mask
    stands in a number's place, a date is written in a form of its own, a number has 20 digits.
    """
    cells = [table.columns[field.name][position] for position in table.order]
    kind = _KINDS.get(field.type, Kind.TEXT)
    try:
        values = [_value(field, kind, cell) for cell in cells]
    except ValueError:
        missing = field.missing_labels
        return Column(field, Kind.TEXT, [None if cell in missing else cell for cell in cells])
    return Column(field, kind, values)


def _value(field: Field, kind: Kind, cell: str) -> Any:
    value = as_data(field, cell)
    if value is None:
        return None
    if kind is Kind.DATE:
        return date.fromisoformat(value)
    if kind is Kind.JSON:
        return json.dumps(value, ensure_ascii=False)
    if kind is Kind.NUMBER:
        if isinstance(value, str):
            raise ValueError(field.name)
        return float(value)
    if kind is Kind.INTEGER and not -_INT64 <= value < _INT64:
        raise ValueError(field.name)
    return value
