"""The cells of key columns, kept from the first look at a table, so that it is not read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from gongshi.loading.table import Feed, Table
from gongshi.validation.sieve.keys import Rows
from gongshi.validation.sieve.plan import Plan
from gongshi.validation.sieve.rows import Piece, as_piece

# Beyond this much the columns are let go, and a table with doubtful keys is read once more.
ROOM = 160 * 2**20

Cells = tuple[str | None, ...]


@dataclass(frozen=True)
class KeyCells:
    """Rows and, for each column of `columns`, their cells; odd rows come last."""

    rows: Rows
    cells: tuple[pa.Array, ...]

    @classmethod
    def of(cls, columns: Sequence[int], piece: Piece) -> KeyCells:
        cells = tuple(piece.columns[column] for column in columns)
        if not piece.odd:
            return cls(piece.rows, cells)
        odd = [
            pa.array([_cell(one.cells, column) for one in piece.odd], pa.large_string())
            for column in columns
        ]
        rows = np.array([one.row for one in piece.odd], dtype=np.int64)
        both = (pa.concat_arrays(pair) for pair in zip(cells, odd, strict=True))
        return cls(np.concatenate([piece.rows, rows]), tuple(both))

    @property
    def size(self) -> int:
        return int(self.rows.nbytes) + sum(int(column.nbytes) for column in self.cells)

    def of_rows(self, wanted: Rows) -> Iterator[tuple[int, Cells]]:
        at = np.flatnonzero(np.isin(self.rows, wanted))
        if len(at):
            taken = [column.take(pa.array(at)).to_pylist() for column in self.cells]
            yield from zip(self.rows[at].tolist(), zip(*taken, strict=True), strict=True)


def _cell(cells: Sequence[str], column: int) -> str | None:
    return cells[column] if column < len(cells) else None


@dataclass
class Kept:
    """The key cells of a table's pieces, as long as there is room for them."""

    plan: Plan
    room: int = field(default_factory=lambda: ROOM)
    _pieces: list[KeyCells] | None = field(default_factory=list)

    def of(self, table: Table) -> KeyCells | None:
        """What is worth keeping of a piece; nothing once there was too much."""
        columns = self.plan.key_columns
        if not columns or self._pieces is None:
            return None
        return KeyCells.of(columns, as_piece(table))

    def add(self, cells: KeyCells | None) -> None:
        """Pieces of which nothing was kept are read again with the others."""
        self.room -= cells.size if cells else 0
        if cells is None or self.room < 0:
            self._pieces = None
        elif self._pieces is not None:
            self._pieces.append(cells)

    def cells_of(self, wanted: Rows, feed: Feed) -> list[tuple[int, dict[int, str | None]]]:
        """The key cells of some rows, by column; the rows in order."""
        found = [one for piece in self._all(feed) for one in piece.of_rows(wanted)]
        found.sort(key=_row)
        columns = self.plan.key_columns
        return [(row, dict(zip(columns, cells, strict=True))) for row, cells in found]

    def _all(self, feed: Feed) -> Iterator[KeyCells]:
        if self._pieces is not None:
            yield from self._pieces
            return
        for table in feed.pieces():
            yield KeyCells.of(self.plan.key_columns, as_piece(table))


def _row(found: tuple[int, Cells]) -> int:
    return found[0]
