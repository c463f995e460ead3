"""A public cell as data and as text."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from gongshi.package.descriptor import Field

YES, NO = "是", "否"
_TRUE = frozenset({"true", "True", "TRUE", "1"})


def as_data(field: Field, cell: str) -> Any:
    """The JSON value of a valid cell: None for a missing value, else by the field's type.

    A decimal number that a float cannot hold exactly enough (more than 15 digits) stays text.
    """
    if cell in field.missing_labels:
        return None
    if field.type in {"integer", "year"}:
        return int(_plain(field, cell))
    if field.type == "number":
        return _number(_plain(field, cell))
    if field.type == "boolean":
        return _is_true(field, cell)
    if field.type in {"array", "object"}:
        return json.loads(cell)
    if field.type == "list":
        return split_list(field, cell)
    return cell


def as_text(field: Field, cell: str) -> str:
    """One line for a table cell or a sentence; a missing value gives its label."""
    label = field.missing_labels.get(cell)
    if label is not None:
        return label
    if field.type == "boolean":
        return YES if _is_true(field, cell) else NO
    if field.type == "list":
        return "、".join(split_list(field, cell))
    if field.type == "number":
        return _grouped(cell)
    if field.type in {"array", "object"}:
        return "；".join(_member_text(member) for member in _members(json.loads(cell)))
    return field.category_labels.get(cell, cell)


def percent(part: int, whole: int) -> str:
    """With one decimal, never rounded up to 100."""
    if not whole:
        return "—"
    tenths = part * 1000 // whole
    return f"{tenths // 10}.{tenths % 10}%"


def split_list(field: Field, cell: str) -> list[str]:
    return [part.strip() for part in cell.split(field.delimiter) if part.strip()]


def _members(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _member_text(member: Any) -> str:
    if isinstance(member, dict):
        return " ".join(str(part) for part in member.values() if part not in {None, ""})
    return str(member)


def _is_true(field: Field, cell: str) -> bool:
    return cell in field.raw.get("trueValues", _TRUE)


def _plain(field: Field, cell: str) -> str:
    """A number without the way of writing that its descriptor states (Table Schema v2)."""
    if field.raw.get("bareNumber") is False:
        cell = re.sub(r"^[^-+0-9]+|[^0-9]+$", "", cell)
    group, point = str(field.raw.get("groupChar", "")), str(field.raw.get("decimalChar", "."))
    return (cell.replace(group, "") if group else cell).replace(point, ".")


def _grouped(cell: str) -> str:
    """An amount as people read it: 186000000.00 → 186,000,000. Below 10,000 as it stands."""
    whole, point, rest = cell.partition(".")
    if not whole.isdigit() or len(whole) < 5:
        return cell
    return f"{int(whole):,}" + (point + rest if rest.strip("0") else "")


def _number(cell: str) -> int | float | str:
    try:
        number = Decimal(cell)
    except InvalidOperation:
        return cell
    if not number.is_finite() or max(len(number.as_tuple().digits), number.adjusted()) > 15:
        return cell
    return int(number) if number == number.to_integral() and "." not in cell else float(number)
