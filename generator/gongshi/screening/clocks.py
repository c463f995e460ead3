"""Statutory clocks: from which day, until which day, who says so (law-and-fields.md §3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from gongshi.core.clock import AsOf, parse_date
from gongshi.core.errors import RulebookError
from gongshi.core.periods import add_months
from gongshi.loading.table import Table
from gongshi.screening.rule import Verified
from gongshi.screening.values import by_distinct, cells
from gongshi.screening.workdays import UnknownYearError, add_workdays


class Limit(BaseModel):
    """Exactly one of the three; months are calendar months, working days the State Council's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    workdays: Annotated[int, Field(ge=0, le=1000)] | None = None
    days: Annotated[int, Field(ge=0, le=36500)] | None = None
    months: Annotated[int, Field(ge=0, le=1200)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Limit:
        if sum(given is not None for given in (self.workdays, self.days, self.months)) != 1:
            raise ValueError("workdays、days、months 写且只写一个")
        return self

    def after(self, start: date) -> date:
        """The last day within the limit. Raises UnknownYearError."""
        if self.workdays is not None:
            return add_workdays(start, self.workdays)
        if self.days is not None:
            return start + timedelta(days=self.days)
        assert self.months is not None
        return add_months(start, self.months)

    @property
    def words(self) -> str:
        if self.workdays is not None:
            return f"{self.workdays} 个工作日"
        return f"{self.days} 日" if self.days is not None else f"{self.months} 个月"


class Longer(BaseModel):
    """Another limit for the rows whose `field` has one of `values` (a complex case, say)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    values: tuple[str, ...]
    limit: Limit


class Only(BaseModel):
    """The clock runs for the rows whose `field` has one of `values`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    values: tuple[str, ...]


class YearEnd(BaseModel):
    """A day of the year after the one that the record is about: 2025 and 03-31 give 2026-03-31."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    day: Annotated[str, StringConstraints(pattern=r"^\d\d-\d\d$")]

    def after(self, year: str) -> str:
        """An ISO date; "" where the year is missing."""
        return f"{int(year) + 1:04}-{self.day}" if year.isdigit() else ""


class Column(BaseModel):
    """A computed column of the published table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    title: str
    title_en: str


class Clock(BaseModel):
    """One limit that the law sets to tables of a kind.

    It runs from the first of the `start` fields that has a day, until `limit` after it, or until
    the day in `due` where the record itself states one (the earlier of both), or until `year_end`;
    it stops on the day in the first of the `done` fields that has one. `due_field` and
    `overdue_field` name the columns in which the last day, and whether it was missed, are
    published, if they are. Whether a missed day is flagged is a rule's business.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    kind: str
    start: tuple[str, ...] = ()
    done: Annotated[tuple[str, ...], Field(min_length=1)]
    due: str | None = None
    limit: Limit | None = None
    longer: Longer | None = None
    only: Only | None = None
    year_end: YearEnd | None = None
    due_field: Column | None = None
    overdue_field: Column | None = None
    citation: str
    verified: Verified

    @property
    def fields(self) -> tuple[str, ...]:
        """Without these a table has no such clock."""
        more = [one.field for one in (self.only, self.year_end) if one]
        return (*self.start[:1], self.done[0], *more)


@dataclass(frozen=True)
class Running:
    """A clock on one table's rows: `due` is a date, None (not started) or an UnknownYearError."""

    clock: Clock
    due: pd.Series[Any]
    done: pd.Series[str]

    def overdue(self, as_of: AsOf) -> pd.Series[bool]:
        """Past its last day without, or before, having been done."""
        ends = by_distinct(lambda done: parse_date(done) if done else as_of.day, self.done)
        pairs = zip(self.due.tolist(), ends.tolist(), strict=True)
        late = [isinstance(due, date) and end > due for due, end in pairs]
        return pd.Series(late, index=self.due.index, dtype=bool)

    def open(self) -> pd.Series[bool]:
        started = self.due.map(lambda due: due is not None).astype(bool)
        return started & (self.done == "")

    def unknown_years(self) -> list[int]:
        years = {due.year for due in self.due if isinstance(due, UnknownYearError)}
        return sorted(years)


def run(clock: Clock, table: Table) -> Running | None:
    """The clock over a table; None if the table is not of its kind or lacks its fields."""
    columns = table.frame.columns
    if clock.kind != table.resource.kind or not set(clock.fields) <= set(columns):
        return None
    start = _days(clock, table, clock.start)
    stated = _days(clock, table, (clock.due,) if clock.due else ())
    if clock.year_end:
        stated = cells(table, clock.year_end.field).map(clock.year_end.after).astype("str")
    if clock.only:
        runs = cells(table, clock.only.field).isin(clock.only.values)
        start, stated = start.where(runs, ""), stated.where(runs, "")
    longer = clock.longer
    other = (
        cells(table, longer.field).isin(longer.values)
        if longer and longer.field in columns
        else pd.Series(data=False, index=table.frame.index)
    )
    due = by_distinct(lambda *row: _last_day(clock, *row), start, stated, other)
    return Running(clock, due, _days(clock, table, clock.done))


def _last_day(clock: Clock, start: str, stated: str, other: bool) -> Any:  # a key's part
    days: list[date] = []
    limit = clock.longer.limit if other and clock.longer else clock.limit
    try:
        if start and limit:
            days.append(limit.after(parse_date(start)))
    except UnknownYearError as error:
        return parse_date(stated) if stated else error
    if stated:
        days.append(parse_date(stated))
    return min(days, default=None)


def _days(clock: Clock, table: Table, names: tuple[str, ...]) -> pd.Series[str]:
    """Raises RulebookError where one of the fields holds something else than days."""
    found = _first(table, names)
    try:
        for cell in found.unique():
            if cell:
                parse_date(cell)
    except ValueError as error:
        place = f"{table.resource.key} 的 {'、'.join(names)}"
        raise RulebookError(f"时限 {clock.id} 要的是日期，{place} 里有别的内容") from error
    return found


def _first(table: Table, names: tuple[str, ...]) -> pd.Series[str]:
    found = pd.Series("", index=table.frame.index, dtype="str")
    for name in names:
        if name in table.frame.columns:
            found = found.mask(found == "", cells(table, name))
    return found
