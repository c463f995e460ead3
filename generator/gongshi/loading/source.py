"""One resource's file, read in pieces; a file of any size needs the memory of a few of them.

Arrow reads what any reader of CSV reads alike. From the first block that is in doubt the strict
reader has the word, and only it says what is wrong with a file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from gongshi.core.threads import WORKERS, ordered_map
from gongshi.loading.arrow import Cells, no_cells, parse_block
from gongshi.loading.blocks import BLOCK, DoubtError, Marks, blocks, check, first_record
from gongshi.loading.header import header_finding
from gongshi.loading.stream import Stream
from gongshi.loading.strict import StrictFile
from gongshi.loading.table import OddRow, Table
from gongshi.package.descriptor import Resource

_NOTHING = np.empty(0, dtype=np.uint8)


@dataclass(frozen=True)
class Source:
    """A resource's file, or the parts of it; `shown` is how findings print its path."""

    resource: Resource
    paths: tuple[Path, ...]
    shown: str
    encoding: str = "utf-8"
    block: int = BLOCK

    def pieces(self) -> Iterator[Table]:
        """Consecutive pieces of the table, at least one. Raises UnreadableError."""
        read = 0
        try:
            for piece, records in self._quick():
                yield piece
                read = records
        except (DoubtError, UnicodeDecodeError):
            yield from self._strict().pieces(after=read)

    def _strict(self) -> StrictFile:
        return StrictFile(self.resource, partial(Stream, self.paths, self.encoding), self.shown)

    def _quick(self) -> Iterator[tuple[Table, int]]:
        """Each piece with the number of records up to its end. Raises DoubtError."""
        marks = _marks(self.resource)
        stream = Stream(self.paths, self.encoding)
        with ThreadPoolExecutor(WORKERS) as pool:
            found = blocks(stream, marks, self.block)
            block = next(found, _NOTHING)
            check(block, marks)
            start = first_record(block, marks.quote)
            names = _header(start, marks, self.shown)
            parse = partial(
                parse_block, names=names, marks=marks, exact=_blanks_differ(self.resource)
            )
            first = parse(block[len(start) :]) if len(block) > len(start) else no_cells(names)
            read = 1
            for cells in _chain(first, ordered_map(parse, found, pool)):
                yield self._table(cells, read), read + cells.records
                read += cells.records

    def _table(self, cells: Cells, before: int) -> Table:
        if _repeats_header(cells):
            raise DoubtError
        odd = tuple(OddRow(one.row + before, one.cells) for one in cells.odd)
        return Table(self.resource, cells.frame, cells.rows + before, odd)


def _chain(first: Cells, more: Iterator[Cells]) -> Iterator[Cells]:
    yield first
    yield from more


def _marks(resource: Resource) -> Marks:
    """Raises DoubtError for a dialect that Arrow reads in its own way."""
    dialect = resource.dialect
    delimiter, quote = str(dialect.get("delimiter", ",")), str(dialect.get("quoteChar", '"'))
    if dialect.get("doubleQuote") is False or not (delimiter + quote).isascii():
        raise DoubtError
    return Marks(delimiter.encode(), quote.encode())


def _header(record: bytes, marks: Marks, shown: str) -> list[str]:
    """Raises DoubtError if there is anything to say about it."""
    dialect = {"delimiter": marks.delimiter.decode(), "quotechar": marks.quote.decode()}
    try:
        text = record.decode()
        (names,) = csv.reader([text], strict=True, **dialect)  # type: ignore[arg-type]
    except (UnicodeDecodeError, ValueError, csv.Error) as error:
        raise DoubtError from error
    if header_finding(names, shown):
        raise DoubtError
    return names


def _blanks_differ(resource: Resource) -> bool:
    """Whether a blank line and a row of empty cells may be two things to the schema."""
    return not all("" in field.missing_labels for field in resource.fields)


def _repeats_header(cells: Cells) -> bool:
    names = list(cells.frame.columns)
    if any(list(one.cells) == names for one in cells.odd):
        return True
    found = np.arange(len(cells.frame))
    for name in names:
        found = found[(cells.frame[name].iloc[found] == name).to_numpy(dtype=bool)]
        if not len(found):
            return False
    return True
