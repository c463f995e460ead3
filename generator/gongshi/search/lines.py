"""The lines of a corpus: every different text once, with the records that have it."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from gongshi.search.corpus import Corpus
from gongshi.search.fold import fold


class Part(IntEnum):
    """Where in a record a line stands."""

    TITLE = 0
    ID = 1
    NAMES = 2
    CODES = 3
    TEXTS = 4


# Between two sentences; search-core.js splits what is searched for in the same places.
_SENTENCES = re.compile("[。;!?\n]+")
# The same before it is folded, so that a sentence that many records have is folded once.
_AS_WRITTEN = re.compile("[。；;！!？?\n]+")


@dataclass(frozen=True)
class Lines:
    """`texts` are folded. Line i belongs to the records `records[first[i]:first[i + 1]]`, which
    ascend.
    """

    texts: list[str]
    parts: NDArray[np.uint8]
    first: NDArray[np.int64]
    records: NDArray[np.int32]


def name_lines(corpus: Corpus) -> Lines:
    """What is always searched."""
    return _lines(_of_names(corpus))


def text_lines(corpus: Corpus) -> Lines:
    """What is searched if the reader wants it: a line is a sentence."""
    return _lines(_of_texts(corpus))


_Found = Iterable[tuple[Part, list[str], int]]


def _lines(found: _Found) -> Lines:
    known: dict[Part, dict[str, int]] = {part: {} for part in Part}
    texts: list[str] = []
    parts, lines, records = array("B"), array("i"), array("i")
    for part, pieces, record in found:
        numbers = known[part]
        for text in pieces:
            number = numbers.setdefault(text, len(texts))
            if number == len(texts):
                texts.append(text)
                parts.append(part)
            lines.append(number)
            records.append(record)
    del known
    pairs = (np.array(lines, dtype=np.int64) << 32) | np.array(records, dtype=np.int64)
    pairs = np.unique(pairs)
    return Lines(
        texts=texts,
        parts=np.array(parts, dtype=np.uint8),
        first=np.searchsorted(pairs >> 32, np.arange(len(texts) + 1)),
        records=(pairs & 0xFFFFFFFF).astype(np.int32),
    )


def _of_names(corpus: Corpus) -> Iterator[tuple[Part, list[str], int]]:
    names = [_cells(f"{name}\n{other}") for name, other in corpus.subjects]
    number = 0
    for section in corpus.sections:
        columns = zip(section.titles, section.ids, section.subjects, section.codes, strict=True)
        for title, record_id, subject, codes in columns:
            yield Part.TITLE, _cells(title), number
            if not section.are_pages:
                yield Part.ID, _cells(record_id), number
            if subject >= 0:
                yield Part.NAMES, names[subject], number
            if codes:
                yield Part.CODES, _cells(codes), number
            number += 1


def _of_texts(corpus: Corpus) -> Iterator[tuple[Part, list[str], int]]:
    folded = cache(_sentences)
    number = 0
    for section in corpus.sections:
        for text in section.texts:
            if text:
                for sentence in _AS_WRITTEN.split(text):
                    yield Part.TEXTS, folded(sentence), number
            number += 1


def _cells(text: str) -> list[str]:
    return [line for line in fold(text).split("\n") if line]


def _sentences(text: str) -> list[str]:
    return [piece for line in _SENTENCES.split(fold(text)) if (piece := line.strip())]
