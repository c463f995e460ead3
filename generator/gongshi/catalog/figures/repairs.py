"""Days from the acceptance of a repair to its decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import median

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.figures.figure import (
    Figure,
    Form,
    Topic,
    counted,
    day_of,
    records_of,
    rows_of,
    source_of,
)
from gongshi.catalog.table import CatalogTable, Record

_BANDS = ((5, "5天以内"), (10, "6—10天"), (15, "11—15天"), (20, "16—20天"), (30, "21—30天"))
_LONGER = "31天以上"


def repairs_topic(catalog: Catalog) -> Topic:
    decided = [
        one
        for one in records_of(catalog, "repair")
        if day_of(one, "accepted_on") and day_of(one, "decided_on")
    ]
    figures = tuple(_figures(catalog.of_kind("repair")[0], decided)) if decided else ()
    missing = "没有公开已经办结的信用修复，所以没有图。"
    return Topic("repairs", "信用修复用时", missing, figures)


def _days(record: Record) -> int:
    first, last = (date.fromisoformat(record.given(n)) for n in ("accepted_on", "decided_on"))
    return (last - first).days


def _band(record: Record) -> str:
    days = _days(record)
    return next((label for most, label in _BANDS if days <= most), _LONGER)


def _figures(table: CatalogTable, decided: list[Record]) -> Iterator[Figure]:
    results = sorted({one.given("result") or "没有写明" for one in decided})
    found = counted(decided, _band, lambda one: one.given("result") or "没有写明")
    labels = [label for _, label in _BANDS] + [_LONGER]
    days = [_days(one) for one in decided]
    yield Figure(
        slug="repairs-by-days",
        title="从受理到作出决定用了多少天",
        form=Form.BARS,
        unit="件",
        row_title="用时",
        columns=tuple(results),
        rows=tuple(rows_of(found, labels, results)),
        definition="从受理日期到决定日期的自然日；受理当天作出决定的是 0 天。",
        denominator=(
            f"今天公开的、已经作出决定的 {len(decided)} 件修复；"
            "修复以后终止公示的记录连同它的修复一起撤下，不在里面。"
        ),
        sources=(source_of(table),),
        notes=(f"最短 {min(days)} 天，中位数 {median(days):g} 天，最长 {max(days)} 天。",),
    )
