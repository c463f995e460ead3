"""Replies in time: recommendations of courts and procuratorates, suggestions of deputies."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.families import Verdict
from gongshi.catalog.figures.figure import Cell, Figure, Form, Row, Topic, source_of
from gongshi.catalog.outcomes import Tally, outcomes_of
from gongshi.core import urls

_SLUGS = ("recommendation", "suggestion")
_SHOWN = {
    Verdict.KEPT: "按期答复",
    Verdict.LATE: "逾期答复",
    Verdict.BROKEN: "到期没有答复",
    Verdict.OPEN: "未到期",
}


def replies_topic(catalog: Catalog) -> Topic:
    tallies = [one for one in outcomes_of(catalog).overall if one.family.slug in _SLUGS]
    tallies = [one for one in tallies if any(one.counts[verdict] for verdict in _SHOWN)]
    figures = tuple(_figures(catalog, tallies)) if tallies else ()
    missing = "没有公开有答复期限的建议书、建议和提案，所以没有图。"
    return Topic("replies", "按期答复", missing, figures)


def _figures(catalog: Catalog, tallies: list[Tally]) -> Iterator[Figure]:
    families = [one.family for one in tallies]
    tables = [table for one in families for table in catalog.of_kind(one.kind)]
    left_out = "，".join(
        f"{one.family.title} {one.counts[Verdict.NOT_COUNTED]} 件" for one in tallies
    )
    yield Figure(
        slug="replies-in-time",
        title="答复是不是按期",
        form=Form.BARS,
        unit="件",
        row_title="类别",
        columns=tuple(_SHOWN.values()),
        rows=tuple(_row(one) for one in tallies),
        definition="；".join(f"{one.title}：{one.outcome}" for one in families),
        denominator=(
            "今天公开的、法定答复期限已经对照原文核实的件数；"
            f"期限没有核实、没有写明交办日期的不计入：{left_out}。"
        ),
        sources=(*map(source_of, tables), ("承诺与结果", urls.PROMISES)),
    )


def _row(tally: Tally) -> Row:
    cells = tuple(Cell(tally.counts[verdict]) for verdict in _SHOWN)
    return Row(tally.family.title, cells, urls.promises_page(tally.family.slug))
