"""Blocks of a CSV file → cells, with Arrow's parser. Nothing is converted: every cell is text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.arrays import ArrowStringArray
from pyarrow import csv as arrow_csv

from gongshi.loading.blocks import Block, DoubtError, Marks, check
from gongshi.loading.table import OddRow

# Cells longer than this are refused by Python's csv module, which guards against a lost quote.
LONGEST_CELL = 1_000_000
_TEXT = pd.StringDtype("pyarrow", na_value=np.nan)


@dataclass(frozen=True)
class Cells:
    """Consecutive records: the rows of `frame`, and those that are odd, by their numbers.

    `records` counts them all. Numbers begin with 1 at the first record of the block.
    """

    frame: pd.DataFrame
    rows: np.ndarray[tuple[int], np.dtype[np.int64]]
    odd: tuple[OddRow, ...]
    records: int


def _array(column: pa.ChunkedArray) -> ArrowStringArray:
    return ArrowStringArray(column, dtype=_TEXT)  # type: ignore[call-arg]  # the stubs lag behind


def text_frame(columns: dict[str, pa.ChunkedArray]) -> pd.DataFrame:
    """A DataFrame over Arrow's own memory."""
    series = {name: pd.Series(_array(column), copy=False) for name, column in columns.items()}
    return pd.DataFrame(series, copy=False)


def no_cells(names: Sequence[str]) -> Cells:
    """What a file without a record has."""
    empty = pa.chunked_array([], pa.large_string())
    return Cells(text_frame(dict.fromkeys(names, empty)), np.array([], dtype=np.int64), (), 0)


def parse_block(block: Block, names: Sequence[str], marks: Marks, *, exact: bool) -> Cells:
    """The cells of a block. Raises DoubtError: quotes, not UTF-8, a cell that is too long, or with
    `exact` a blank line, which Arrow does not tell from a row of empty cells.
    """
    check(block, marks)
    ragged: list[arrow_csv.InvalidRow] = []

    def keep(row: arrow_csv.InvalidRow) -> str:
        ragged.append(row)
        return "skip"

    try:
        table = arrow_csv.read_csv(
            pa.py_buffer(block),
            arrow_csv.ReadOptions(
                use_threads=False, block_size=len(block) + 64, column_names=list(names)
            ),
            arrow_csv.ParseOptions(
                delimiter=marks.delimiter.decode(),
                quote_char=marks.quote.decode(),
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=keep,
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise DoubtError from error
    records = len(table) + len(ragged)
    at = np.array([row.number for row in ragged], dtype=np.int64)
    rows = np.setdiff1d(np.arange(1, records + 1), at, assume_unique=True)
    odd = [OddRow(int(row.number), _cells_of(row.text, marks)) for row in ragged]
    for name in names:
        if _longest(table[name]) > LONGEST_CELL:
            raise DoubtError
    blank = _blank(table)
    if len(blank):
        if exact:
            raise DoubtError
        odd += [OddRow(int(row), ("",) * len(names)) for row in rows[blank]]
        kept = np.ones(len(table), dtype=bool)
        kept[blank] = False
        table, rows = table.filter(pa.array(kept)), rows[kept]
    return with_odd(table, names, rows, sorted(odd, key=lambda one: one.row), records)


def with_odd(
    table: pa.Table,
    names: Sequence[str],
    rows: np.ndarray[tuple[int], np.dtype[np.int64]],
    odd: Sequence[OddRow],
    records: int,
) -> Cells:
    """Short rows filled and long ones cut, each in its place."""
    filled = [one for one in odd if not one.blank]
    if filled:
        columns = [
            [one.cells[index] if index < len(one.cells) else "" for one in filled]
            for index in range(len(names))
        ]
        more = pa.table(
            {n: pa.array(c, pa.large_string()) for n, c in zip(names, columns, strict=True)}
        )
        rows = np.concatenate([rows, [one.row for one in filled]])
        order = np.argsort(rows, kind="stable")
        table, rows = pa.concat_tables([table, more]).take(pa.array(order)), rows[order]
    frame = text_frame({name: table[name] for name in names})
    return Cells(frame, rows, tuple(odd), records)


def _cells_of(text: str, marks: Marks) -> tuple[str, ...]:
    dialect = {"delimiter": marks.delimiter.decode(), "quotechar": marks.quote.decode()}
    (cells,) = csv.reader([text], strict=True, **dialect)  # type: ignore[arg-type]
    return tuple(cells)


def _longest(column: pa.ChunkedArray) -> int:
    """In bytes; a cell that may be too long is counted by the strict reader in characters."""
    if column.nbytes < LONGEST_CELL:
        return 0
    return int(pc.max(pc.binary_length(column)).as_py() or 0)


def _blank(table: pa.Table) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The rows in which every cell is empty."""
    found = np.flatnonzero(pc.equal(table[0], "").to_numpy())
    for column in table.columns[1:]:
        if not len(found):
            break
        found = found[pc.equal(column.take(pa.array(found)), "").to_numpy()]
    return found
