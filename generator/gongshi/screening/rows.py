"""Which rows are public today: rules that withhold or expire, then what goes with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from gongshi.core.clock import parse_date
from gongshi.core.errors import RulebookError
from gongshi.core.periods import add_months
from gongshi.loading.table import Table
from gongshi.package.descriptor import Key
from gongshi.package.policy import OnHidden
from gongshi.screening.outcome import Decision, Tombstone
from gongshi.screening.predicates import day_after, first_linked, holds, periods
from gongshi.screening.rule import Action, Event, Rule, Scope
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.world import World, cells, ids

# The rule by which a row follows the record that it belongs to.
FOLLOWS = "G04"


@dataclass
class Fates:
    """What has been decided so far. `gone[key][record]` is a Tombstone, or None if withheld."""

    gone: dict[Key, dict[str, Tombstone | None]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)

    def alive(self, table: Table) -> pd.Series[bool]:
        return ~ids(table).isin(list(self.gone.get(table.resource.key, {})))

    def end(self, key: Key, record: str, rule: Rule, tombstone: Tombstone | None) -> None:
        self.gone.setdefault(key, {})[record] = tombstone
        self.decisions.append(Decision(key, record, rule.id, rule.action.value))


def decide_rows(world: World, rulebook: Rulebook) -> Fates:
    """Withhold what is not public yet, end what must end, and let dependent rows follow."""
    fates = Fates()
    for action in (Action.WITHHOLD, Action.EXPIRE):
        for rule in rulebook.of(Scope.ROWS, action, as_of=world.as_of):
            for table in applicable(world, rule):
                _apply(world, rule, table, fates)
    follows = rulebook.by_id(FOLLOWS)
    if follows is None:
        raise RulebookError(f"规则库里没有 {FOLLOWS}")
    while _follow(world, follows, fates):
        pass
    return fates


def applicable(world: World, rule: Rule) -> list[Table]:
    """The tables that a rule speaks about."""
    return [
        table
        for table in world.dataset.tables.values()
        if rule.on.kind in {None, table.resource.kind}
        and all(name in table.frame.columns for name in rule.on.fields)
    ]


def _apply(world: World, rule: Rule, table: Table, fates: Fates) -> None:
    hit = holds(world, table, rule.when) & fates.alive(table)
    if not hit.any():
        return
    days = event_days(world, table, rule.event) if rule.event else {}
    for record in ids(table)[hit]:
        tombstone = None
        if rule.event:
            tombstone = Tombstone(
                key=table.resource.key,
                record_id=record,
                event=rule.event.name,
                event_on=days.get(record, ""),
                reason=rule.event.reason,
                rule=rule.id,
            )
        fates.end(table.resource.key, record, rule, tombstone)


def event_days(world: World, table: Table, event: Event) -> Mapping[str, str]:
    """Record id → the day of the event. The first source that has one counts."""
    result: dict[str, str] = {}
    for source, parameters in event.on.items():
        for record, day in _DAY_SOURCES[source](world, table, parameters).items():
            result.setdefault(record, day)
    return result


def _from_field(_: World, table: Table, name: str) -> dict[str, str]:
    found = zip(ids(table), cells(table, name), strict=True)
    return {record: day for record, day in found if day}


def _from_period(world: World, table: Table, names: Mapping[str, str]) -> dict[str, str]:
    found = periods(world, table, names["start"], names["severity"])
    return {
        record: day_after(period.last_day.isoformat())
        for record, period in zip(ids(table), found, strict=True)
        if period
    }


def _from_linked(world: World, table: Table, names: Mapping[str, object]) -> dict[str, str]:
    fields = [str(name) for name in names["fields"]]  # type: ignore[attr-defined]  # a YAML list
    return first_linked(world, table, str(names["kind"]), fields)


def _from_years(_: World, table: Table, parameters: Mapping[str, object]) -> dict[str, str]:

    found = _from_field(_, table, str(parameters["field"]))
    months = int(str(parameters["months"]))
    return {
        record: day_after(add_months(parse_date(day), months).isoformat())
        for record, day in found.items()
    }


_DAY_SOURCES: dict[str, Callable[[World, Table, Any], dict[str, str]]] = {
    "linked": _from_linked,
    "after_period": _from_period,
    "after_months": _from_years,
    "field": _from_field,
}


def _follow(world: World, rule: Rule, fates: Fates) -> bool:
    """One round of rows going with the record that they belong to. True if any went."""
    went = False
    for link in world.links:
        if link.key.on_hidden is not OnHidden.WITHDRAW:
            continue
        gone = fates.gone.get(link.target.resource.key, {})
        if not gone:
            continue
        target_ids = ids(link.target)
        hidden = link.target.frame[target_ids.isin(list(gone))]
        by_value = dict(
            zip(
                hidden[link.key.target_fields[0]],
                hidden[link.target.resource.primary_key[0]],
                strict=True,
            )
        )
        pointing = cells(link.source, link.key.fields[0])
        hit = pointing.isin(list(by_value)) & (pointing != "") & fates.alive(link.source)
        for record, value in zip(ids(link.source)[hit], pointing[hit], strict=True):
            parent = gone[by_value[value]]
            fates.end(link.source.resource.key, record, rule, _with(parent, link.source, record))
            went = True
    return went


def _with(parent: Tombstone | None, table: Table, record: str) -> Tombstone | None:
    if parent is None:
        return None
    return Tombstone(
        key=table.resource.key,
        record_id=record,
        event="withdrawn",
        event_on=parent.event_on,
        reason="所属记录已终止公示",
        rule=FOLLOWS,
    )
