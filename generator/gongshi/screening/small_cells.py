"""Counts so small that they point at somebody, and those from which a small one could be computed.

A small count alone is not hidden by hiding it: beside the total and the other counts it is what is
missing. So in every sum that a table shows, either nothing is hidden, or at least two counts are,
and these together are not small either; and no hidden count follows from all sums together. What is
hidden for the sake of another looks the same as what is small: which is which would be a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from gongshi.screening.rule import Replacement

_ZERO = 1e-9


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
        unknown = len(self._unknown(one, name))
        if rest <= 0 or (unknown > 1 and rest >= self.below):
            return False
        return self.hide_another(one, name)

    def hide_another(self, one: _Sum, name: str) -> bool:
        """The smallest count of the sum that is still shown, else the total. False if all are
        hidden.
        """
        column = self.values[name]
        shown = [p for p in one.parts if column[p] and (p, name) not in self.hidden]
        if shown:
            self.hide_row(min(shown, key=lambda p: (column[p] or 0, p)))
        elif (one.total, name) not in self.hidden:
            self.hide_row(one.total)
        else:
            return False
        return True

    def loosen(self, sums: Sequence[_Sum], name: str) -> bool:
        """Hide one more row if some hidden count follows from several sums. True if it did."""
        for group in _connected([(one, self._unknown(one, name)) for one in sums]):
            for row in _determined([unknown for _, unknown in group]):
                for one, unknown in group:
                    if row in unknown and self.hide_another(one, name):
                        return True
        return False

    def _unknown(self, one: _Sum, name: str) -> dict[int, int]:
        """The hidden rows of a sum with their signs; a negative key stands for what is missing
        between the parts that the table has and the total.
        """
        column = self.values[name]
        if column[one.total] is None:
            return {}
        signs = {p: 1 for p in one.parts if (p, name) in self.hidden and column[p] is not None}
        if (one.total, name) in self.hidden:
            signs[one.total] = -1
        if sum(column[p] or 0 for p in one.parts) != column[one.total]:
            signs[-1 - one.total] = 1
        return signs


def suppressed(frame: pd.DataFrame, mask: Replacement) -> set[tuple[int, str]]:
    """The cells (position, column) that must not be shown of a table of public rows."""
    assert mask.below is not None
    names = [name for name in mask.fields if name in frame.columns]
    counts = _Counts({name: [_number(cell) for cell in frame[name]] for name in names}, mask.below)
    counts.hide_small()
    sums = list(_sums(frame, mask))
    while any(counts.protect(one, name) for one in sums for name in names) or any(
        counts.loosen(sums, name) for name in names
    ):
        pass
    return counts.hidden


_Equation = tuple[_Sum, dict[int, int]]


def _connected(equations: Sequence[_Equation]) -> list[list[_Equation]]:
    """Sums that share a hidden row, together."""
    groups: list[tuple[set[int], list[_Equation]]] = []
    for equation in equations:
        if not equation[1]:
            continue
        rows, found = set(equation[1]), [equation]
        apart = []
        for known, members in groups:
            if known & rows:
                rows, found = rows | known, [*members, *found]
            else:
                apart.append((known, members))
        groups = [*apart, (rows, found)]
    return [members for _, members in groups]


def _determined(equations: Sequence[dict[int, int]]) -> list[int]:
    """The rows whose hidden count has only one solution: no solution of the homogeneous system
    moves it.
    """
    rows = sorted({row for equation in equations for row in equation})
    matrix = np.array([[equation.get(row, 0) for row in rows] for equation in equations], float)
    _, sizes, base = np.linalg.svd(matrix)
    free = base[int((sizes > _ZERO).sum()) :]
    return [
        row
        for place, row in enumerate(rows)
        if row >= 0 and not (abs(free[:, place]) > _ZERO).any()
    ]


def _sums(frame: pd.DataFrame, mask: Replacement) -> Iterator[_Sum]:
    """A row with the total's word in a column sums the rows that differ from it in that only."""
    if mask.totals is None:
        return
    columns = [name for name in mask.totals.columns if name in frame.columns]
    keys = [tuple(row) for row in frame[columns].itertuples(index=False)]
    parts: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for row, key in enumerate(keys):
        for place, value in enumerate(key):
            if value != mask.totals.word:
                parts.setdefault((place, _but(key, place)), []).append(row)
    for row, key in enumerate(keys):
        for place, value in enumerate(key):
            if value == mask.totals.word and (found := parts.get((place, _but(key, place)))):
                yield _Sum(row, tuple(found))


def _but(key: tuple[str, ...], place: int) -> tuple[str, ...]:
    return key[:place] + key[place + 1 :]


def _number(cell: str) -> int | None:
    return int(cell) if cell.isdigit() else None
