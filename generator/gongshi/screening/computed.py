"""Fields that are not in the source but follow from it and from the law."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from gongshi.loading.table import Table
from gongshi.package.building import UNLABELLED
from gongshi.package.descriptor import Field, MissingValue
from gongshi.package.policy import FieldPolicy, Visibility
from gongshi.screening.predicates import periods
from gongshi.screening.world import World, cells

Column = tuple[Field, "pd.Series[str]"]


def computed_columns(world: World, table: Table, alive: pd.Series[bool]) -> list[Column]:
    """The computed columns of a kind, for the rows that are public."""
    compute = _BY_KIND.get(table.resource.kind)
    if compute is None:
        return []
    return [(field, column[alive]) for field, column in compute(world, table)]


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


def _rectification(world: World, table: Table) -> list[Column]:
    due, done = cells(table, "deadline_on"), cells(table, "completed_on")
    today = str(world.as_of)
    late = (due != "") & ((done > due) | ((done == "") & (due < today)))
    return [
        (
            _field(
                "overdue",
                "是否逾期",
                "Overdue",
                "boolean",
                "超过整改期限才完成，或到期仍未完成；由系统按数据日期计算。",
            ),
            late.map({True: "true", False: "false"}).astype("str"),
        )
    ]


_BY_KIND: dict[str, Callable[[World, Table], list[Column]]] = {
    "dishonesty_record": _dishonesty,
    "rectification": _rectification,
}


def _days(found: pd.Series[Any], pick: Callable[[Any], Any]) -> pd.Series[str]:
    return found.map(lambda p: pick(p).isoformat() if p else "").astype("str")


def _field(name: str, title: str, title_en: str, kind: str, description: str) -> Field:
    return Field(
        name=name,
        title=title,
        type=kind,
        description=description,
        constraints={},
        missing_values=(MissingValue("", UNLABELLED),),
        visibility=Visibility.PUBLIC,
        policy=FieldPolicy(visibility=Visibility.PUBLIC, title_en=title_en),
        raw={"name": name, "type": kind},
    )
