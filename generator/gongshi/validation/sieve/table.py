"""One table through the sieve: piece by piece, then what only all of its rows together can show."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from gongshi.loading.table import Table
from gongshi.validation.sieve.fields import FieldSieve
from gongshi.validation.sieve.keys import KeySet, Repeats, Rows
from gongshi.validation.sieve.plan import ForeignKey, Plan
from gongshi.validation.sieve.rows import (
    FOREIGN,
    PRIMARY,
    UNIQUE,
    Piece,
    RowError,
    as_piece,
    row_errors,
)
from gongshi.validation.sieve.tokens import answers_text, joined, key_texts


@dataclass
class Harvest:
    """What one piece of a table says: its errors, and its keys for the whole table's sake."""

    errors: list[RowError] = field(default_factory=list)
    repeats: dict[tuple[int, ...], Repeats] = field(default_factory=dict)
    named: dict[tuple[str, ...], KeySet] = field(default_factory=dict)
    pointing: dict[int, list[tuple[Rows, pa.Array]]] = field(default_factory=dict)

    def merge(self, other: Harvest) -> None:
        self.errors += other.errors
        for key, repeats in other.repeats.items():
            self.repeats.setdefault(key, Repeats()).merge(repeats)
        for names, keys in other.named.items():
            self.named.setdefault(names, KeySet()).merge(keys)
        for number, pairs in other.pointing.items():
            self.pointing.setdefault(number, []).extend(pairs)

    def shift(self, by: int) -> None:
        """Number the rows of a part as those of the whole table."""
        for one in self.errors:
            one.error["rowNumber"] += by
        self.errors = [replace(one, row=one.row + by) for one in self.errors]
        for repeats in self.repeats.values():
            repeats.shift(by)
        self.pointing = shifted(self.pointing, by)


def shifted(
    pointing: Mapping[int, list[tuple[Rows, pa.Array]]], by: int
) -> dict[int, list[tuple[Rows, pa.Array]]]:
    return {n: [(rows + by, keys) for rows, keys in pairs] for n, pairs in pointing.items()}


def harvest(plan: Plan, table: Table) -> Harvest:
    """Look at one piece. Needs nothing but the piece and the plan, so any process may do it."""
    piece = as_piece(table)
    result = Harvest(row_errors(plan.fields, piece))
    for key in plan.single_keys:
        rows, texts = _keys(plan, key, piece)
        result.repeats[key] = Repeats()
        result.repeats[key].add(rows, texts)
        if key == plan.primary_key:
            absent = rows[~np.asarray(texts.is_valid())]
            result.errors += [_no_key(int(row), piece) for row in absent]
    for names, columns in plan.named_keys.items():
        result.named[names] = KeySet()
        result.named[names].add(_keys(plan, columns, piece)[1])
    for number, fk in enumerate(plan.foreign_keys):
        rows, texts = _keys(plan, fk.columns, piece)
        given = np.asarray(texts.is_valid())
        pair = (rows[given], texts.filter(pa.array(given)).dictionary_encode())
        result.pointing[number] = [pair]
    return result


def _keys(plan: Plan, columns: Sequence[int | None], piece: Piece) -> tuple[Rows, pa.Array]:
    """Rows and their keys, the odd rows last."""
    fields = [None if c is None else plan.fields[c] for c in columns]
    cells = [None if c is None else piece.columns[c] for c in columns]
    if all(one is None for one in cells):
        texts = pa.nulls(len(piece.rows), pa.large_string())
    else:
        texts = key_texts(fields, cells)
    if not piece.odd:
        return piece.rows, texts
    members = [
        pa.array([_odd_text(fields[i], c, one.cells) for one in piece.odd], pa.large_string())
        for i, c in enumerate(columns)
    ]
    rows = np.concatenate([piece.rows, np.array([o.row for o in piece.odd], dtype=np.int64)])
    return rows, pa.concat_arrays([texts, joined(members)])


def _odd_text(field_: FieldSieve | None, column: int | None, cells: Sequence[str]) -> str | None:
    if field_ is None or column is None:
        return None
    return answers_text(field_, cells[column] if column < len(cells) else None)


def _no_key(row: int, piece: Piece) -> RowError:
    place = np.flatnonzero(piece.rows == row)
    if len(place):
        cells = [str(column[int(place[0])].as_py()) for column in piece.columns]
    else:
        cells = next(list(one.cells) for one in piece.odd if one.row == row)
    note = 'cells composing the primary keys are all "None"'
    error = {"type": "primary-key", "note": note, "rowNumber": row, "cells": cells}
    return RowError(row, PRIMARY, error)


# What the whole table shows


def dangling(pairs: Sequence[tuple[Rows, pa.Array]], known: KeySet | None) -> Rows:
    """The rows whose key is not there. `known` is None where no key can be equal to theirs."""
    result = [
        rows if known is None else rows[~_holds(known, keys)] for rows, keys in pairs if len(rows)
    ]
    return np.sort(np.concatenate(result)) if result else np.array([], dtype=np.int64)


def _holds(known: KeySet, keys: pa.DictionaryArray) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    there: np.ndarray[tuple[int], np.dtype[np.bool_]] = known.holds(keys.dictionary)
    return np.asarray(there[keys.indices.to_numpy()])


def rows_to_see(plan: Plan, found: Harvest, loose: Mapping[int, Rows]) -> Rows:
    """The rows of which the cells are needed once more, in order."""
    doubted = [found.repeats[key].candidates() for key in plan.single_keys if key in found.repeats]
    every = [*doubted, *loose.values()]
    return np.unique(np.concatenate(every)) if every else np.array([], dtype=np.int64)


def key_errors(
    plan: Plan, seen: Sequence[tuple[int, Mapping[int, str | None]]], loose: Mapping[int, Rows]
) -> Iterator[RowError]:
    """Frictionless's own bookkeeping over the rows that may be wrong; `seen` is in order."""
    before: dict[tuple[int, ...], dict[Any, int]] = {key: {} for key in plan.single_keys}
    dangles = {number: set(rows.tolist()) for number, rows in loose.items()}
    columns = plan.key_columns
    for row, cells in seen:
        values = {c: plan.fields[c].answer(cells[c])[0] for c in columns}
        for column in plan.unique_columns:
            other = _again(before[column,], values[column], row)
            if other:
                yield RowError(row, UNIQUE + column, _same(plan.fields[column], values, other, row))
        if plan.primary_key:
            key = tuple(values[column] for column in plan.primary_key)
            other = _again(before[plan.primary_key], None if set(key) == {None} else key, row)
            if other:
                error = {"type": "primary-key", "note": _note(other), "rowNumber": row}
                yield RowError(row, PRIMARY, error)
        for number, rows in dangles.items():
            if row in rows:
                yield RowError(
                    row, FOREIGN + number, _loose(plan.foreign_keys[number], values, row)
                )


def _again(known: dict[Any, int], value: Any, row: int) -> int | None:
    """The last row with the same value, if there is one."""
    if value is None or _is_nan(value):
        return None
    other = known.get(value)
    known[value] = row
    return other


def _is_nan(value: Any) -> bool:
    """NaN equals nothing, and a key that has it as a member nothing either."""
    members = value if isinstance(value, tuple) else (value,)
    return any(isinstance(member, Decimal | float) and math.isnan(member) for member in members)


def _note(other: int) -> str:
    return f"the same as in the row at position {other}"


def _same(of: FieldSieve, values: Mapping[int, Any], other: int, row: int) -> dict[str, Any]:
    return {
        "type": "unique-error",
        "note": _note(other),
        "rowNumber": row,
        "cell": str(values[of.number - 1]),
        "fieldName": of.name,
        "fieldNumber": of.number,
    }


def _loose(fk: ForeignKey, values: Mapping[int, Any], row: int) -> dict[str, Any]:
    members = [values[column] for column in fk.columns]
    return {
        "type": "foreign-key",
        "note": "",
        "rowNumber": row,
        "fieldNames": list(fk.fields),
        "fieldCells": ["" if member is None else str(member) for member in members],
        "referenceName": fk.stated,
        "referenceFieldNames": list(fk.target_fields),
    }
