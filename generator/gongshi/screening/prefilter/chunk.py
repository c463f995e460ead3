"""Some texts of a column as arrays: a symbol for each character, a seam after each text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from gongshi.screening.detectors.normalise import fold
from gongshi.screening.prefilter.alphabet import SEAM, Alphabet, Pair, Symbols

Places = npt.NDArray[np.intp]
Marks = npt.NDArray[np.bool_]
# Nothing stands around the texts, so that one may look some characters back and on from any place.
MARGIN = 64
# Characters that are looked at together: the arrays of them stay in the processor's cache.
_TOGETHER = 1 << 17


class Chunk:
    def __init__(self, alphabet: Alphabet, texts: Sequence[str]) -> None:
        self._alphabet = alphabet
        self.count = len(texts)
        self.values = alphabet.values
        # Texts that are not understood here, and those that expressions may read otherwise.
        self.unsure: Marks = np.zeros(self.count, dtype=bool)
        self.foreign: Marks = np.zeros(self.count, dtype=bool)
        self.symbols, self._ends = self._read(texts)
        self.flags = alphabet.flags[self.symbols]

    def _read(self, texts: Sequence[str]) -> tuple[Symbols, Places]:
        codes, ends = _codes(texts)
        symbols = self._alphabet.symbols(codes)
        self.foreign[np.searchsorted(ends, self._alphabet.foreign(codes))] = True
        odd = self._alphabet.odd(symbols)
        if len(odd):
            symbols, ends = self._read_again(texts, np.unique(np.searchsorted(ends, odd)))
        padded = np.zeros(len(symbols) + 2 * MARGIN, dtype=np.uint16)
        padded[MARGIN : MARGIN + len(symbols)] = symbols
        return padded, ends + MARGIN

    def _read_again(self, texts: Sequence[str], odd: Places) -> tuple[Symbols, Places]:
        """With the texts in which a character is read as none or as several folded as a whole."""
        words = [*texts]
        for number in odd.tolist():
            words[number] = fold(words[number])
        codes, ends = _codes(words)
        symbols = self._alphabet.symbols(codes)
        # What folding leaves that would be folded once more is not understood here.
        left = self._alphabet.odd(symbols)
        self.unsure[np.searchsorted(ends, left)] = True
        symbols[left] = 0
        return symbols, ends

    def has(self, flags: int) -> Marks:
        """Which characters have one of the flags."""
        marks: Marks = (self.flags & np.uint32(flags)) != 0
        return marks

    def places(self, flags: int) -> Places:
        return np.flatnonzero(self.has(flags))

    def at(self, places: Places, flags: int) -> Marks:
        """Which of the places have one of the flags."""
        marks: Marks = (self.flags[places] & np.uint32(flags)) != 0
        return marks

    def near(self, places: Places, flags: int, first: int, last: int) -> Marks:
        """Where one of the flags stands from `first` to `last` characters on (or back)."""
        found = np.zeros(len(places), dtype=bool)
        for offset in range(first, last + 1):
            found |= self.at(places + offset, flags)
        return found

    @cached_property
    def _pairs(self) -> tuple[Places, Symbols]:
        numbers = self._alphabet.pairs(self.symbols)
        places = np.flatnonzero(numbers)
        return places, numbers[places]

    def words(self, pairs: frozenset[Pair]) -> Places:
        """Where one of the pairs begins."""
        places, numbers = self._pairs
        return places[self._alphabet.among(numbers, pairs)]

    @cached_property
    def matrix(self) -> Marks:
        """Which text has which pair, by its number in the alphabet."""
        places, numbers = self._pairs
        marks = np.zeros((self.count, len(self._alphabet.numbers) + 1), dtype=bool)
        marks[np.searchsorted(self._ends, places), numbers] = True
        return marks

    def has_pair(self, pair: Pair) -> Marks:
        return self.matrix[:, self._alphabet.numbers[pair]]

    def texts(self, places: Places) -> Marks:
        """The texts that have one of the places."""
        marks = np.zeros(self.count, dtype=bool)
        if len(places):
            marks[np.searchsorted(self._ends, places)] = True
        return marks

    def with_flag(self, flags: int) -> Marks:
        return self.texts(self.places(flags))

    def with_word(self, pairs: frozenset[Pair]) -> Marks:
        return self.texts(self.words(pairs))


def chunks(alphabet: Alphabet, texts: Sequence[str]) -> Iterator[tuple[slice, Chunk]]:
    """The texts in pieces of some size."""
    start = size = 0
    for number, text in enumerate(texts, start=1):
        size += len(text) + 1
        if size >= _TOGETHER or number == len(texts):
            yield slice(start, number), Chunk(alphabet, texts[start:number])
            start, size = number, 0


def _codes(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint32], Places]:
    """The code points of all texts, and where the seam behind each of them stands."""
    joined = SEAM.join([*texts, ""]).encode("utf-32-le", "surrogatepass")
    ends = np.cumsum(np.fromiter(map(len, texts), np.intp, len(texts)) + 1) - 1
    return np.frombuffer(joined, dtype=np.uint32), ends
