"""Small counts: hidden, and not to be computed from what is shown."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from gongshi.screening.rule import Replacement, Totals
from gongshi.screening.small_cells import suppressed

ALL = "合计"
MASK = Replacement(
    fields=("received",),
    below=5,
    text="未单列",
    totals=Totals(columns=("channel", "domain"), word=ALL),
)
Cells = dict[tuple[str, str], int]


def _with_totals(counts: list[list[int]]) -> Cells:
    """Rows are channels, columns domains; every total is there."""
    cells = {(f"c{r}", f"d{d}"): n for r, line in enumerate(counts) for d, n in enumerate(line)}
    for r, line in enumerate(counts):
        cells[f"c{r}", ALL] = sum(line)
    for d in range(len(counts[0])):
        cells[ALL, f"d{d}"] = sum(line[d] for line in counts)
    cells[ALL, ALL] = sum(map(sum, counts))
    return cells


def _hidden(cells: Cells) -> set[tuple[str, str]]:
    frame = pd.DataFrame(
        [(channel, domain, str(n)) for (channel, domain), n in cells.items()],
        columns=["channel", "domain", "received"],
    )
    keys = list(cells)
    return {keys[row] for row, _ in suppressed(frame, MASK)}


def _attack(cells: Cells, hidden: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """What a reader finds by subtraction, over and over: a sum with one unknown gives it away."""
    known = {key: n for key, n in cells.items() if key not in hidden}
    found: dict[tuple[str, str], int] = {}
    lines = [[k for k in cells if k[0] == c] for c in {k[0] for k in cells}]
    lines += [[k for k in cells if k[1] == d] for d in {k[1] for k in cells}]
    again = True
    while again:
        again = False
        for line in lines:
            unknown = [key for key in line if key not in known]
            if len(unknown) == 1:
                parts = sum(known[k] for k in line if k in known and ALL not in _own(k, line))
                total = next(k for k in line if ALL in _own(k, line))
                key = unknown[0]
                value = parts if key == total else known[total] - parts
                known[key] = found[key] = value
                again = True
    return found


def _own(key: tuple[str, str], line: list[tuple[str, str]]) -> tuple[str, ...]:
    """The place in which the members of a line differ."""
    return (key[1],) if len({k[0] for k in line}) == 1 else (key[0],)


def test_the_attack_finds_a_count_that_is_hidden_alone() -> None:
    cells = _with_totals([[3, 30], [20, 20]])
    assert _attack(cells, {("c0", "d0")}) == {("c0", "d0"): 3}


def test_a_small_count_takes_another_of_its_row_and_its_column_with_it() -> None:
    cells = _with_totals([[3, 30, 40], [20, 21, 22], [50, 60, 70]])
    hidden = _hidden(cells)
    assert ("c0", "d0") in hidden
    assert len(hidden) == 4
    assert not _attack(cells, hidden)


def test_two_small_counts_that_together_are_small_need_a_third() -> None:
    """1 + 1 = 2 has one solution among counts that are not zero."""
    cells = {("c0", "d0"): 1, ("c0", "d1"): 1, ("c0", "d2"): 30, ("c0", ALL): 32}
    assert _hidden(cells) == {("c0", "d0"), ("c0", "d1"), ("c0", "d2")}


def test_zero_is_shown_and_nothing_is_hidden_without_need() -> None:
    cells = _with_totals([[0, 30], [20, 0]])
    assert _hidden(cells) == set()


def test_where_there_is_nothing_else_the_total_goes() -> None:
    cells = {("c0", "d0"): 3, ("c0", "d1"): 0, ("c0", ALL): 3}
    assert _hidden(cells) == {("c0", "d0"), ("c0", ALL)}


def test_a_row_that_is_not_public_counts_as_hidden() -> None:
    """Its count is the total less what is shown."""
    cells = {("c0", "d1"): 30, ("c0", "d2"): 40, ("c0", ALL): 73}
    assert _hidden(cells) == {("c0", "d1")}


def test_what_follows_only_from_several_sums_is_hidden_better() -> None:
    """Two rings of small counts joined by one: each sum has two unknowns or more, nothing can be
    found by subtraction, and yet the joint follows from all of them.
    """
    small = {(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 2), (3, 3)}
    cells = _with_totals([[4 if (r, d) in small else 9 for d in range(4)] for r in range(4)])
    only_small = {key for key, n in cells.items() if n < 5}
    assert not _attack(cells, only_small)
    assert _determined(cells, only_small) == {("c1", "d2")}, "so the example is one"
    hidden = _hidden(cells)
    assert only_small < hidden
    assert _determined(cells, hidden) == set()


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 14), min_size=width, max_size=width), min_size=2, max_size=4
        )
    )
)
def test_no_small_count_can_be_computed(counts: list[list[int]]) -> None:
    cells = _with_totals(counts)
    hidden = _hidden(cells)
    assert {key for key, n in cells.items() if 0 < n < 5} <= hidden
    assert not _attack(cells, hidden)
    assert _determined(cells, hidden) == set()


def _determined(cells: Cells, hidden: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Hidden small counts that follow from all sums taken together, in exact arithmetic: those
    whose unit vector is a combination of the equations.
    """
    unknown = sorted(hidden)
    lines = [[k for k in cells if k[0] == c] for c in sorted({k[0] for k in cells})]
    lines += [[k for k in cells if k[1] == d] for d in sorted({k[1] for k in cells})]
    equations = [
        [Fraction((key in line) * (-1 if ALL in _own(key, line) else 1)) for key in unknown]
        for line in lines
    ]
    rank = _rank(equations)

    def follows(key: tuple[str, str]) -> bool:
        unit = [Fraction(other == key) for other in unknown]
        return _rank([*equations, unit]) == rank

    return {key for key in unknown if cells[key] < 5 and follows(key)}


def _rank(matrix: list[list[Fraction]]) -> int:
    rows = [list(row) for row in matrix]
    rank = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for other in range(rank + 1, len(rows)):
            factor = rows[other][column] / rows[rank][column]
            rows[other] = [x - factor * y for x, y in zip(rows[other], rows[rank], strict=True)]
        rank += 1
    return rank
