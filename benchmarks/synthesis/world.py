"""What all tables share: the date, the chosen institutions, the running numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from synthesis.codes import Ids
from synthesis.dice import Dice
from synthesis.register import Institution

PUBLISHER = "fagai"


@dataclass
class World:
    seed: int
    base: date
    ids: Ids
    institutions: dict[str, Institution]
    inst_ids: dict[str, str] = field(default_factory=dict)
    _documents: Counter[tuple[str, int]] = field(default_factory=Counter)

    def dice(self, name: str) -> Dice:
        return Dice(self.seed, name)

    @property
    def publisher(self) -> Institution:
        """The body that publishes what no single department owns."""
        return self.institutions[PUBLISHER]

    def running(self, series: str, year: int, step: int = 1, limit: int = 9999) -> int:
        """The next number of a document series in a year; beyond the limit it starts again."""
        self._documents[(series, year)] += step
        return (self._documents[(series, year)] - 1) % limit + 1


def make_world(seed: int, base: date, chosen: list[Institution], width: int) -> World:
    """Ids are dealt in a shuffled order, so that they say nothing about the institution."""
    world = World(seed, base, Ids(width), {institution.key: institution for institution in chosen})
    for institution in world.dice("register").shuffled(chosen):
        world.inst_ids[institution.key] = world.ids.next("org", institution.since.year)
    return world
