"""A table as it stands in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from gongshi.package.descriptor import Key, Package, Resource
from gongshi.package.edition import Edition

# Rows that are looked at together: their columns stay in the processor's cache.
PIECE = 32_768


@dataclass(frozen=True)
class OddRow:
    """A row that has not as many cells as there are columns, or none that is filled."""

    row: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        return not any(self.cells)


@dataclass(frozen=True)
class Table:
    """One resource's cells.

    `frame`: a DataFrame of pandas `str` columns named as in the file's header, one row per record,
    empty cells "". `rows`: int64 array, each record's row as Excel numbers it (the header is 1).
    Short rows are filled and long ones cut; `odd` has them as they are, and the blank rows, which
    the frame leaves out.
    """

    resource: Resource
    frame: pd.DataFrame
    rows: np.ndarray[tuple[int], np.dtype[np.int64]]
    odd: tuple[OddRow, ...] = ()

    def __len__(self) -> int:
        return len(self.frame)

    def pieces(self) -> Iterator[Table]:
        """The table in slices of PIECE rows, without copying; at least one."""
        if len(self) <= PIECE:
            yield self
            return
        odd = np.array([one.row for one in self.odd], dtype=np.int64)
        begin = 0
        for start in range(0, len(self), PIECE):
            part = slice(start, start + PIECE)
            last = start + PIECE >= len(self)
            end = len(odd) if last else int(np.searchsorted(odd, self.rows[part][-1], "right"))
            yield Table(self.resource, self.frame.iloc[part], self.rows[part], self.odd[begin:end])
            begin = end


class Feed(Protocol):
    """A table, or a file of one, that can be gone through more than once."""

    def pieces(self) -> Iterator[Table]: ...


@dataclass(frozen=True)
class Dataset:
    """An edition whose files could all be read; nothing is said yet about what is in them."""

    edition: Edition
    packages: tuple[Package, ...]
    tables: dict[Key, Table]

    def package_of(self, key: Key) -> Package:
        return next(package for package in self.packages if package.name == key.package)
