"""For each detector, and for the expressions of rules, the texts in which they may find something.

A text that this room cannot read is a suspect of everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np

from gongshi.screening.detectors import detect_unique
from gongshi.screening.prefilter import numbers
from gongshi.screening.prefilter.alphabet import Pair, alphabet
from gongshi.screening.prefilter.chunk import Chunk, Marks, chunks
from gongshi.screening.prefilter.needs import Need, holds, pairs_of
from gongshi.screening.prefilter.words import OF_WORDS, PAIRS
from gongshi.screening.stopwatch import span

# What several have in common, as the stopwatch calls it.
NUMBERS = "runs of digits"
EXPRESSIONS, READING = "expressions", "reading"
# Of fewer texts the detectors know more quickly themselves.
FEW = 64
_OF_NUMBERS: Mapping[str, Callable[[Chunk, numbers.Digits], Marks]] = {
    "identity_18": numbers.identity_18,
    "identity_18_mistyped": numbers.identity_18,
    "identity_15": numbers.identity_15,
    "mobile": numbers.mobile,
    "bank_card": numbers.bank_card,
}


def suspects_of_detectors(names: Iterable[str], texts: Sequence[str]) -> Mapping[str, list[str]]:
    """By detector, in the order of the texts; a detector that is not known here has all of them."""
    names = list(dict.fromkeys(names))
    marks = {name: np.ones(len(texts), dtype=bool) for name in names}
    for part, chunk in _chunks(PAIRS, texts):
        for name, found in _of_detectors(names, chunk):
            marks[name][part] = found | chunk.unsure
    return {name: _chosen(texts, marks[name]) for name in names}


def suspects_of_any(names: Iterable[str], texts: Sequence[str]) -> list[str]:
    """The texts in which one of the detectors may find something."""
    found = set().union(*suspects_of_detectors(names, texts).values())
    return [text for text in texts if text in found]


def detected(names: Iterable[str], texts: Sequence[str]) -> set[str]:
    """As `detect_unique` answers for these texts, each of which stands here once."""
    suspects = suspects_of_detectors(names, texts)
    # Those who look for numbers share the runs of digits: they read the same texts.
    of_numbers = [name for name in suspects if name in _OF_NUMBERS]
    with span("detector", NUMBERS):
        found = detect_unique(of_numbers, chain(*(suspects[name] for name in of_numbers)))
    for name in suspects.keys() - _OF_NUMBERS.keys():
        with span("detector", name):
            found |= detect_unique([name], suspects[name])
    return found


def suspects_of_needs(needs: Sequence[Need], texts: Sequence[str]) -> list[list[str]]:
    """For each of the needs the texts in which it may be met."""
    marks = [np.ones(len(texts), dtype=bool) for _ in needs]
    known = frozenset().union(*map(pairs_of, needs))
    with span("detector", EXPRESSIONS):
        for part, chunk in _chunks(known, texts):
            for mark, need in zip(marks, needs, strict=True):
                mark[part] = holds(need, chunk) | chunk.unsure | chunk.foreign
    return [_chosen(texts, mark) for mark in marks]


def _of_detectors(names: Iterable[str], chunk: Chunk) -> Iterator[tuple[str, Marks]]:
    of_numbers = [name for name in names if name in _OF_NUMBERS]
    if of_numbers:
        with span("detector", NUMBERS):
            digits, numerals = numbers.Digits(chunk), numbers.numeral_runs(chunk)
        for name in of_numbers:
            with span("detector", name):
                found = _OF_NUMBERS[name](chunk, digits) | numerals
            yield name, found
    for name in names:
        if name in OF_WORDS:
            with span("detector", name):
                found = OF_WORDS[name](chunk)
            yield name, found


def _chunks(pairs: frozenset[Pair], texts: Sequence[str]) -> Iterator[tuple[slice, Chunk]]:
    """Nothing where there are few texts."""
    if len(texts) >= FEW:
        found = chunks(alphabet(pairs), texts)
        while True:
            with span("detector", READING):
                part = next(found, None)
            if part is None:
                return
            yield part


def _chosen(texts: Sequence[str], marks: Marks) -> list[str]:
    return [texts[number] for number in np.flatnonzero(marks).tolist()]
