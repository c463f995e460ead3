"""The errors of single rows, in frictionless's words: what its Row would say, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from gongshi.loading.table import OddRow, Table
from gongshi.validation.sieve.fields import FieldSieve, Mask

# Where an error stands among those of its row: cells by column, then ragged ends, then keys.
AFTER_CELLS, UNIQUE, PRIMARY, FOREIGN = 1_000_000, 2_000_000, 3_000_000, 4_000_000


@dataclass(frozen=True)
class RowError:
    """One error of a row; `error` has frictionless's names for what it holds."""

    row: int
    place: int
    error: dict[str, Any]


@dataclass(frozen=True)
class Piece:
    """A piece of a table as the sieve sees it: whole rows as Arrow columns, the others apart."""

    rows: np.ndarray[tuple[int], np.dtype[np.int64]]
    columns: tuple[pa.Array, ...]
    odd: tuple[OddRow, ...]


def as_piece(table: Table) -> Piece:
    frame, rows = table.frame, table.rows
    if table.odd:
        whole = ~np.isin(rows, [one.row for one in table.odd])
        frame, rows = frame[whole], rows[whole]
    return Piece(
        rows, tuple(arrow_column(frame.iloc[:, i]) for i in range(frame.shape[1])), table.odd
    )


def arrow_column(column: Any) -> pa.Array:
    """A text column of a frame as Arrow has it, mostly without copying."""
    array = pa.array(column.array)
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0) if array.num_chunks == 1 else array.combine_chunks()
    if isinstance(array, pa.ChunkedArray):  # of an empty chunked array
        array = pa.array([], pa.large_string())
    return array if array.type == pa.large_string() else array.cast(pa.large_string())


def row_errors(fields: Sequence[FieldSieve], piece: Piece) -> list[RowError]:
    """Every error of a cell, and blank, short and long rows."""
    blank = _blank(fields, piece)
    errors = [
        RowError(int(row), 0, {"type": "blank-row", "note": "", "rowNumber": int(row)})
        for row in piece.rows[blank]
    ]
    for field, cells in zip(fields, piece.columns, strict=True):
        for index in np.flatnonzero(field.wrong(cells) & ~blank):
            row, cell = int(piece.rows[index]), cells[index].as_py()
            errors += _cell_errors(field, cell, row)
    for one in piece.odd:
        errors += _odd_errors(fields, one)
    return errors


def _blank(fields: Sequence[FieldSieve], piece: Piece) -> Mask:
    """Rows in which every cell is a missing value."""
    blank = np.ones(len(piece.rows), dtype=bool)
    for field, cells in zip(fields, piece.columns, strict=True):
        blank &= field.is_missing(cells)
        if not blank.any():
            break
    return blank


def _cell_errors(field: FieldSieve, cell: str | None, row: int) -> Iterator[RowError]:
    notes = field.answer(cell)[1]
    for name, note in notes.items():
        code = "type-error" if name == "type" else "constraint-error"
        yield RowError(row, field.number, _at(code, note, row, str(cell), field.name, field.number))


def _odd_errors(fields: Sequence[FieldSieve], one: OddRow) -> list[RowError]:
    """As frictionless's Row has it; a cell that is not there is None."""
    cells: list[str | None] = [*one.cells, *[None] * (len(fields) - len(one.cells))]
    answers = [field.answer(cell) for field, cell in zip(fields, cells, strict=False)]
    shown = list(one.cells)
    if all(value is None and "type" not in notes for value, notes in answers):
        error = {"type": "blank-row", "note": "", "rowNumber": one.row, "cells": shown}
        return [RowError(one.row, 0, error)]
    errors = [
        error
        for field, cell in zip(fields, cells, strict=False)
        for error in _cell_errors(field, cell, one.row)
    ]
    for number in range(len(fields) + 1, len(one.cells) + 1):
        at = _at("extra-cell", "", one.row, one.cells[number - 1], "", number)
        errors.append(RowError(one.row, AFTER_CELLS + number, at))
    for field in fields[len(one.cells) :]:
        at = _at("missing-cell", "", one.row, "", field.name, field.number)
        errors.append(RowError(one.row, AFTER_CELLS + field.number, at))
    for found in errors:
        found.error["cells"] = shown
    return errors


def _at(code: str, note: str, row: int, cell: str, name: str, number: int) -> dict[str, Any]:
    return {
        "type": code,
        "note": note,
        "rowNumber": row,
        "cell": cell,
        "fieldName": name,
        "fieldNumber": number,
    }
