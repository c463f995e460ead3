"""Lives of rows that grow as things happen to them."""

from __future__ import annotations

from datetime import date

from synthesis.days import Life, after, before, workday
from synthesis.dice import Dice
from synthesis.envelope import Release, envelope
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.world import World


def ago(world: World, days: int) -> date:
    """A working day about so many days before the base date, never after it."""
    return min(workday(before(world.base, days)), world.base)


def ahead(world: World, days: int) -> date:
    return workday(before(world.base, -days))


def told(world: World, dice: Dice, made: date, *events: date | str | None) -> Life:
    """Made, published within a fortnight, touched again by each event that has happened."""
    published = after(made, dice.integer(2, 12), world.base)
    happened = [day for day in events if isinstance(day, date) and day <= world.base]
    return Life(made, published, max([published, *happened]))


def released(
    world: World,
    dice: Dice,
    section: str,
    publisher: Institution,
    life: Life,
    release: Release | None = None,
) -> Row:
    """An envelope; a body without a code publishes through the credit office."""
    by = publisher if publisher.coded else world.publisher
    return envelope(world, dice, section, by, life, release or Release())


def bodies(world: World, kind: str) -> list[Institution]:
    """部, 街, 事 or 居: those that are still there, in the bank's order."""
    return [one for one in world.institutions.values() if one.who == kind and one.until is None]


class Turns:
    """Bodies of a kind one after the other, so that each gets its share."""

    def __init__(self, world: World, dice: Dice) -> None:
        self._world = world
        self._left = {kind: dice.shuffled(bodies(world, kind)) for kind in "部街事居"}
        self._taken = dict.fromkeys("部街事居", 0)

    def body(self, key: str) -> Institution:
        """The institution of a key, or the next one of a kind."""
        if key not in self._left:
            return self._world.institutions[key]
        place = self._taken[key] % len(self._left[key])
        self._taken[key] += 1
        return self._left[key][place]
