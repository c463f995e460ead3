"""Some texts of a column as arrays: a symbol for each character, a seam after each text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gongshi.screening.detectors.normalise import fold
from gongshi.screening.prefilter.alphabet import SEAM, Alphabet, Pair, Symbols

Places = npt.NDArray[np.intp]
Marks = npt.NDArray[np.bool_]
# Nothing stands around the texts, so that one may look some characters back and on from any place.
MARGIN = 64
# Bytes that are looked at together: the arrays made of them stay in the processor's cache.
_TOGETHER = 1 << 18


class Chunk:
    def __init__(self, alphabet: Alphabet, texts: pa.Array) -> None:
        self._alphabet = alphabet
        self.count = len(texts)
        self.unsure: Marks = np.zeros(self.count, dtype=bool)
        self.symbols, self._ends = self._read(texts)
        self.flags = alphabet.flags[self.symbols]

    def _read(self, texts: pa.Array) -> tuple[Symbols, Places]:
        joined = pc.binary_join_element_wise(texts, pa.scalar(SEAM, texts.type), "")
        codes = _codes(_content(joined))
        symbols = self._alphabet.symbols(codes)
        lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
        ends = np.cumsum(lengths + 1) - 1
        odd = self._alphabet.odd(symbols)
        if len(odd):
            symbols, ends = self._read_again(texts, np.unique(np.searchsorted(ends, odd)))
        padded = np.zeros(len(symbols) + 2 * MARGIN, dtype=np.uint16)
        padded[MARGIN : MARGIN + len(symbols)] = symbols
        return padded, ends + MARGIN

    def _read_again(self, texts: pa.Array, odd: Places) -> tuple[Symbols, Places]:
        """With the texts in which a character is read as none or as several folded as a whole."""
        words = texts.to_pylist()
        for number in odd.tolist():
            words[number] = fold(words[number])
        symbols = self._alphabet.symbols(_codes((SEAM.join(words) + SEAM).encode()))
        ends = np.cumsum([len(word) + 1 for word in words]) - 1
        # What folding leaves that would be folded once more is not understood here.
        left = self._alphabet.odd(symbols)
        self.unsure[np.searchsorted(ends, left)] = True
        symbols[left] = 0
        return symbols, ends

    def has(self, flags: int) -> Marks:
        """Which characters have one of the flags."""
        return (self.flags & np.uint32(flags)) != 0

    def places(self, flags: int) -> Places:
        return np.flatnonzero(self.has(flags))

    def at(self, places: Places, flags: int) -> Marks:
        """Which of the places have one of the flags."""
        return (self.flags[places] & np.uint32(flags)) != 0

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


def chunks(alphabet: Alphabet, texts: pa.Array) -> Iterator[tuple[slice, Chunk]]:
    """The texts in pieces of some size; `texts` holds no null."""
    lengths = pc.binary_length(texts).to_numpy(zero_copy_only=False)
    piece = np.cumsum(lengths, dtype=np.int64) // _TOGETHER
    bounds = [0, *(np.flatnonzero(np.diff(piece)) + 1).tolist(), len(texts)]
    for start, end in zip(bounds[:-1], bounds[1:], strict=True):
        if end > start:
            yield slice(start, end), Chunk(alphabet, texts.slice(start, end - start))


def _content(joined: pa.Array) -> bytes:
    """The characters of an array that is no part of another, one text after the other."""
    wide = pa.types.is_large_string(joined.type)
    offsets = np.frombuffer(joined.buffers()[1], dtype=np.int64 if wide else np.int32)
    return bytes(joined.buffers()[2])[: int(offsets[len(joined)])]


def _codes(content: bytes) -> npt.NDArray[np.uint32]:
    return np.frombuffer(content.decode().encode("utf-32-le"), dtype=np.uint32)
