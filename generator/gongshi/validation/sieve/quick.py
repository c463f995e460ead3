"""Quick forms: for a type, a test in Arrow that only valid cells pass. The rest is asked about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from gongshi.validation.sieve.patterns import re2_of

# Cells → which of them are certainly valid (an Arrow array of booleans); None clears every cell.
Quick = Callable[[pa.Array], pa.Array]

_DAY = r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_LABEL = "[A-Za-z0-9]+"
_FORMS = {
    "integer": r"\A(?:0|-?[1-9][0-9]{0,17})\z",
    "number": r"\A-?[0-9]{1,15}(?:\.[0-9]{1,10})?\z",
    "date": rf"\A{_DAY}\z",
    "datetime": rf"\A{_DAY}T{_TIME}Z?\z",
    "time": rf"\A{_TIME}\z",
    "year": r"\A[0-9]{4}\z",
    "yearmonth": r"\A[0-9]{4}-(?:0[1-9]|1[0-2])\z",
}
_STRING_FORMS = {
    "uri": rf"\Ahttps?://{_LABEL}(?:[.-]{_LABEL})*(?:/[A-Za-z0-9._~-]*)*(?:\?[A-Za-z0-9=&._-]*)?\z",
    "uuid": r"\A[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\z",
}
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
# What stands between a float and the Decimal that the judge compares: nearer cells are asked about.
_MARGIN = 1e-9


def anything(cells: pa.Array) -> pa.Array:
    """For fields of which every cell is valid."""
    return pa.repeat(pa.scalar(True), len(cells))


def quick_form(field: Any) -> Quick | None:
    """The quick form of a frictionless field, without regard to missing values; None: there is
    none, each distinct cell is asked about.
    """
    constraints = {
        name: value
        for name, value in field.constraints.items()
        if value is not None and name in field.supported_constraints and name != "required"
    }
    if field.type == "string":
        return _string(field, constraints)
    if field.type == "any" and not constraints:
        return anything
    form = _FORMS.get(field.type)
    if form is None or field.format != "default" or "enum" in constraints:
        return None
    if field.type == "number" and _reads_numbers_its_own_way(field):
        return None
    matches = _matcher(form)
    if not constraints:
        return matches
    bounds = _bounds(field, constraints)
    return None if bounds is None else _both(matches, bounds)


def _reads_numbers_its_own_way(field: Any) -> bool:
    own = {"group_char", "decimal_char", "bare_number", "float_number"}
    return bool(own.intersection(field.list_defined()))


def _string(field: Any, constraints: dict[str, Any]) -> Quick | None:
    tests: list[Quick] = []
    if field.format != "default":
        if field.format not in _STRING_FORMS:
            return None
        tests.append(_matcher(_STRING_FORMS[field.format]))
    if "enum" in constraints:
        if not all(isinstance(value, str) for value in constraints["enum"]):
            return None
        tests.append(_among(constraints["enum"]))
    if "pattern" in constraints:
        form = re2_of(f"^{constraints['pattern']}$")  # as frictionless puts it together
        if form is None:
            return None
        tests.append(_matcher(form))
    for name, compare in (("minLength", pc.greater_equal), ("maxLength", pc.less_equal)):
        if name in constraints:
            tests.append(_length(compare, constraints[name]))
    if not tests:
        return anything
    return tests[0] if len(tests) == 1 else _both(*tests)


def _matcher(form: str) -> Quick:
    return lambda cells: pc.match_substring_regex(cells, form)


def _among(values: list[str]) -> Quick:
    known = pa.array(values, pa.large_string())
    return lambda cells: pc.is_in(cells, known)


def _length(compare: Callable[[Any, Any], pa.Array], limit: int) -> Quick:
    return lambda cells: compare(pc.utf8_length(cells), limit)


def _both(*tests: Quick) -> Quick:
    """Each test in turn; the later ones may rely on the form that the first has found."""

    def test(cells: pa.Array) -> pa.Array:
        result = tests[0](cells)
        for other in tests[1:]:
            result = pc.and_(result, other(cells))
        return result

    return test


def _bounds(field: Any, constraints: dict[str, Any]) -> Quick | None:
    read = field.create_value_reader()
    limits = {name: read(constraints[name]) for name in _BOUNDS if name in constraints}
    if any(limit is None for limit in limits.values()):
        return None
    if field.type == "date":
        return _date_bounds(limits)
    if field.type in {"integer", "number", "year"}:
        return _number_bounds({name: float(limit) for name, limit in limits.items()})
    return None


def _date_bounds(limits: dict[str, date]) -> Quick | None:
    """ISO 8601 dates of four-digit years order as text."""
    if any(limit.year < 1000 for limit in limits.values()):
        return None
    tests = {
        "minimum": pc.greater_equal,
        "maximum": pc.less_equal,
        "exclusiveMinimum": pc.greater,
        "exclusiveMaximum": pc.less,
    }
    return _both(*(_than(tests[name], limit.isoformat()) for name, limit in limits.items()))


def _than(compare: Callable[[Any, Any], pa.Array], limit: str) -> Quick:
    return lambda cells: compare(cells, pa.scalar(limit, pa.large_string()))


def _number_bounds(limits: dict[str, float]) -> Quick:
    form = _FORMS["number"]

    def test(cells: pa.Array) -> pa.Array:
        numbers = pc.cast(
            pc.if_else(pc.match_substring_regex(cells, form), cells, None), pa.float64()
        )
        result = pc.is_valid(numbers)
        for name, limit in limits.items():
            margin = abs(limit) * _MARGIN + _MARGIN
            if "inimum" in name:
                inside = pc.greater(numbers, limit + margin)
            else:
                inside = pc.less(numbers, limit - margin)
            result = pc.and_(result, pc.fill_null(inside, False))
        return result

    return test
