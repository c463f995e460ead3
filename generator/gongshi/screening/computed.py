"""Fields that are not in the source but follow from it and from the law."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from gongshi.loading.table import Table
from gongshi.package.building import UNLABELLED
from gongshi.package.descriptor import Field, MissingValue
from gongshi.package.policy import FieldPolicy, Visibility
from gongshi.screening.clocks import Clock, Running, run
from gongshi.screening.predicates.of_days import periods
from gongshi.screening.workdays import UnknownYearError
from gongshi.screening.world import World

Column = tuple[Field, "pd.Series[str]"]
# In the place of a day that nobody can compute yet.
_PENDING = MissingValue("待定", "待国务院公布当年放假安排")


def computed_columns(world: World, table: Table, alive: pd.Series[bool]) -> list[Column]:
    """The computed columns of a table, for the rows that are public."""
    columns: list[Column] = []
    if table.resource.kind == "dishonesty_record":
        columns += _dishonesty(world, table)
    for clock in world.rulebook.clocks:
        running = run(clock, table)
        if running is not None:
            columns += _of_clock(world, running)
    return [(field, column[alive]) for field, column in _merged(columns)]


def _merged(columns: list[Column]) -> Iterator[Column]:
    """Clocks for different rows of a table may share a column: each fills what is empty."""
    by_name: dict[str, Column] = {}
    for field, column in columns:
        if field.name in by_name:
            known, cells = by_name[field.name]
            both = replace(known, description=f"{known.description}{field.description}")
            by_name[field.name] = both, cells.where(cells.ne(""), column)
        else:
            by_name[field.name] = field, column
    yield from by_name.values()


def _dishonesty(world: World, table: Table) -> list[Column]:
    found = periods(world, table, "determined_on", "severity")
    return [
        (
            _field(
                "min_publish_until",
                "最早可修复日期",
                "Earliest repair date",
                "date",
                "自认定之日起满最短公示期的日子，由系统按现行规定计算；从这一天起可以申请信用修复。",
            ),
            _days(found, lambda p: p.earliest_repair),
        ),
        (
            _field(
                "publish_until",
                "公示截止期",
                "Published until",
                "date",
                "依法最后一个公示日，由系统按现行规定计算；次日起自动停止公示。",
            ),
            _days(found, lambda p: p.last_day),
        ),
    ]


def _of_clock(world: World, running: Running) -> Iterator[Column]:
    clock = running.clock
    if clock.due_field:
        yield _due_field(clock), running.due.map(_due_cell).astype("str")
    if clock.overdue_field:
        late = running.overdue(world.as_of)
        started = running.due.map(lambda due: due is not None).astype(bool)
        field = _field(
            clock.overdue_field.name,
            clock.overdue_field.title,
            clock.overdue_field.title_en,
            "boolean",
            f"{clock.title}超过期限才完成，或到期仍未完成；由系统按数据日期计算。",
        )
        yield field, late.map({True: "true", False: "false"}).where(started, "").astype("str")


def _due_field(clock: Clock) -> Field:
    assert clock.due_field is not None
    limit = f"{clock.limit.words}，" if clock.limit else ""
    return _field(
        clock.due_field.name,
        clock.due_field.title,
        clock.due_field.title_en,
        "date",
        f"{clock.title}的最后一天（{limit}{clock.citation}），由系统计算。",
    )


def _due_cell(due: Any) -> str:
    if isinstance(due, UnknownYearError):
        return _PENDING.value
    return due.isoformat() if isinstance(due, date) else ""


def _days(found: pd.Series[Any], pick: Callable[[Any], Any]) -> pd.Series[str]:
    return found.map(lambda p: pick(p).isoformat() if p else "").astype("str")


def _field(name: str, title: str, title_en: str, kind: str, description: str) -> Field:
    return Field(
        name=name,
        title=title,
        type=kind,
        description=description,
        constraints={},
        missing_values=(MissingValue("", UNLABELLED), _PENDING),
        visibility=Visibility.PUBLIC,
        policy=FieldPolicy(visibility=Visibility.PUBLIC, title_en=title_en),
        raw={"name": name, "type": kind},
    )
