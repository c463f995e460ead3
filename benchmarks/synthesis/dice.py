"""Seeded choices that are the same on every Python version.

Only `Random.random()` is promised to stay the same, so everything else is built on it here.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """One stream of choices. Tables that must not disturb each other have a stream each."""

    def __init__(self, seed: int, name: str) -> None:
        self._random = random.Random(f"{seed}/{name}").random

    def integer(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._random() * (high - low + 1))

    def chance(self, probability: float) -> bool:
        return self._random() < probability

    def choice(self, options: Sequence[T]) -> T:
        return options[int(self._random() * len(options))]

    def weighted(self, options: Sequence[tuple[T, int]]) -> T:
        """One of (option, weight)."""
        left = self._random() * sum(weight for _, weight in options)
        for option, weight in options:
            left -= weight
            if left < 0:
                return option
        return options[-1][0]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        result = list(options)
        for last in range(len(result) - 1, 0, -1):
            other = int(self._random() * (last + 1))
            result[last], result[other] = result[other], result[last]
        return result

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        return self.shuffled(options)[:count]
