"""Dates: working days, months, and a record's life from its making to its publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongshi.core.periods import add_months
from gongshi.screening.workdays import is_workday
from synthesis.dice import Dice

# The last year whose holidays were known when the demo was made. Later years know weekends and the
# holidays that have a fixed day only, so that a newer calendar does not change the bytes.
_CALENDAR_UNTIL = 2026
_FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})


def workday(value: date) -> date:
    """The day itself, or the first working day after it."""
    while not _works(value):
        value += timedelta(days=1)
    return value


def _works(value: date) -> bool:
    if value.year <= _CALENDAR_UNTIL:
        return is_workday(value)
    return value.weekday() < 5 and (value.month, value.day) not in _FIXED


def after(value: date, days: int, latest: date) -> date:
    """A working day about `days` later, never beyond `latest`."""
    return min(workday(value + timedelta(days=days)), latest)


def before(value: date, days: int) -> date:
    return value - timedelta(days=days)


def month_end(base: date, months_back: int) -> date:
    """The last day of the month that lies so many months before the base date's month."""
    return add_months(base.replace(day=1), 1 - months_back) - timedelta(days=1)


@dataclass(frozen=True)
class Life:
    """generated ≤ published ≤ updated."""

    generated: date
    published: date
    updated: date


def life(dice: Dice, base: date, youngest: int, oldest: int) -> Life:
    """The ordinary life of a row made `youngest` to `oldest` days before the base date."""
    generated = min(workday(before(base, dice.integer(youngest, oldest))), base)
    published = after(generated, dice.integer(2, 18), base)
    room = (base - published).days
    updated = published
    if dice.chance(0.6) and room > 30:
        updated = after(published, dice.integer(20, room), base)
    return Life(generated, published, updated)


__all__ = ["Life", "add_months", "after", "before", "life", "month_end", "workday"]
