"""A regular expression as the automaton of its positions (Glushkov), with every way counted.

An ordinary automaton forgets in how many ways a step can be taken; a backtracking matcher tries
them all. So steps are counted: where one can be taken twice, the expression is ambiguous.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from re import _constants as sre  # type: ignore[attr-defined]  # sre_parse's new, private name
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

# Each of these stands for its neighbours: the ranges and classes of an expression cut the
# characters into sets, and one of every set is enough.
_SAMPLES = "09azAZ_ \t\n-.,:;/()（）中一龥〔〕０é\u00a0\u200b"
_MOST_POSITIONS = 600
# A bounded repeat is written out up to here; a larger or looser one is taken for an unbounded one.
_MOST_COPIES = 64
_MOST_LEEWAY = 3
# Without any loop `a?a?a?…` has more ways than anybody can wait for.
_MOST_WAYS = 1_000_000
_REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}


class UnsupportedError(ValueError):
    """What this analysis does not judge; the text says what, in Chinese."""


@dataclass
class Automaton:
    """Positions are numbers; `letters[p]` are the samples that position p takes, `steps[p]` the
    positions that may follow it, with the number of ways.
    """

    letters: list[frozenset[str]] = field(default_factory=list)
    steps: dict[int, Counter[int]] = field(default_factory=dict)

    def add(self, letters: frozenset[str]) -> int:
        if len(self.letters) >= _MOST_POSITIONS:
            raise UnsupportedError("太长")
        self.letters.append(letters)
        self.steps[len(self.letters) - 1] = Counter()
        return len(self.letters) - 1

    def join(self, lasts: Iterable[int], firsts: Iterable[int]) -> None:
        following = list(firsts)
        for last in lasts:
            self.steps[last].update(following)


@dataclass(frozen=True)
class _Part:
    """What a piece of the expression begins and ends with, whether it may be empty, and in how many
    ways it can be gone through, loops apart.
    """

    empty: bool
    firsts: tuple[int, ...] = ()
    lasts: tuple[int, ...] = ()
    ways: int = 1


def automata(pattern: str) -> Iterator[Automaton]:
    """The automaton of an expression that Python accepts, and one for each look-around in it.

    Raises UnsupportedError.
    """
    parsed = sre_parser.parse(pattern)
    flags = re.IGNORECASE if parsed.state.flags & re.IGNORECASE else 0
    waiting: list[Any] = [parsed]
    while waiting:
        builder = _Builder(_samples(pattern), flags, waiting)
        builder.sequence(waiting.pop())
        yield builder.automaton


def _samples(pattern: str) -> str:
    """Characters of which every set that the pattern can tell apart has one."""
    own: set[str] = set()
    for op, value in _nodes(sre_parser.parse(pattern)):
        if op is sre.RANGE:
            ends = value
        else:
            ends = (value,) if op in {sre.LITERAL, sre.NOT_LITERAL} else ()
        for end in ends:
            own.update(chr(n) for n in (end - 1, end, end + 1) if 0 <= n < 0x110000)
    own |= {other for one in own for other in (one.lower(), one.upper()) if len(other) == 1}
    return "".join(sorted(own | set(_SAMPLES)))


def _nodes(tree: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(tree, tuple) and len(tree) == 2 and isinstance(tree[0], type(sre.LITERAL)):
        yield tree
    if isinstance(tree, (tuple, list, sre_parser.SubPattern)):
        for inner in tree:
            yield from _nodes(inner)


class _Builder:
    def __init__(self, samples: str, flags: int, aside: list[Any]) -> None:
        self.automaton = Automaton()
        self._samples, self._flags, self._aside = samples, flags, aside

    def sequence(self, nodes: Iterable[Any]) -> _Part:
        whole = _Part(empty=True)
        for op, value in nodes:
            whole = self._after(whole, self._part(op, value))
        return whole

    def _after(self, one: _Part, other: _Part) -> _Part:
        self.automaton.join(one.lasts, other.firsts)
        if one.ways * other.ways > _MOST_WAYS:
            raise UnsupportedError("里可有可无、可此可彼的部分太多")
        return _Part(
            one.empty and other.empty,
            one.firsts + (other.firsts if one.empty else ()),
            other.lasts + (one.lasts if other.empty else ()),
            one.ways * other.ways,
        )

    def _part(self, op: Any, value: Any) -> _Part:
        if op in _REPEATS:
            return self._repeat(*value)
        if op is sre.BRANCH:
            parts = [self.sequence(branch) for branch in value[1]]
            return _Part(
                any(part.empty for part in parts),
                tuple(p for part in parts for p in part.firsts),
                tuple(p for part in parts for p in part.lasts),
                sum(part.ways for part in parts),
            )
        if op is sre.SUBPATTERN:
            return self.sequence(value[3])
        if op is sre.ATOMIC_GROUP:
            return self.sequence(value)
        if op is sre.AT:
            return _Part(empty=True)
        if op in {sre.ASSERT, sre.ASSERT_NOT}:
            self._aside.append(value[1])
            return _Part(empty=True)
        if op in {sre.GROUPREF, sre.GROUPREF_EXISTS}:
            raise UnsupportedError("用了反向引用（如 \\1）")
        position = self.automaton.add(self._letters(op, value))
        return _Part(empty=False, firsts=(position,), lasts=(position,))

    def _repeat(self, least: int, most: Any, body: Any) -> _Part:
        whole, loose = _Part(empty=True), most is sre.MAXREPEAT or most - least > _MOST_LEEWAY
        for _ in range(min(least, _MOST_COPIES)):
            whole = self._after(whole, self.sequence(body))
        if not loose and most <= _MOST_COPIES:
            for _ in range(most - least):
                whole = self._after(whole, self._optional(self.sequence(body)))
            return whole
        again = self.sequence(body)
        self.automaton.join(again.lasts, again.firsts)
        return self._after(whole, replace(again, empty=True, ways=1))

    def _optional(self, part: _Part) -> _Part:
        return replace(part, empty=True, ways=part.ways + 1)

    def _letters(self, op: Any, value: Any) -> frozenset[str]:
        """Which samples one character of the expression takes, as Python itself says."""
        compiled = re.compile(_source(op, value), self._flags | re.DOTALL)
        return frozenset(one for one in self._samples if compiled.fullmatch(one))


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def _source(op: Any, value: Any) -> str:
    """One character's part of an expression, written out again."""
    if op is sre.LITERAL:
        return re.escape(chr(value))
    if op is sre.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    if op is sre.ANY:
        return "."
    if op is sre.IN:
        negated = bool(value) and value[0][0] is sre.NEGATE
        inside = "".join(_member(*one) for one in (value[1:] if negated else value))
        return f"[{'^' if negated else ''}{inside}]"
    raise UnsupportedError("用了少见的写法")


def _member(op: Any, value: Any) -> str:
    if op is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    if op is sre.CATEGORY:
        return _CATEGORIES[value]
    return re.escape(chr(value))
