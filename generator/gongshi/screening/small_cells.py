"""Counts so small that they point at somebody, and those from which a small one could be computed.

A small count alone is not hidden by hiding it: beside the total and the other counts it is what is
missing. So in every sum that a table shows, either nothing is hidden, or at least two counts are,
and these together are not small either. What is hidden for the sake of another looks the same as
what is small: which is which would be a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from gongshi.screening.rule import Replacement


@dataclass(frozen=True)
class _Sum:
    """The row `total` is the sum of the rows `parts`, in every count."""

    total: int
    parts: tuple[int, ...]


@dataclass
class _Counts:
    """`values[name][row]`, None where it is not a number; `hidden` holds (row, name)."""

    values: dict[str, list[int | None]]
    below: int
    hidden: set[tuple[int, str]] = field(default_factory=set)

    def hide_small(self) -> None:
        for name, column in self.values.items():
            for row, value in enumerate(column):
                # 0 says nothing about anybody.
                if value is not None and 0 < value < self.below:
                    self.hidden.add((row, name))

    def hide_row(self, row: int) -> None:
        """All of it: received, accepted and closed are nearly the same number."""
        self.hidden |= {(row, name) for name in self.values}

    def protect(self, one: _Sum, name: str) -> bool:
        """Hide one more row if a small count of this sum could be computed. True if it did."""
        column = self.values[name]
        total = column[one.total]
        if total is None or (one.total, name) in self.hidden:
            return False
        shown = [p for p in one.parts if column[p] is not None and (p, name) not in self.hidden]
        rest = total - sum(column[p] or 0 for p in shown)
        unknown = len(one.parts) - len(shown)
        if rest <= 0 or (unknown > 1 and rest >= self.below):
            return False
        candidates = [p for p in shown if column[p]]
        if candidates:
            self.hide_row(min(candidates, key=lambda p: (column[p] or 0, p)))
        else:
            self.hide_row(one.total)
        return True


def suppressed(frame: pd.DataFrame, mask: Replacement) -> set[tuple[int, str]]:
    """The cells (position, column) that must not be shown of a table of public rows."""
    assert mask.below is not None
    names = [name for name in mask.fields if name in frame.columns]
    counts = _Counts({name: [_number(cell) for cell in frame[name]] for name in names}, mask.below)
    counts.hide_small()
    sums = list(_sums(frame, mask))
    while any(counts.protect(one, name) for one in sums for name in names):
        pass
    return counts.hidden


def _sums(frame: pd.DataFrame, mask: Replacement) -> Iterator[_Sum]:
    """A row with the total's word in a column sums the rows that differ from it in that only."""
    if mask.totals is None:
        return
    columns = [name for name in mask.totals.columns if name in frame.columns]
    keys = [tuple(row) for row in frame[columns].itertuples(index=False)]
    for total, key in enumerate(keys):
        for place, value in enumerate(key):
            if value == mask.totals.word and (parts := _parts(keys, key, place, value)):
                yield _Sum(total, parts)


def _parts(
    keys: Sequence[tuple[str, ...]], key: tuple[str, ...], place: int, word: str
) -> tuple[int, ...]:
    return tuple(
        row
        for row, other in enumerate(keys)
        if other[place] != word
        and other[:place] == key[:place]
        and other[place + 1 :] == key[place + 1 :]
    )


def _number(cell: str) -> int | None:
    return int(cell) if cell.isdigit() else None
