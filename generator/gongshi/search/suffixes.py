"""Every end of every word of some lines, sorted: what begins with a text stands together.

A suffix array of the first DEEPEST characters, in parts that fit into memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gongshi.search.lines import Lines

DEEPEST = 24
_AT_ONCE = 4  # symbols of 16 bits in one number
_MOST = 6_000_000  # suffixes in one part
# What \s means in JavaScript, where queries are split.
_SPACES = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Letters:
    """The lines' characters as numbers that sort as JavaScript compares strings; 0 ends a word.

    `alphabet`: each number's character. `line`: each place's line. `starts`: where lines begin.
    `ends`: whether a 0 also ends its line.
    """

    symbols: NDArray[np.uint16]
    alphabet: NDArray[np.uint32]
    line: NDArray[np.int32]
    starts: NDArray[np.int64]
    ends: NDArray[np.bool_]

    def text(self, place: int, length: int) -> str:
        return self.alphabet[self.symbols[place : place + length]].tobytes().decode("utf-32-le")


@dataclass(frozen=True)
class Suffixes:
    """A sorted part: no suffix of another part begins with the same character.

    `shared`: how many characters are those of the one before. `length`: at most DEEPEST;
    `whole`: whether that is all of it. `last`: whether its end is that of its line.
    """

    places: Places
    shared: NDArray[np.int8]
    length: NDArray[np.int8]
    whole: NDArray[np.bool_]
    last: NDArray[np.bool_]


def letters(lines: Lines) -> Letters:
    joined = "\n".join(lines.texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    used = np.zeros(0x110000, dtype=np.bool_)
    used[codes] = True
    used[[ord(space) for space in _SPACES]] = False
    found = sorted(map(chr, np.flatnonzero(used)), key=lambda c: c.encode("utf-16-be"))
    numbers = np.zeros(0x110000, dtype=np.uint16)
    numbers[[ord(character) for character in found]] = np.arange(1, len(found) + 1)
    ends = codes == ord("\n")
    line = np.cumsum(ends, dtype=np.int32) - ends
    starts = np.concatenate([[0], np.flatnonzero(ends)[:-1] + 1])
    padding = np.zeros(DEEPEST + 1, dtype=np.uint16)
    symbols = np.concatenate([numbers[codes], padding])
    alphabet = np.array([0, *map(ord, found)], dtype=np.uint32)
    return Letters(symbols, alphabet, line, starts, ends)


def sorted_suffixes(of: Letters) -> Iterator[Suffixes]:
    counts = np.bincount(of.symbols[: len(of.line)], minlength=2)
    first, total = 1, 0
    for symbol in range(1, len(counts)):
        if total and total + counts[symbol] > _MOST:
            yield _part(of, first, symbol)
            first, total = symbol, 0
        total += int(counts[symbol])
    if total:
        yield _part(of, first, len(counts))


def _part(of: Letters, low: int, high: int) -> Suffixes:
    symbols = of.symbols[: len(of.line)]
    places = np.flatnonzero((symbols >= low) & (symbols < high))
    _sort(of.symbols, places)
    length, whole, last = _lengths(of, places)
    return Suffixes(places, _shared(of.symbols, places), length, whole, last)


def _sort(symbols: NDArray[np.uint16], places: Places) -> None:
    """A few characters at a time; then only what is still equal."""
    tied = np.arange(len(places))
    run = np.zeros(len(places), dtype=np.int64)
    for depth in range(0, DEEPEST, _AT_ONCE):
        key = _key(symbols, places[tied], depth)
        order = np.lexsort((key, run)) if depth else np.argsort(key, kind="stable")
        places[tied] = places[tied][order]
        key, run = key[order], run[order]
        new = np.concatenate([[True], (key[1:] != key[:-1]) | (run[1:] != run[:-1])])
        run = np.cumsum(new)
        alone = new & np.concatenate([new[1:], [True]])
        more = ~alone & ((key & 0xFFFF) != 0)
        tied, run = tied[more], run[more]
        if not len(tied):
            return


def _key(symbols: NDArray[np.uint16], places: Places, depth: int) -> NDArray[np.uint64]:
    key = np.zeros(len(places), dtype=np.uint64)
    goes_on = np.ones(len(places), dtype=np.bool_)
    for step in range(_AT_ONCE):
        symbol = np.where(goes_on, symbols[places + depth + step], 0)
        goes_on = symbol != 0
        key = (key << np.uint64(16)) | symbol.astype(np.uint64)
    return key


def _shared(symbols: NDArray[np.uint16], places: Places) -> NDArray[np.int8]:
    shared = np.zeros(len(places), dtype=np.int8)
    equal = np.arange(1, len(places))
    for depth in range(DEEPEST):
        here = symbols[places[equal] + depth]
        equal = equal[(here == symbols[places[equal - 1] + depth]) & (here != 0)]
        shared[equal] += 1
        if not len(equal):
            break
    return shared


def _lengths(
    of: Letters, places: Places
) -> tuple[NDArray[np.int8], NDArray[np.bool_], NDArray[np.bool_]]:
    length = np.zeros(len(places), dtype=np.int8)
    longer = np.arange(len(places))
    for depth in range(DEEPEST):
        longer = longer[of.symbols[places[longer] + depth] != 0]
        length[longer] = depth + 1
        if not len(longer):
            break
    after = np.minimum(places + length, len(of.ends) - 1)
    whole = of.symbols[places + length] == 0
    return length, whole, whole & of.ends[after]
