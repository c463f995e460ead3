"""What a rule about rows may ask. Few and general: a new rule is YAML, not Python.

A predicate takes (world, table, parameters) and answers a boolean Series over the table's rows. A
missing value answers False to everything but `missing`. Dates compare as ISO text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pandas as pd

from gongshi.core.clock import parse_date
from gongshi.core.errors import RulebookError
from gongshi.core.periods import add_months
from gongshi.loading.table import Table
from gongshi.screening.regimes import Period, period
from gongshi.screening.world import World, cells, ids

Parameters = Mapping[str, Any]
Answer = pd.Series  # of bool
Predicate = Callable[[World, Table, Any], "pd.Series[bool]"]


def holds(world: World, table: Table, condition: Mapping[str, Any]) -> pd.Series[bool]:
    """Evaluate a condition, a mapping with one key: {predicate: parameters}.

    Raises RulebookError for an unknown predicate or a field that the table does not have.
    """
    if len(condition) != 1:
        raise RulebookError(f"一个条件只能有一个谓词：{dict(condition)}")
    ((name, parameters),) = condition.items()
    if name not in PREDICATES:
        raise RulebookError(f"没有这个谓词：{name}")
    try:
        return PREDICATES[name](world, table, parameters).astype(bool)
    except KeyError as error:
        raise RulebookError(f"谓词 {name} 用了 {table.resource.key} 没有的 {error}") from error


def _all(world: World, table: Table, conditions: list[Parameters]) -> pd.Series[bool]:
    answer = _constant(table, value=True)
    for condition in conditions:
        answer &= holds(world, table, condition)
    return answer


def _any(world: World, table: Table, conditions: list[Parameters]) -> pd.Series[bool]:
    answer = _constant(table, value=False)
    for condition in conditions:
        answer |= holds(world, table, condition)
    return answer


def _not(world: World, table: Table, condition: Parameters) -> pd.Series[bool]:
    return ~holds(world, table, condition)


def _missing(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field}: the cell is a missing value, or the table has no such column."""
    if parameters["field"] not in table.frame.columns:
        return _constant(table, value=True)
    return cells(table, parameters["field"]).str.strip() == ""


def _in(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, values}"""
    return cells(table, parameters["field"]).isin(parameters["values"])


def _after_as_of(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field}: the date lies after the day for which the site is built."""
    return cells(table, parameters["field"]) > str(world.as_of)


def _older_than(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, months}: more than so many calendar months have passed since the date."""

    def old(cell: str) -> bool:
        return bool(cell) and add_months(parse_date(cell), parameters["months"]) < world.as_of.day

    return cells(table, parameters["field"]).map(old)


def _past_period(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{start, severity}: the longest publication period is over, or no regime gives one."""
    found = periods(world, table, parameters["start"], parameters["severity"])
    return found.map(lambda p: p is None or p.last_day < world.as_of.day)


def _linked(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{kind, where}: a row of a table of that kind points here and satisfies the condition."""
    answer = _constant(table, value=False)
    for link in world.links_to(table.resource.key, parameters["kind"]):
        chosen = holds(world, link.source, parameters["where"])
        pointing = cells(link.source, link.key.fields[0])[chosen]
        answer |= cells(table, link.key.target_fields[0]).isin(pointing[pointing != ""])
    return answer


def _target(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, where}: the row that this foreign key points to satisfies the condition."""
    link = world.link_from(table.resource.key, parameters["field"])
    if link is None:
        return _constant(table, value=False)
    chosen = holds(world, link.target, parameters["where"])
    good = cells(link.target, link.key.target_fields[0])[chosen]
    return cells(table, parameters["field"]).isin(good[good != ""])


def _other_class(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field}: the row's data class is not the edition's."""
    return cells(table, parameters["field"]) != world.dataset.edition.data_class.value


def _no_table_basis(_: World, table: Table, __: Any) -> pd.Series[bool]:
    """{}: the descriptor gives no basis for the table as a whole."""
    return _constant(table, value=not (table.resource.policy.basis or "").strip())


def _no_summary_fields(_: World, table: Table, __: Any) -> pd.Series[bool]:
    """{}: the descriptor does not say which fields make up a summary."""
    return _constant(table, value=not table.resource.policy.summary_fields)


PREDICATES: Mapping[str, Predicate] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "missing": _missing,
    "in": _in,
    "after_as_of": _after_as_of,
    "older_than": _older_than,
    "past_period": _past_period,
    "linked": _linked,
    "target": _target,
    "other_class": _other_class,
    "no_table_basis": _no_table_basis,
    "no_summary_fields": _no_summary_fields,
}


def periods(world: World, table: Table, start: str, severity: str) -> pd.Series[Any]:
    """Each row's Period (or None), computed once for each distinct pair of cells."""
    frame = pd.DataFrame({"start": cells(table, start), "severity": cells(table, severity)})
    known: dict[tuple[str, str], Period | None] = {}
    for pair in frame.drop_duplicates().itertuples(index=False, name=None):
        day, degree = str(pair[0]), str(pair[1])
        known[day, degree] = (
            period(world.regimes, degree, parse_date(day), world.as_of) if day else None
        )
    found = [known[a, b] for a, b in zip(frame["start"], frame["severity"], strict=True)]
    return pd.Series(found, index=table.frame.index, dtype=object)


def day_after(iso: str) -> str:
    return (parse_date(iso) + timedelta(days=1)).isoformat()


def first_linked(world: World, table: Table, kind: str, fields: list[str]) -> dict[str, str]:
    """Record id → the latest non-missing value of the named fields on rows of `kind` pointing here.

    The first field that has a value on a row counts.
    """
    result: dict[str, str] = {}
    for link in world.links_to(table.resource.key, kind):
        owner = cells(link.source, link.key.fields[0])
        values = cells(link.source, fields[0])
        for name in fields[1:]:
            values = values.mask(values == "", cells(link.source, name))
        by_target = dict(zip(cells(table, link.key.target_fields[0]), ids(table), strict=True))
        for target, value in zip(owner, values, strict=True):
            record = by_target.get(target)
            if record and value:
                result[record] = max(value, result.get(record, ""))
    return result


def _constant(table: Table, *, value: bool) -> pd.Series[bool]:
    return pd.Series(value, index=table.frame.index, dtype=bool)
