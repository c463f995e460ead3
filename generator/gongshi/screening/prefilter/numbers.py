"""Runs of digits in a chunk, and in which of them a number of a person may stand.

What a run, a group and a window are, detectors.runs says; the same is asked here of all runs at
once. Coordinates are not left out: without them there are fewer windows, not more.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from gongshi.screening.detectors.bank import first_four
from gongshi.screening.detectors.identity import PROVINCES
from gongshi.screening.prefilter.alphabet import CROSS, DIGIT, GAP, HAN_DIGIT, LETTER, PLUS, SPACE
from gongshi.screening.prefilter.chunk import Chunk, Marks, Places

_GAP = 6  # characters between two digits of a run, at most
_SHORTEST = 11
_NUMERALS = 3  # in a row, or no number is written in them
Values = npt.NDArray[np.int16]


class Digits:
    """All digits of a chunk: `at`, their places; `last`, where the run of each one ends."""

    def __init__(self, chunk: Chunk) -> None:
        self.at = chunk.places(DIGIT)
        self.value = chunk.values[chunk.symbols[self.at]]
        starts, ends = _runs(chunk, self.at)
        lengths = ends - starts + 1
        self.last = np.repeat(ends, lengths)
        long = np.repeat(lengths >= _SHORTEST, lengths)
        self._kept = np.flatnonzero(long)

    def windows(self, length: int) -> Iterator[Places]:
        """Whole groups, `length` digits together: the first digit of each, none or many."""
        first, last = self._bounds
        if len(self._kept) >= length:
            begin = self._kept[: len(self._kept) - length + 1]
            end = begin + length - 1
            good = first[begin] & (end <= self.last[begin])
            begin = begin[good]
            yield begin[last[begin + length - 1]]

    @property
    def _bounds(self) -> tuple[Marks, Marks]:
        """Which digits begin and which end a group."""
        apart = np.diff(self.at) != 1
        return np.concatenate([[True], apart]), np.concatenate([apart, [True]])

    def two(self, begin: Places, offset: int) -> Values:
        return self.value[begin + offset] * 10 + self.value[begin + offset + 1]


def _runs(chunk: Chunk, at: Places) -> tuple[Places, Places]:
    """Index of the first and of the last digit of each run."""
    if not len(at):
        return at, at
    step = np.diff(at)
    linked = step == 1
    wide = np.flatnonzero((step > 1) & (step <= _GAP + 1))
    fits = np.ones(len(wide), dtype=bool)
    for offset in range(1, _GAP + 1):
        fits &= (step[wide] <= offset) | chunk.at(at[wide] + offset, GAP)
    linked[wide[fits]] = True
    breaks = np.flatnonzero(~linked)
    return np.concatenate([[0], breaks + 1]), np.concatenate([breaks, [len(at) - 1]])


def numeral_runs(chunk: Chunk) -> Marks:
    """Texts with eleven digits in a run, three of them numerals."""
    at = chunk.places(DIGIT | HAN_DIGIT)
    starts, ends = _runs(chunk, at)
    numerals = np.cumsum(chunk.at(at, HAN_DIGIT))
    lengths = ends - starts + 1
    long = lengths >= _SHORTEST
    starts, ends = starts[long], ends[long]
    has = numerals[ends] - numerals[starts] + chunk.at(at[starts], HAN_DIGIT) >= _NUMERALS
    return chunk.texts(at[starts[has]])


def mobile(chunk: Chunk, digits: Digits) -> Marks:
    found = chunk.texts(_abroad(chunk, digits))
    for length, prefix in ((11, ""), (12, "0"), (13, "86"), (15, "0086")):
        for begin in digits.windows(length):
            fits = np.ones(len(begin), dtype=bool)
            for offset, digit in enumerate(prefix):
                fits &= digits.value[begin + offset] == int(digit)
            two = digits.two(begin, len(prefix))
            found |= chunk.texts(digits.at[begin[fits & (two >= 13) & (two <= 19)]])
    return found


def _abroad(chunk: Chunk, digits: Digits) -> Places:
    """+1 234…, 001 234…: a sign or two noughts, then at least seven digits of a run."""
    at, value = digits.at, digits.value
    left = digits.last - np.arange(len(at)) + 1
    seven = np.flatnonzero((left >= 7) & (value != 0))
    before = at[seven]
    plus = chunk.at(before - 1, PLUS) | (chunk.at(before - 1, SPACE) & chunk.at(before - 2, PLUS))
    nine = np.flatnonzero((left >= 9) & (value == 0))
    nine = nine[(value[nine + 1] == 0) & (at[nine + 1] == at[nine] + 1)]
    nine = nine[value[nine + 2] != 0]
    nine = nine[~chunk.at(at[nine] - 1, DIGIT | LETTER)]
    return np.concatenate([before[plus], at[nine]])


def identity_18(chunk: Chunk, digits: Digits) -> Marks:
    """With whatever check character; also seventeen digits and an X."""
    found = np.zeros(chunk.count, dtype=bool)
    for begin in digits.windows(18):
        found |= chunk.texts(digits.at[begin[_born_18(digits, begin)]])
    for begin in digits.windows(17):
        crossed = chunk.near(digits.at[begin + 16], CROSS, 1, _GAP + 1)
        found |= chunk.texts(digits.at[begin[crossed & _born_18(digits, begin)]])
    return found


def _born_18(digits: Digits, begin: Places) -> Marks:
    area = _provinces()[digits.two(begin, 0)]
    foreign = (digits.value[begin] == 9) & _provinces()[digits.two(begin, 1)]
    year = digits.two(begin, 6) * 100 + digits.two(begin, 8)
    born: Marks = (area | foreign) & (year >= 1870) & (year <= 2050) & _day(digits, begin, 10)
    return born


def identity_15(chunk: Chunk, digits: Digits) -> Marks:
    found = np.zeros(chunk.count, dtype=bool)
    for begin in digits.windows(15):
        fits = _provinces()[digits.two(begin, 0)] & _day(digits, begin, 8)
        found |= chunk.texts(digits.at[begin[fits]])
    return found


def _day(digits: Digits, begin: Places, offset: int) -> Marks:
    month, day = digits.two(begin, offset), digits.two(begin, offset + 2)
    fits: Marks = (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    return fits


def bank_card(chunk: Chunk, digits: Digits) -> Marks:
    found = np.zeros(chunk.count, dtype=bool)
    for length in range(13, 20):
        for begin in digits.windows(length):
            four = digits.two(begin, 0) * 100 + digits.two(begin, 2)
            known = begin[_issued(length)[four]]
            found |= chunk.texts(digits.at[known[_luhn(digits, known, length)]])
    return found


def _luhn(digits: Digits, begin: Places, length: int) -> Marks:
    total = np.zeros(len(begin), dtype=np.int16)
    for offset in range(length):
        value = digits.value[begin + offset]
        if (length - offset) % 2 == 0:
            value = value * 2 - (value > 4) * 9
        total += value
    fits: Marks = total % 10 == 0
    return fits


@cache
def _provinces() -> Marks:
    table = np.zeros(100, dtype=bool)
    table[[int(province) for province in PROVINCES]] = True
    return table


@cache
def _issued(length: int) -> Marks:
    """The first four digits that a card of this length may have."""
    table = np.zeros(10_000, dtype=bool)
    table[[int(four) for four in first_four(length)]] = True
    return table
