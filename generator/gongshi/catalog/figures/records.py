"""Records of broken promises: by domain and state, and over time with those that ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.figures.figure import (
    Cell,
    Figure,
    Form,
    Row,
    Topic,
    counted,
    day_of,
    in_order,
    lists_of,
    quarter,
    quarters,
    records_of,
    rows_of,
    source_of,
)
from gongshi.catalog.status import status_of
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core import urls

_MOST_QUARTERS = 16
_NOTES = (
    "只数今天依法可以公开的记录。没有记录不等于信用证明；记录的多少也取决于谁在认定、谁在报送。",
    "记录说的都是机构，不是个人，所以小的数也照实列出。",
)


def records_topic(catalog: Catalog) -> Topic:
    tables = catalog.of_kind("dishonesty_record")
    records = records_of(catalog, "dishonesty_record")
    figures = tuple(_figures(catalog, tables[0], records)) if records else ()
    missing = "目前没有公开的政务失信记录，所以没有图；这不构成任何证明。"
    return Topic("records", "政务失信记录", missing, figures)


def _figures(catalog: Catalog, table: CatalogTable, records: list[Record]) -> Iterator[Figure]:
    if "domain" in table.by_name:
        yield _by_domain(catalog, table, records)
    dated = [one for one in records if day_of(one, "determined_on")]
    if dated and "severity" in table.by_name:
        yield _by_severity(table, dated)
    started = [day for one in records if (day := day_of(one, "first_published_on"))]
    stones = [
        stone.event_on
        for one in catalog.of_kind("dishonesty_record")
        for stone in catalog.tombstones(one.key)
        if stone.event_on and not stone.suspended
    ]
    if started or stones:
        yield _over_time(table, started, stones)


def _state(catalog: Catalog, record: Record) -> str:
    if any(not one.given("decided_on") for one in catalog.pointing(record, "repair")):
        return "申请修复中"
    status = status_of(catalog, record)
    return status.word if status else "公示中"


def _by_domain(catalog: Catalog, table: CatalogTable, records: list[Record]) -> Figure:
    states = ("公示中", "申请修复中", "异议处理中")
    found = counted(
        records, lambda one: catalog.text(one, "domain"), lambda one: _state(catalog, one)
    )
    field, links = table.by_name["domain"], lists_of(catalog, table, "domain")
    return Figure(
        slug="records-by-domain",
        title="各领域正在公示的记录",
        form=Form.BARS,
        unit="条",
        row_title="领域",
        columns=states,
        rows=tuple(
            rows_of(found, in_order(found, field.enum), states, lambda one: links.get(one, ""))
        ),
        definition="一条记录数一次；有没有结论的异议、修复申请，看今天的公开内容。",
        denominator="今天正在公示的全部政务失信记录。",
        sources=(source_of(table),),
        notes=_NOTES,
    )


def _by_severity(table: CatalogTable, dated: list[Record]) -> Figure:
    severities = in_order({one.given("severity") for one in dated}, table.by_name["severity"].enum)
    found = counted(
        dated, lambda one: quarter(one.given("determined_on")), lambda one: one.given("severity")
    )
    labels = quarters(min(found), max(found))[-_MOST_QUARTERS:]
    return Figure(
        slug="records-by-quarter",
        title="正在公示的记录，按认定的季度和程度",
        form=Form.COLUMNS,
        unit="条",
        row_title="认定的季度",
        columns=tuple(severities),
        rows=tuple(rows_of(found, labels, severities)),
        definition=(
            "认定日期落在哪个季度，就数在哪个季度。越早认定的，越多已经期满撤下，所以早的季度自然少："
            "这张图不说明失信变多或者变少。"
        ),
        denominator="今天正在公示、写明认定日期的政务失信记录。",
        sources=(source_of(table),),
        notes=_NOTES,
    )


def _over_time(table: CatalogTable, first: list[str], last: list[str]) -> Figure:
    """Days of publication and of the end. A tombstone may tell that something ended, when, and
    the class of its reason.
    """
    started, ended = Counter(map(quarter, first)), Counter(map(quarter, last))
    every = [*started, *ended]
    labels = quarters(min(every), max(every))[-_MOST_QUARTERS:]
    return Figure(
        slug="records-ended",
        title="每季度终止公示的记录，和首次公开而今天还在公示的记录",
        form=Form.COLUMNS,
        unit="条",
        row_title="季度",
        columns=("还在公示", "终止公示"),
        rows=tuple(Row(one, (Cell(started[one]), Cell(ended[one]))) for one in labels),
        definition=(
            "终止公示按撤下的日期，不说撤下的是谁；还在公示的按首次公开的日期。"
            "同一条记录只出现在其中一边。"
        ),
        denominator="今天正在公示的政务失信记录，加上已经终止公示、留有撤下说明的记录。",
        sources=(source_of(table), ("终止公示台账", urls.REMOVALS)),
        notes=_NOTES[:1],
    )
