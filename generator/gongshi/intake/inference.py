"""What a column without a schema holds: only what every cell says beyond doubt.

frictionless and pandas infer too, but take 007 for a number, an eighteen-digit code for an integer
and 03/04/2026 for a day; a clerk would not see that until it is public.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

_CODE = re.compile(r"号|码|编|代号|电话|邮编|ID$|id$|_no$|code$", re.IGNORECASE)
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]{1,10})?")
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])")
# The year first, so that nobody can mistake the month for the day.
_DAY = re.compile(r"([12][0-9]{3})([-/.年])([0-9]{1,2})([-/.月])([0-9]{1,2})(日?)")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]")
_LINK = re.compile(r"https?://[^\s]+")


@dataclass(frozen=True)
class Inferred:
    """`type` and what else a Table Schema field needs; the cells in the form that it asks for."""

    field: dict[str, Any]
    cells: list[str]


def infer(label: str, cells: Sequence[str]) -> Inferred:
    """`label` is the column's own; empty cells say nothing."""
    trimmed = [cell.strip() for cell in cells]
    given = [cell for cell in trimmed if cell]
    if not given:
        return Inferred({"type": "string"}, trimmed)
    if all(iso_day(cell) for cell in given):
        return Inferred({"type": "date"}, [iso_day(cell) or "" for cell in trimmed])
    for fits, field in _FORMS:
        if all(fits(cell) for cell in given) and not (field["type"] in _NUMBERS and _code(label)):
            return Inferred(dict(field), trimmed)
    if all(_grouped(cell) for cell in given) and not _code(label):
        plain = [cell.replace(",", "") for cell in trimmed]
        return Inferred({"type": "number"}, plain)
    return Inferred({"type": "string"}, list(cells))


def iso_day(cell: str) -> str | None:
    """2026-3-1, 2026/3/1, 2026.3.1 and 2026年3月1日 as 2026-03-01; nothing else is a day."""
    match = _DAY.fullmatch(cell)
    if match is None:
        return None
    year, first, month, second, day, last = match.groups()
    if (first, second, last) != ("年", "月", "日") and (first != second or last):
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _code(label: str) -> bool:
    """A number of this name is a code: nobody adds it up."""
    return _CODE.search(label) is not None


def _grouped(cell: str) -> bool:
    return bool(_GROUPED.fullmatch(cell) or _DECIMAL.fullmatch(cell))


def _matcher(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: pattern.fullmatch(cell) is not None


_NUMBERS = frozenset({"integer", "number"})
_FORMS: tuple[tuple[Callable[[str], bool], dict[str, Any]], ...] = (
    (frozenset({"true", "false"}).__contains__, {"type": "boolean"}),
    (_matcher(_MONTH), {"type": "yearmonth"}),
    (_matcher(_MOMENT), {"type": "datetime"}),
    (_matcher(_WHOLE), {"type": "integer"}),
    (_matcher(_DECIMAL), {"type": "number"}),
    (_matcher(_LINK), {"type": "string", "format": "uri"}),
)
