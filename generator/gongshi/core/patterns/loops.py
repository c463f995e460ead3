"""The loops of an automaton, and in how many ways a text can lead through them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property
from itertools import product
from typing import TypeVar

from gongshi.core.patterns.automaton import Automaton, UnsupportedError

_MOST_STATES = 100_000
_State = TypeVar("_State", bound=Hashable)
# Where several walks over the same text are.
_Walks = tuple[int, ...]


class Loops:
    """Every method raises UnsupportedError where the expression is too large to be judged."""

    def __init__(self, automaton: Automaton) -> None:
        self._letters, self._steps = automaton.letters, automaton.steps

    @cached_property
    def members(self) -> list[frozenset[int]]:
        """The sets of positions that lead to each other (strongly connected, not trivial)."""
        steps = self._steps
        ahead = {p: frozenset(_reached(steps[p], steps.__getitem__)) for p in steps}
        found = {frozenset(q for q in ahead[p] if p in ahead[q]) for p in steps if p in ahead[p]}
        return sorted(found, key=min)

    def exponential(self) -> bool:
        """A loop that some text goes through in two ways."""
        return any(self._is_twofold(loop) or self._is_ambiguous(loop) for loop in self.members)

    def _is_twofold(self, loop: frozenset[int]) -> bool:
        return any(
            ways > 1 and self._letters[q]
            for p in loop
            for q, ways in self._steps[p].items()
            if q in loop
        )

    def _is_ambiguous(self, loop: frozenset[int]) -> bool:
        """Two walks over the same text part and meet again."""
        after: dict[_Walks, list[_Walks]] = {}

        def onwards(pair: _Walks) -> list[_Walks]:
            after[pair] = [*self._together(pair, (loop, loop))]
            return after[pair]

        together: list[_Walks] = [(p, p) for p in loop]
        _reached(together, onwards)
        before: dict[_Walks, list[_Walks]] = {}
        for pair, others in after.items():
            for other in others:
                before.setdefault(other, []).append(pair)
        meeting = _reached(together, lambda pair: before.get(pair, []))
        return any(p != q for p, q in meeting)

    def longest_chain(self) -> int:
        """How many times in a row a text may leave one loop for the next sooner or later."""
        loops = self.members
        gives_way = {
            (one, other)
            for one, other in product(range(len(loops)), repeat=2)
            if one != other and self._gives_way(loops[one], loops[other])
        }

        def length(one: int) -> int:
            return max((1 + length(b) for a, b in gives_way if a == one), default=0)

        return max(map(length, range(len(loops))), default=0)

    def _gives_way(self, one: frozenset[int], other: frozenset[int]) -> bool:
        """Over some text one can stay in the first loop, stay in the second, or go across."""
        if not _reached(one, self._steps.__getitem__) & other:
            return False
        bounds = (one, frozenset(self._steps), other)

        def onwards(state: _Walks) -> Iterator[_Walks]:
            return self._together(state, bounds)

        for p, q in product(sorted(one), sorted(other)):
            start: _Walks = (p, p, q)
            if (p, q, q) in _reached([start], onwards):
                return True
        return False

    def _together(self, state: _Walks, bounds: tuple[frozenset[int], ...]) -> Iterator[_Walks]:
        """Where several walks can be after one more character that all of them take."""
        choices = [
            [q for q in self._steps[p] if q in bound]
            for p, bound in zip(state, bounds, strict=True)
        ]
        for target in product(*choices):
            if frozenset.intersection(*(self._letters[q] for q in target)):
                yield target


def _reached(start: Iterable[_State], after: Callable[[_State], Iterable[_State]]) -> set[_State]:
    found, new = set(start), list(dict.fromkeys(start))
    while new:
        for one in after(new.pop()):
            if one not in found:
                found.add(one)
                new.append(one)
        if len(found) > _MOST_STATES:
            raise UnsupportedError("太复杂")
    return found
