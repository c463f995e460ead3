"""What a rule may ask of the days of a row. Dates compare as ISO text."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd

from gongshi.core.clock import AsOf, parse_date
from gongshi.core.periods import add_months
from gongshi.loading.table import Table
from gongshi.screening.clocks import Limit, run
from gongshi.screening.predicates.registry import Parameters, constant, predicate
from gongshi.screening.regimes import Period, period
from gongshi.screening.values import among, by_distinct, cells
from gongshi.screening.workdays import UnknownYearError
from gongshi.screening.world import World


@predicate
def after_as_of(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field}: the date lies after the day for which the site is built."""
    return cells(table, parameters["field"]) > str(world.as_of)


@predicate
def before_as_of(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field}: the date is past."""
    column = cells(table, parameters["field"])
    return (column < str(world.as_of)) & (column != "")


@predicate
def earlier(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, than}: both dates are given, and the first is the earlier."""
    one, other = cells(table, parameters["field"]), cells(table, parameters["than"])
    return (one < other) & (one != "")


@predicate
def older_than(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, months | days}: more than so much has passed since the date."""

    def old(cell: str) -> bool:
        return bool(cell) and _limit(parameters).after(parse_date(cell)) < world.as_of.day

    return by_distinct(old, cells(table, parameters["field"])).astype(bool)


@predicate
def later_than(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, after: other field, months | days | workdays}: more than so much after the other.

    Where the holidays of a year are unknown the answer is no: see `unknown_year`.
    """
    limit = _limit(parameters)
    day, start = cells(table, parameters["field"]), cells(table, parameters["after"])
    return by_distinct(partial(_exceeds, limit), day, start).astype(bool)


def _exceeds(limit: Limit, day: str, start: str) -> bool:
    if not day or not start:
        return False
    try:
        return parse_date(day) > limit.after(parse_date(start))
    except UnknownYearError:
        return False


@predicate
def past_period(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{start, severity}: the longest publication period is over."""
    found = periods(world, table, parameters["start"], parameters["severity"])
    return found.map(lambda p: p is not None and p.last_day < world.as_of.day)


@predicate
def no_period(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{start, severity}: no regime gives a publication period."""
    return periods(world, table, parameters["start"], parameters["severity"]).isna()


@predicate
def before_earliest(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, record, start, severity}: the day is before the first on which the record that the
    foreign key `record` points to could be repaired, under its own law and that of the day.
    """
    link = world.link_from(table.resource.key, parameters["record"])
    if link is None:
        return constant(table, value=False)
    columns = (link.key.target_fields[0], parameters["start"], parameters["severity"])
    wanted = cells(table, parameters["record"]).tolist()
    asked = among(cells(link.target, columns[0]), wanted)
    rows = zip(*(cells(link.target, name)[asked].tolist() for name in columns), strict=True)
    facts = {record: (start, severity) for record, start, severity in rows}

    def early(day: str, record: str) -> bool:
        start, severity = facts.get(record, ("", ""))
        if not day or not start:
            return False
        then = AsOf(min(parse_date(day), world.as_of.day))
        known = period(world.rulebook.regimes, severity, parse_date(start), then)
        return known is not None and parse_date(day) < known.too_early_before

    days = cells(table, parameters["field"])
    return by_distinct(early, days, cells(table, parameters["record"])).astype(bool)


@predicate
def overdue(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{clock, open?}: the last day has passed before it was done; with `open`, it still is not."""
    running = run(world.rulebook.clock(parameters["clock"]), table)
    if running is None:
        return constant(table, value=False)
    late = running.overdue(world.as_of)
    return late & (running.done == "") if parameters.get("open") else late


@predicate
def unknown_year(world: World, table: Table, _: Any) -> pd.Series[bool]:
    """{}: a clock in working days runs into a year whose holidays are not known."""
    answer = constant(table, value=False)
    for clock in world.rulebook.clocks:
        running = run(clock, table)
        if running is not None:
            unknown = running.due.map(lambda due: isinstance(due, UnknownYearError)).astype(bool)
            answer |= unknown & (running.done == "")
    return answer


def _limit(parameters: Parameters) -> Limit:
    names = ("months", "days", "workdays")
    return Limit(**{name: parameters[name] for name in names if name in parameters})


def periods(world: World, table: Table, start: str, severity: str) -> pd.Series[Any]:
    """Each row's Period (or None), computed once for each distinct pair of cells."""
    key = (table.resource.key, start, severity)
    if key not in world.periods:

        def of_row(day: str, degree: str) -> Period | None:
            if not day:
                return None
            return period(world.rulebook.regimes, degree, parse_date(day), world.as_of)

        world.periods[key] = by_distinct(of_row, cells(table, start), cells(table, severity))
    return world.periods[key]


def day_after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()


def months_after(iso: str, months: int) -> date:
    return add_months(parse_date(iso), months)
