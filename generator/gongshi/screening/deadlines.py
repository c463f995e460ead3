"""How each public record stands with the clocks that the law sets it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from gongshi.core.clock import AsOf, parse_date
from gongshi.loading.table import Table
from gongshi.package.policy import Visibility
from gongshi.screening.clocks import Clock, run
from gongshi.screening.outcome import Deadline, Standing
from gongshi.screening.projection import SUMMARY_MODE
from gongshi.screening.rows import Fates
from gongshi.screening.values import ids
from gongshi.screening.world import World


def deadlines(world: World, fates: Fates) -> tuple[Deadline, ...]:
    """Of every public record whose clock has started; only from cells that are public."""
    return tuple(
        one
        for table in world.dataset.tables.values()
        for clock in world.rulebook.clocks
        for one in _of_table(world, table, clock, fates)
    )


def _of_table(world: World, table: Table, clock: Clock, fates: Fates) -> Iterator[Deadline]:
    running = run(clock, table)
    if running is None or not _all_public(table, clock):
        return
    shown = fates.alive(table)
    if "disclosure_mode" in table.frame.columns:
        shown &= table.frame["disclosure_mode"] != SUMMARY_MODE
    columns = (ids(table), running.due, running.done)
    rows = zip(*(column[shown].tolist() for column in columns), strict=True)
    for record, due, done in rows:
        if due is not None:
            day = due.isoformat() if isinstance(due, date) else ""
            standing = _standing(due, done, world.as_of)
            yield Deadline(table.resource.key, record, clock.id, day, done, standing)


def _all_public(table: Table, clock: Clock) -> bool:
    """A day that is not public must not be told by whether it was in time."""
    given = [
        *clock.start,
        *clock.done,
        *clock.fields,
        clock.due,
        clock.longer and clock.longer.field,
    ]
    known = table.resource.by_name
    return all(
        known[name].visibility is Visibility.PUBLIC for name in given if name and name in known
    )


def _standing(due: Any, done: str, as_of: AsOf) -> Standing:
    if not isinstance(due, date):
        return Standing.PENDING
    if done:
        return Standing.LATE if parse_date(done) > due else Standing.IN_TIME
    return Standing.OVERDUE if as_of.day > due else Standing.RUNNING
