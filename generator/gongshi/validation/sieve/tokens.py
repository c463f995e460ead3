"""Keys as texts: two rows have the same text exactly when frictionless finds their keys equal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gongshi.validation.sieve.fields import FieldSieve

# Types whose cells may equal each other across types; any other is a family of its own.
_FAMILIES = {
    "string": "text",
    "any": "text",
    "integer": "number",
    "number": "number",
    "year": "number",
    "boolean": "boolean",
    "date": "date",
    "yearmonth": "yearmonth",
}
# Cells that are their own text; of a type that is not here each distinct cell is asked about.
_PLAIN = {
    "integer": r"\A(?:0|-?[1-9][0-9]{0,17})\z",
    "number": r"\A(?:0|-?[1-9][0-9]{0,17})\z",
    "year": r"\A[1-9][0-9]{3}\z",
    "date": r"\A[1-9][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])\z",
    "yearmonth": r"\A[1-9][0-9]{3}-(?:0[1-9]|1[0-2])\z",
}
# Between the members of a composite key; a member that is not there; the mark of either in a cell.
_BETWEEN, _ABSENT, _MARK = "\x1f1", "\x1f2", "\x1f0"
# Values that have no text of their own which would be equal when they are: a number for each.
_codes: dict[Any, int] = {}


class BeyondSieveError(Exception):
    """The whole table has to be asked about: the sieve cannot tell such keys apart."""


def family(field: FieldSieve | None) -> str | None:
    """Which keys a field's values can equal; None for a missing column."""
    if field is None:
        return None
    return _FAMILIES.get(field.type, field.type)


def have_texts(families: Iterable[str | None]) -> bool:
    """Whether another process writes the same texts for such keys."""
    return all(one is None or one in _FAMILIES.values() for one in families)


def key_texts(fields: Sequence[FieldSieve | None], columns: Sequence[pa.Array | None]) -> pa.Array:
    """One text a row, null where every member of the key is None to frictionless."""
    members = [
        pa.nulls(_rows(columns), pa.large_string())
        if field is None or cells is None
        else _member(field, cells)
        for field, cells in zip(fields, columns, strict=True)
    ]
    return joined(members)


def joined(members: Sequence[pa.Array]) -> pa.Array:
    """Members of a key → one text a row, null where every member is."""
    if len(members) == 1:
        return members[0]
    absent = pc.is_null(members[0])
    for member in members[1:]:
        absent = pc.and_(absent, pc.is_null(member))
    safe = [pc.fill_null(pc.replace_substring(m, "\x1f", _MARK), _ABSENT) for m in members]
    text = pc.binary_join_element_wise(*safe, pa.scalar(_BETWEEN, pa.large_string()))
    return pc.if_else(absent, None, text)


def answers_text(field: FieldSieve, cell: str | None) -> str | None:
    """The member of a key that one cell is."""
    return _text(field.answer(cell)[0])


def _rows(columns: Sequence[pa.Array | None]) -> int:
    return next((len(cells) for cells in columns if cells is not None), 0)


def _member(field: FieldSieve, cells: pa.Array) -> pa.Array:
    missing = pa.array(field.is_missing(cells))
    if field.type == "any" or (field.type == "string" and field.format == "default"):
        return pc.if_else(missing, None, cells)
    form = _PLAIN.get(field.type) if field.format == "default" else None
    plain = pc.match_substring_regex(cells, form) if form else pa.array(np.zeros(len(cells), bool))
    plain = pc.and_not(plain, missing)
    result = pc.if_else(plain, cells, None)
    asked = pc.and_not(pc.invert(plain), missing)
    if not pc.any(asked).as_py():
        return result
    distinct = cells.filter(asked).dictionary_encode()
    texts = pa.array(
        [answers_text(field, cell) for cell in distinct.dictionary.to_pylist()], pa.large_string()
    )
    return pc.replace_with_mask(result, asked, texts.take(distinct.indices))


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return _decimal(value)
    if type(value).__name__ == "yearmonth":
        return f"{value[0]:04d}-{value[1]:02d}"
    if isinstance(value, float):
        raise BeyondSieveError  # floats equal Decimals now and then
    if isinstance(value, int) or type(value) is date:
        return str(value)
    return f"#{_codes.setdefault(value, len(_codes))}"  # its own equality; lists and objects: none


def _decimal(value: Decimal) -> str:
    """One text for each number; integers have that of the integer. NaN equals nothing."""
    if value.is_nan():
        return f"NaN {os.urandom(8).hex()}"
    if value.is_infinite():
        return str(value)
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    text = "".join(map(str, digits)).lstrip("0")
    stripped = text.rstrip("0")
    exponent += len(text) - len(stripped)
    if not stripped:
        return "0"
    mark = "-" if sign else ""
    if 0 <= exponent <= 400:
        return f"{mark}{stripped}{'0' * exponent}"
    return f"{mark}{stripped}E{exponent}"
