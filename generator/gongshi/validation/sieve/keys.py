"""Which rows repeat a key, and which point to a row that is not there."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gongshi.validation.sieve.fields import Mask
from gongshi.validation.sieve.hashing import Hashes, hashes

Rows = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass
class Repeats:
    """Rows that may have the key of another. Sixteen bytes a row, however long the keys are."""

    _rows: list[Rows] = field(default_factory=list)
    _hashes: list[Hashes] = field(default_factory=list)

    def add(self, rows: Rows, keys: pa.Array) -> None:
        """Null keys are not compared."""
        given = pc.is_valid(keys).to_numpy(zero_copy_only=False)
        if not given.all():
            rows, keys = rows[given], keys.filter(pa.array(given))
        self._rows.append(rows)
        self._hashes.append(hashes(keys))

    def merge(self, other: Repeats) -> None:
        self._rows += other._rows
        self._hashes += other._hashes

    def shift(self, by: int) -> None:
        self._rows = [rows + by for rows in self._rows]

    def candidates(self) -> Rows:
        """Every row whose key's hash another row has too, in order."""
        if not self._rows:
            return np.array([], dtype=np.int64)
        every = np.concatenate(self._hashes)
        ordered = np.sort(every)
        twice = ordered[1:][ordered[1:] == ordered[:-1]]
        if not len(twice):
            return np.array([], dtype=np.int64)
        rows: Rows = np.concatenate(self._rows)[np.isin(every, twice)]
        return np.sort(rows)


@dataclass
class KeySet:
    """The keys that a foreign key may name."""

    _texts: list[pa.Array] = field(default_factory=list)
    _ordered: tuple[Hashes, pa.Array] | None = None

    def add(self, keys: pa.Array) -> None:
        self._texts.append(pc.unique(keys.drop_null()))

    def merge(self, other: KeySet) -> None:
        self._texts += other._texts

    def seal(self) -> None:
        """No more keys: make ready for questions."""
        texts = pc.unique(pa.chunked_array(self._texts, pa.large_string()).combine_chunks())
        if isinstance(texts, pa.ChunkedArray):
            texts = texts.combine_chunks()
        of_texts = hashes(texts)
        order = np.argsort(of_texts)
        self._ordered = of_texts[order], texts.take(pa.array(order))
        self._texts = []

    def holds(self, keys: pa.Array) -> Mask:
        """Which of the keys are in the set; null is not asked about and counts as there."""
        distinct = keys.dictionary_encode()
        there = np.append(self._holds(distinct.dictionary), np.True_)
        indices = pc.fill_null(distinct.indices, len(there) - 1).to_numpy(zero_copy_only=False)
        answer: Mask = there[indices]
        return answer

    def _holds(self, keys: pa.Array) -> Mask:
        assert self._ordered is not None, "seal it first"
        known, texts = self._ordered
        if not len(known):
            return np.zeros(len(keys), dtype=bool)
        asked = hashes(keys)
        place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
        there: Mask = known[place] == asked
        same = pc.equal(texts.take(pa.array(place)), keys).to_numpy(zero_copy_only=False)
        for index in np.flatnonzero(there & ~same):  # one hash, two texts: look at all that have it
            there[index] = _among(keys[index], known, texts, int(place[index]))
        return there


def _among(key: pa.Scalar, known: Hashes, texts: pa.Array, place: int) -> bool:
    end = place
    while end < len(known) and known[end] == known[place]:
        if texts[end] == key:
            return True
        end += 1
    return False
