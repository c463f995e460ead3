"""Cells of another package → text in the one form that its field's plain type has.

A cell that is not what its field says stays as it is: validation will name it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from frictionless import Field, FrictionlessException

from gongshi.intake.inference import iso_day

# How a type may be written; in the plain form of cells there is no need to say so.
_WRITING = frozenset(
    {"format", "decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues"}
)
_WRITTEN = frozenset({"number", "integer", "boolean", "date", "datetime", "time"})
_GIVES_UP = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def as_cell(value: Any) -> str:
    """A value of inline or JSON data as text: None is empty, objects are JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def plain_writing(field: dict[str, Any]) -> tuple[dict[str, Any], Callable[[str], str]]:
    """The field without its own way of writing values, and what turns a cell into the plain way."""
    if field.get("type") not in _WRITTEN or not _WRITING & field.keys():
        return field, str
    if field.get("bareNumber") is False:
        return field, str  # 95% would become 95: the unit is there for the reader
    plain = {key: value for key, value in field.items() if key not in _WRITING}
    if field.get("format") == "any":
        # A guess whether 03/04 is in March or in April is not an answer.
        return plain, lambda cell: iso_day(cell.strip()) or cell
    try:
        asked = Field.from_descriptor(_for_frictionless(field))
        reader = asked.create_cell_reader()
    except (FrictionlessException, *_GIVES_UP):
        return plain, str
    # The standard has grouped integers since 2024; frictionless 5.21 has not.
    group = str(field.get("groupChar") or "") if field["type"] == "integer" else ""
    return plain, lambda cell: _plain(reader, cell.replace(group, "") if group else cell)


def _for_frictionless(field: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: field[key] for key in _WRITING & field.keys()}
    kept = {key: value for key, value in kept.items() if value is not None}
    return {"name": "field", "type": field["type"], "missingValues": [], **kept}


def _plain(reader: Callable[[Any], Any], cell: str) -> str:
    try:
        value, notes = reader(cell)
    except (FrictionlessException, *_GIVES_UP):
        return cell
    if notes or value is None:
        return cell
    if isinstance(value, dt.datetime) and value.tzinfo:
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else cell
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, int) else cell
