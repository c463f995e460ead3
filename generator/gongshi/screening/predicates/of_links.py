"""What a rule may ask of the records that a row points to, or that point to it."""

from __future__ import annotations

import pandas as pd

from gongshi.loading.table import Table
from gongshi.screening.predicates.registry import Parameters, constant, holds, predicate
from gongshi.screening.values import among, cells, ids
from gongshi.screening.world import Link, World


@predicate
def linked(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{kind, where}: a row of a table of that kind points here and satisfies the condition."""
    answer = constant(table, value=False)
    for link in world.links_to(table.resource.key, parameters["kind"]):
        chosen = holds(world, link.source, parameters["where"])
        pointing = cells(link.source, link.key.fields[0])[chosen]
        answer |= among(cells(table, link.key.target_fields[0]), pointing[pointing != ""].tolist())
    return answer


@predicate
def target(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, where}: the row that this foreign key points to satisfies the condition."""
    link = world.link_from(table.resource.key, parameters["field"])
    if link is None:
        return constant(table, value=False)
    chosen = holds(world, link.target, parameters["where"])
    good = cells(link.target, link.key.target_fields[0])[chosen]
    return among(cells(table, parameters["field"]), good[good != ""].tolist())


@predicate
def linked_later(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{kind, where, day, than}: such a row points here; its `day` is after this row's `than`."""
    answer = constant(table, value=False)
    for link in world.links_to(table.resource.key, parameters["kind"]):
        chosen = holds(world, link.source, parameters["where"])
        days = _latest(link, chosen, parameters["day"])
        own = [days.get(one, "") for one in cells(table, link.key.target_fields[0]).tolist()]
        answer |= pd.Series(own, index=table.frame.index, dtype="str") > cells(
            table, parameters["than"]
        )
    return answer


def _latest(link: Link, chosen: pd.Series[bool], day: str) -> dict[str, str]:
    """What the chosen rows point to → the latest of their days."""
    result: dict[str, str] = {}
    pointing = cells(link.source, link.key.fields[0])[chosen]
    for owned, value in zip(
        pointing.tolist(), cells(link.source, day)[chosen].tolist(), strict=True
    ):
        result[owned] = max(value, result.get(owned, ""))
    return result


@predicate
def lacks_yearly(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{kind, year, from}: there is a table of that kind, the day `from` (MM-DD) of this year has
    come, and no row of last year points here.
    """
    day = world.as_of.day.isoformat()
    tables = [t for t in world.dataset.tables.values() if t.resource.kind == parameters["kind"]]
    if not tables or day[5:] < parameters["from"]:
        return constant(table, value=False)
    last_year = {"in": {"field": parameters["year"], "values": [str(world.as_of.day.year - 1)]}}
    return ~linked(world, table, {"kind": parameters["kind"], "where": last_year})


def first_linked(
    world: World, table: Table, kind: str, where: Parameters, fields: list[str]
) -> dict[str, str]:
    """Record id → the earliest day on the rows of `kind` that point here and satisfy `where`.

    Of the named fields the first that has a value on a row counts.
    """
    result: dict[str, str] = {}
    for link in world.links_to(table.resource.key, kind):
        chosen = holds(world, link.source, where)
        owner = cells(link.source, link.key.fields[0])
        values = cells(link.source, fields[0])
        for name in fields[1:]:
            values = values.mask(values == "", cells(link.source, name))
        wanted = owner[chosen].tolist()
        keys = cells(table, link.key.target_fields[0])
        ours = among(keys, wanted)
        by_target = dict(zip(keys[ours].tolist(), ids(table)[ours].tolist(), strict=True))
        for owned, value in zip(wanted, values[chosen].tolist(), strict=True):
            record = by_target.get(owned)
            if record and value:
                result[record] = min(value, result.get(record, value))
    return result
