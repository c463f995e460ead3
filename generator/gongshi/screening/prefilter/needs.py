"""What a text must have for a regular expression to be found in it: pairs of characters.

Read off Python's own parse tree. What is not understood asks for nothing, and what asks for nothing
is met by every text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as ops  # type: ignore[attr-defined]  # the parse tree has no other door
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import numpy as np

from gongshi.screening.prefilter.alphabet import Pair
from gongshi.screening.prefilter.chunk import Chunk, Marks


@dataclass(frozen=True)
class All:
    of: tuple[Need, ...] = ()


@dataclass(frozen=True)
class Either:
    of: tuple[Need, ...]


Need = All | Either | Pair
NOTHING = All()


def need_of(condition: Mapping[str, Any]) -> Need:
    """Of a condition about text (screening.text_conditions)."""
    if len(condition) != 1:
        return NOTHING  # the rule is refused where it is asked
    ((name, parameters),) = condition.items()
    match name:
        case "found":
            return need_of_pattern(parameters)
        case "about":
            return need_of_pattern(parameters["texts"])
        case "words":
            return _either(_word(word) for word in parameters)
        case "all":
            return All(tuple(need_of(each) for each in parameters))
    return NOTHING


@lru_cache(maxsize=256)
def need_of_pattern(pattern: str) -> Need:
    if re.compile(pattern).flags & ~re.UNICODE:
        return NOTHING
    return _sequence(parser.parse(pattern))


def holds(need: Need, chunk: Chunk) -> Marks:
    """Which of the texts meet it."""
    if isinstance(need, str):
        return chunk.has_pair(need)
    if isinstance(need, All):
        marks = np.ones(chunk.count, dtype=bool)
        for part in need.of:
            marks &= holds(part, chunk)
        return marks
    marks = np.zeros(chunk.count, dtype=bool)
    for part in need.of:
        marks |= holds(part, chunk)
    return marks


def pairs_of(need: Need) -> frozenset[Pair]:
    if isinstance(need, str):
        return frozenset([need])
    return frozenset().union(*map(pairs_of, need.of))


def _sequence(items: Any) -> Need:  # a parse tree is untyped
    parts: list[Need] = []
    before = ""
    for kind, value in items:
        if kind is ops.LITERAL:
            if before:
                parts.append(before + chr(value))
            before = chr(value)
            continue
        before = ""
        found = _item(kind, value)
        parts += found.of if isinstance(found, All) else [found]
    return All(tuple(parts))


def _item(kind: Any, value: Any) -> Need:
    if kind is ops.SUBPATTERN:
        _, added, removed, inner = value
        return NOTHING if added or removed else _sequence(inner)
    if kind is ops.BRANCH:
        return _either(_sequence(branch) for branch in value[1])
    if kind in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        least, _, inner = value
        return _sequence(inner) if least else NOTHING
    return NOTHING


def _either(needs: Iterable[Need]) -> Need:
    found = tuple(needs)
    return NOTHING if NOTHING in found else Either(found)


def _word(word: str) -> Need:
    return All(tuple(word[n : n + 2] for n in range(len(word) - 1)))
