"""Canaries: texts of this edition that must stand in no byte of the site.

The rooms that write public bytes never get a `Canaries`: it is no part of a Disclosure. It does not
say what it looks for, only where that comes from. screening.canaries makes one, release.sweep asks
it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property
from operator import itemgetter

from ahocorasick_rs import BytesAhoCorasick, Implementation

from gongshi.core.squeeze import spread


class Kind(StrEnum):
    """Why something is not public, as a message says it."""

    NAME = "内部字段的名称"
    INTERNAL = "内部字段的内容"
    MASKED = "脱敏以前的内容"
    CUT = "不公开的单元格"
    ENDED = "已终止公示的记录的内容"
    WITHHELD = "没有公开的记录的内容"
    CONFINED = "只许在本数据包里出现的内容"


class Stand(Enum):
    """How a piece must stand in a file to be more than chance."""

    ANYWHERE = "anywhere"
    WHOLE = "whole"  # not part of a longer number or Latin word, and in one run of text
    ALONE = "alone"  # with no letter, ideograph or digit beside it


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a canary comes from: all that may be said about it."""

    rule: str
    kind: Kind
    table: str
    field: str
    record_id: str = ""
    allowed: str = ""  # the paths that begin so may have it

    def __str__(self) -> str:
        record = f"，记录 {self.record_id}" if self.record_id else ""
        return f"{self.kind.value}（{self.table}，{self.field}{record}）"


@dataclass(frozen=True)
class Texts:
    """Texts in the order of the automaton, and as many stands and origins."""

    texts: list[bytes]
    stands: list[Stand]
    origins: list[Origin]


class Canaries:
    """Opaque. Worked out at the first question: a run that only validates needs none."""

    def __init__(self, find: Callable[[], Texts]) -> None:
        self._find: Callable[[], Texts] | None = find
        self._patterns: dict[int, re.Pattern[str]] = {}

    @classmethod
    def none(cls) -> Canaries:
        """For an edition of which nothing is published."""
        return cls(lambda: Texts([], [], []))

    def __repr__(self) -> str:
        return "<Canaries>"

    def __reduce__(self) -> str:
        raise TypeError("canaries stay in the process that made them")

    def __len__(self) -> int:
        return len(self._found.texts)

    def within(self, squeezed: bytes) -> set[int]:
        """The numbers of the canaries that a squeezed text contains, however they stand in it."""
        return self._of_texts.within(squeezed)

    def stretches(self, squeezed: bytes) -> set[int]:
        """Like `within`, but only pieces that follow each other for a good while: where one word
        happens to stand before another, a single piece may come about.
        """
        found: set[int] = set()
        run: set[int] = set()
        first = last = 0
        for number, start, end in sorted(self._of_texts.places(squeezed), key=itemgetter(1)):
            if start >= last:
                run, first, last = set(), start, start
            run.add(number)
            last = max(last, end)
            if len(squeezed[first:last].decode("utf-8", "ignore")) >= _STRETCH:
                found |= run
        return found

    def stands(self, number: int, text: str) -> bool:
        """Whether a canary stands in the text so that it is no chance."""
        stand = self._found.stands[number]
        if stand is Stand.ANYWHERE:
            return True
        pattern = self._patterns.get(number)
        if pattern is None:
            pattern = _pattern(self._found.texts[number].decode(), stand)
            self._patterns[number] = pattern
        return pattern.search(text) is not None

    def long(self, number: int) -> bool:
        return self._found.stands[number] is Stand.ANYWHERE

    def composed_of(self, code: bytes) -> set[int]:
        """The numbers of the canaries that a program with this (squeezed) text could write by
        putting numbers and days into it.
        """
        return set[int]().union(
            *(self._wordings[n][1] for n in self._of_words.within(_words(code)))
        )

    def origin(self, number: int) -> Origin:
        return self._found.origins[number]

    @cached_property
    def _found(self) -> Texts:
        assert self._find is not None
        found = self._find()
        self._find = None  # the raw tables may go
        return found

    @cached_property
    def _of_texts(self) -> Automaton:
        return Automaton(self._found.texts)

    @cached_property
    def _wordings(self) -> list[tuple[bytes, list[int]]]:
        """What is left of canaries with digits without them, if it is enough to go by."""
        wordings: dict[bytes, list[int]] = {}
        for number, text in enumerate(self._found.texts):
            words = _words(text)
            if words != text and len(_WORD.findall(words.decode())) >= _ENOUGH_WORDS:
                wordings.setdefault(words, []).append(number)
        return [*wordings.items()]

    @cached_property
    def _of_words(self) -> Automaton:
        return Automaton([words for words, _ in self._wordings])


class Automaton:
    """All the texts at once, in one pass (Aho–Corasick)."""

    def __init__(self, texts: list[bytes]) -> None:
        self._search = BytesAhoCorasick(texts, implementation=Implementation.ContiguousNFA)

    def places(self, text: bytes) -> list[tuple[int, int, int]]:
        """The number of each of the texts that a text contains, where it begins and ends."""
        return self._search.find_matches_as_indexes(text, overlapping=True)

    def within(self, text: bytes) -> set[int]:
        return {number for number, _, _ in self.places(text)}


def _words(squeezed: bytes) -> bytes:
    """Without digits and without the places where a template or an f-string puts something."""
    return _FILLED.sub(b"", squeezed)


def _pattern(squeezed: str, stand: Stand) -> re.Pattern[str]:
    before = after = ""
    if stand is Stand.ALONE:
        before, after = r"(?<!\w)", r"(?!\w)"
    if stand is Stand.WHOLE:
        before = r"(?<![0-9A-Za-z_])" if _LATIN.match(squeezed[0]) else ""
        after = r"(?![0-9A-Za-z_])" if _LATIN.match(squeezed[-1]) else ""
    return re.compile(before + spread(squeezed) + after, re.IGNORECASE)


_STRETCH = 24  # characters: three pieces of a long text, each with half of the one before
_ENOUGH_WORDS = 6
_WORD = re.compile(r"\w")
_FILLED = re.compile(rb"\{\{.*?\}\}|\{%.*?%\}|\{[^{}]*\}|[0-9]")
_LATIN = re.compile(r"[0-9A-Za-z_]")
