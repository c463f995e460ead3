"""Promises kept, by quarter and by institution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.figures.figure import (
    NOTHING,
    Cell,
    Figure,
    Form,
    Row,
    Topic,
    lists_of,
    records_of,
    source_of,
)
from gongshi.catalog.promises import Outcome, outcome
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core import urls

_MOST_PERIODS = 8
_DEFINITION = (
    "每项服务承诺按统计期公布应兑现多少次、兑现多少次、违诺多少次；这里把各项承诺的次数相加。"
)
_DENOMINATOR = "已经有结论的次数：兑现加违诺。没有结论的次数不计入，没有公布结果的承诺不计入。"


def promises_topic(catalog: Catalog) -> Topic:
    results = [one for one in records_of(catalog, "commitment_result") if one.given("period")]
    tables = catalog.of_kind("commitment_result")
    figures = tuple(_figures(catalog, tables[0], results)) if results else ()
    missing = "没有公开服务承诺的兑现结果，所以没有图。"
    return Topic("promises", "服务承诺兑现", missing, figures)


def _figures(catalog: Catalog, table: CatalogTable, results: list[Record]) -> Iterator[Figure]:
    periods = sorted({one.given("period") for one in results})
    links = lists_of(catalog, table, "period")
    sources = (source_of(table), ("承诺与结果", urls.PROMISES))
    by_period = {
        period: outcome(one for one in results if one.given("period") == period)
        for period in periods
    }
    yield Figure(
        slug="promises-by-period",
        title="各统计期兑现和违诺的次数",
        form=Form.COLUMNS,
        unit="次",
        row_title="统计期",
        columns=("兑现", "违诺"),
        rows=tuple(
            Row(period, (Cell(found.kept), Cell(found.breached)), links.get(period, ""))
            for period, found in by_period.items()
        ),
        definition=f"{_DEFINITION}柱子上的百分数是兑现率。",
        denominator=_DENOMINATOR,
        sources=sources,
        is_share=True,
    )
    shown = periods[-_MOST_PERIODS:]
    rows = tuple(_institutions(catalog, results, shown))
    if rows:
        yield Figure(
            slug="promises-by-institution",
            title="各机构各统计期的兑现率",
            form=Form.GRID,
            unit="%",
            row_title="机构",
            columns=tuple(shown),
            rows=rows,
            definition=f"{_DEFINITION}兑现率是兑现次数除以已经有结论的次数。",
            denominator=f"{_DENOMINATOR}每一格下面的数就是分母；分母小的时候，一两次就能让比率大变。",
            sources=sources,
            notes=("机构按机构名录的顺序排列，不排名；没有数据的格子是空的。",),
        )


def _institutions(catalog: Catalog, results: list[Record], periods: Sequence[str]) -> Iterator[Row]:
    mine: dict[str, dict[str, list[Record]]] = {}
    for one in results:
        commitment = catalog.target(one, "commitment_id")
        institution = catalog.target(commitment, "org_id") if commitment else None
        if institution is not None:
            found = mine.setdefault(institution.id, {})
            found.setdefault(one.given("period"), []).append(one)
    for institution in records_of(catalog, "institution"):
        if institution.id in mine:
            of_period = mine[institution.id]
            cells = tuple(_share(outcome(of_period.get(period, ()))) for period in periods)
            if any(cell.of for cell in cells):
                yield Row(catalog.title(institution), cells, urls.promises_page(institution.id))


def _share(found: Outcome) -> Cell:
    return Cell(found.kept, found.due) if found.due else NOTHING
