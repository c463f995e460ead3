"""What falls due: publication periods, statutory clocks, sources to look at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongshi.core.clock import AsOf, parse_date
from gongshi.core.duration import add_duration
from gongshi.loading.table import Table
from gongshi.screening.clocks import run
from gongshi.screening.predicates.of_days import periods
from gongshi.screening.rows import decide_rows
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.values import cells, ids
from gongshi.screening.world import World
from gongshi.validation.report import ValidDataset

# 政府信息公开条例 第六条 (accuracy); the same days as rule T12.
_RECHECK_DAYS = 7


class DueKind(StrEnum):
    EXPIRY = "到期"
    CLOCK = "时限"
    RECHECK = "核对"
    UPDATE = "更新"


@dataclass(frozen=True, order=True)
class Due:
    """`day` is the last on which it is in time. `record_id` is empty for a whole table."""

    day: date
    kind: DueKind
    place: str
    record_id: str
    what: str
    citation: str


def due_items(
    valid: ValidDataset, as_of: AsOf, rulebook: Rulebook, within: timedelta
) -> tuple[Due, ...]:
    """Everything that falls due from now until `as_of` + `within`, and what is overdue already."""
    world = World(valid.dataset, as_of, rulebook)
    fates = decide_rows(world, rulebook)
    last = as_of.day + within
    found: list[Due] = []
    for table in valid.dataset.tables.values():
        alive = [bool(one) for one in fates.alive(table)]
        for position, item in _of_table(world, table):
            if item.day <= last and (position is None or alive[position]):
                found.append(item)
    return tuple(sorted(found))


def _of_table(world: World, table: Table) -> Iterator[tuple[int | None, Due]]:
    yield from _expiries(world, table)
    yield from _clocks(world, table)
    yield from _rechecks(world, table)
    yield from _updates(world, table)


def _expiries(world: World, table: Table) -> Iterator[tuple[int, Due]]:
    if table.resource.kind != "dishonesty_record":
        return
    found = periods(world, table, "determined_on", "severity")
    for position, period in enumerate(found):
        if period is not None and period.last_day >= world.as_of.day:
            what = "最后一个公示日，次日自动停止公示"
            yield (
                position,
                _due(world, table, position, period.last_day, DueKind.EXPIRY, what, period.regime),
            )


def _clocks(world: World, table: Table) -> Iterator[tuple[int, Due]]:
    for clock in world.rulebook.clocks:
        running = run(clock, table)
        if running is None:
            continue
        for position, (due, done) in enumerate(zip(running.due, running.done, strict=True)):
            if isinstance(due, date) and not done:
                what = f"{clock.title}的最后一天"
                yield (
                    position,
                    _due(world, table, position, due, DueKind.CLOCK, what, clock.citation),
                )


def _rechecks(world: World, table: Table) -> Iterator[tuple[int, Due]]:
    if "upstream_checked_on" not in table.frame.columns:
        return
    for position, cell in enumerate(cells(table, "upstream_checked_on")):
        if cell:
            day = parse_date(cell) + timedelta(days=_RECHECK_DAYS)
            what = "来源名单的状态要再核对，过期暂停公示"
            citation = "政府信息公开条例第六条"
            yield (
                position,
                _due(world, table, position, day, DueKind.RECHECK, what, citation),
            )


def _updates(world: World, table: Table) -> Iterator[tuple[None, Due]]:
    """A table that promises to be brought up to date so often, and when it last was."""
    frequency = table.resource.policy.frequency
    if not frequency or "updated_on" not in table.frame.columns:
        return
    newest = max((cell for cell in cells(table, "updated_on") if cell), default="")
    if newest:
        path = world.dataset.package_of(table.resource.key).shown_path(table.resource)
        day = add_duration(parse_date(newest), frequency)
        what = f"“{table.resource.title}”按承诺的频率（{frequency}）该更新或核对了"
        yield None, Due(day, DueKind.UPDATE, path, "", what, "gongshi.frequency")


def _due(
    world: World,
    table: Table,
    position: int,
    day: date,
    kind: DueKind,
    what: str,
    citation: str,
) -> Due:
    path = world.dataset.package_of(table.resource.key).shown_path(table.resource)
    place = f"{path}:{table.rows[position]}"
    return Due(day, kind, place, str(ids(table).iloc[position]), what, citation)
