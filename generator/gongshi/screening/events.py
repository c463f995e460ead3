"""When a record ended: the day that its tombstone carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeAlias

import pandas as pd

from gongshi.core.clock import parse_date
from gongshi.core.errors import RulebookError
from gongshi.loading.table import Table
from gongshi.screening.predicates.of_days import day_after, months_after, periods
from gongshi.screening.predicates.of_links import first_linked
from gongshi.screening.rule import Event
from gongshi.screening.values import cells, ids
from gongshi.screening.world import World

Days = dict[str, str]
Rows: TypeAlias = "pd.Series[bool]"


def event_days(
    world: World, table: Table, event: Event, rows: pd.Series[bool]
) -> Mapping[str, str]:
    """Record id → the day of the event, at the latest the day of the build: a tombstone cannot tell
    of what has not happened. The first source that has a day counts. `rows`: whose days are wanted.

    Raises RulebookError for an unknown source.
    """
    result: Days = {}
    latest = str(world.as_of)
    for source, parameters in event.on.items():
        if source not in _SOURCES:
            raise RulebookError(f"没有这个日期来源：{source}")
        for record, day in _SOURCES[source](world, table, parameters, rows).items():
            result.setdefault(record, min(day, latest))
    return result


def _from_field(_: World, table: Table, name: str, rows: Rows) -> Days:
    found = zip(ids(table)[rows].tolist(), cells(table, name)[rows].tolist(), strict=True)
    return {record: day for record, day in found if day}


def _from_period(world: World, table: Table, names: Mapping[str, str], rows: Rows) -> Days:
    """{start, severity}: the day after the last one of the publication period, but not before the
    regime that made it so short was law.
    """
    found = periods(world, table, names["start"], names["severity"])[rows]
    return {
        record: max(day_after(period.last_day), period.since.isoformat())
        for record, period in zip(ids(table)[rows].tolist(), found.tolist(), strict=True)
        if period
    }


def _from_linked(world: World, table: Table, names: Mapping[str, Any], _: Rows) -> Days:
    """{kind, where, fields, days?}: the earliest day on the rows of a kind that point here and
    satisfy the condition, or so many days after it.
    """
    found = first_linked(world, table, names["kind"], names["where"], names["fields"])
    later = timedelta(days=int(names.get("days", 0)))
    return {record: (parse_date(day) + later).isoformat() for record, day in found.items()}


def _from_months(world: World, table: Table, parameters: Mapping[str, Any], rows: Rows) -> Days:
    """{field, months}: the day after so many months."""
    found = _from_field(world, table, str(parameters["field"]), rows)
    months = int(parameters["months"])
    return {record: day_after(months_after(day, months)) for record, day in found.items()}


_SOURCES: dict[str, Callable[[World, Table, Any, Rows], Days]] = {
    "linked": _from_linked,
    "after_period": _from_period,
    "after_months": _from_months,
    "field": _from_field,
}
