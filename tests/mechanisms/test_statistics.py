"""The pictures say what the published files say, in text, for anybody."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from io import StringIO

import pandas as pd
import pytest

from demo_edition import demo_disclosure
from gongshi.catalog.catalog import Catalog
from gongshi.catalog.dictionary import entries
from gongshi.catalog.figures.figure import Cell, Figure, Row, quarters
from gongshi.catalog.figures.topics import topics_of
from gongshi.export.csv_format import csv_text
from gongshi.export.statistics_files import statistics_files
from gongshi.render.svg import NARROW, WIDE, cut, draw, short
from gongshi.screening.projection import _public_resource

pytestmark = pytest.mark.xdist_group("demo")
SVG = "{http://www.w3.org/2000/svg}"


@cache
def catalog() -> Catalog:
    return Catalog(demo_disclosure())


@cache
def figure(slug: str) -> Figure:
    [found] = (one for topic in topics_of(catalog()) for one in topic.figures if one.slug == slug)
    return found


def table(resource: str) -> pd.DataFrame:
    [found] = (t for t in catalog().tables.values() if t.key.resource == resource)
    return pd.read_csv(StringIO(csv_text(found, "\n")), dtype=str, keep_default_na=False)


def numbers(found: Figure) -> dict[str, list[int | None]]:
    return {row.label: [cell.count for cell in row.cells] for row in found.rows}


def test_every_topic_has_its_pictures() -> None:
    assert {topic.slug: len(topic.figures) for topic in topics_of(catalog())} == {
        "promises": 2,
        "records": 3,
        "repairs": 1,
        "replies": 1,
        "powers": 2,
    }


def test_promises_by_period_are_the_sums_of_the_results() -> None:
    results = table("commitment_results")
    wanted = results.assign(k=results["kept"].astype(int), b=results["breached"].astype(int))
    sums = wanted.groupby("period")[["k", "b"]].sum()
    assert numbers(figure("promises-by-period")) == {
        str(period): [int(row["k"]), int(row["b"])] for period, row in sums.iterrows()
    }


def test_promises_by_institution_have_their_base() -> None:
    results = table("commitment_results").merge(
        table("service_commitments")[["commitment_id", "org_id"]], on="commitment_id"
    )
    names = dict(table("institutions")[["inst_id", "name"]].itertuples(index=False))
    found = figure("promises-by-institution")
    for row in found.rows:
        for period, cell in zip(found.columns, row.cells, strict=True):
            mine = results[
                (results["org_id"].map(names) == row.label) & (results["period"] == period)
            ]
            kept, breached = mine["kept"].astype(int).sum(), mine["breached"].astype(int).sum()
            assert (cell.count, cell.of) == ((kept, kept + breached) if len(mine) else (None, None))
    register = list(table("institutions")["name"])
    order = [register.index(row.label) for row in found.rows]
    assert order == sorted(order), "not a league table"


def test_records_by_domain_and_by_quarter() -> None:
    records = table("dishonesty_records")
    by_domain = {row.label: row.total for row in figure("records-by-domain").rows}
    assert by_domain == records["domain"].value_counts().to_dict()
    found = figure("records-by-quarter")
    days = pd.PeriodIndex(pd.to_datetime(records["determined_on"]), freq="Q").astype(str)
    wanted = pd.crosstab(days, records["severity"])
    for row in found.rows:
        for severity, cell in zip(found.columns, row.cells, strict=True):
            value = wanted.at[row.label, severity] if row.label in wanted.index else 0
            assert cell.count == value
    assert found.total == len(records)


def test_what_ended_is_counted_by_quarter_and_nothing_else_is_said() -> None:
    [records] = catalog().of_kind("dishonesty_record")
    stones = [s for s in catalog().tombstones(records.key) if not s.suspended]
    found = figure("records-ended")
    assert sum(row.cells[1].count or 0 for row in found.rows) == len(stones) > 50
    assert not any(row.url for row in found.rows)


def test_repairs_in_days() -> None:
    repairs = table("repairs").query("accepted_on != '' and decided_on != ''")
    days = (pd.to_datetime(repairs["decided_on"]) - pd.to_datetime(repairs["accepted_on"])).dt.days
    found = figure("repairs-by-days")
    rows = {row.label: row.total for row in found.rows}
    assert rows["5天以内"] == (days <= 5).sum()
    assert rows["6—10天"] == days.between(6, 10).sum()
    assert found.total == len(repairs)
    assert f"中位数 {days.median():g} 天" in found.notes[0]


def test_power_items_by_department_and_type() -> None:
    items = table("power_items")
    by_department = {row.label: row.total for row in figure("powers-by-department").rows}
    assert by_department == items["impl_name"].value_counts().to_dict()
    by_type = {row.label: row.total for row in figure("powers-by-type").rows}
    assert by_type == items["item_type"].value_counts().to_dict()


def test_replies_are_those_of_the_page_of_promises() -> None:
    found = figure("replies-in-time")
    assert [row.url for row in found.rows] == ["promises/recommendation/", "promises/suggestion/"]
    assert all(row.total > 10 for row in found.rows)


def test_csv_and_json_say_the_same() -> None:
    files = {file.path: file.content.decode() for file in statistics_files(catalog())}
    document = json.loads(files["statistics/index.json"])
    told = [one for topic in document["topics"] for one in topic["figures"]]
    assert len(told) == 9
    for one in told:
        rows = list(csv.reader(StringIO(files[one["csv"]])))
        assert [row[0] for row in rows[1:]] == [row["label"] for row in one["rows"]]
        for line, row in zip(rows[1:], one["rows"], strict=True):
            counts = ["" if c["count"] is None else str(c["count"]) for c in row["cells"]]
            assert line[1 :: len(line[1:]) // len(counts)] == counts
        assert one["definition"]
        assert one["denominator"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pictures_are_well_formed_and_fit(width: int) -> None:
    for topic in topics_of(catalog()):
        for one in topic.figures:
            text = str(draw(one, width))
            svg = ET.fromstring(text.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))
            assert svg.get("role") == "img"
            assert svg.find(f"{SVG}title") is not None
            assert svg.find(f"{SVG}desc") is not None
            assert "style" not in {name for node in svg.iter() for name in node.attrib}
            height = float((svg.get("viewBox") or "").split()[3])
            for box in svg.iter(f"{SVG}rect"):
                x, y, w, h = (float(box.get(n) or 0) for n in ("x", "y", "width", "height"))
                assert min(x, y) >= 0
                assert x + w <= width + 0.1
                assert y + h <= height + 0.1


def _without(dropped: set[str], days_of_its_own: bool = False) -> Catalog:
    """The demo with fields that are not public here, or with days in another form."""
    tables = []
    for one in catalog().tables.values():
        public = one.public
        fields = tuple(f for f in public.fields if f.name not in dropped)
        frame = public.frame[[f.name for f in fields]]
        if days_of_its_own:
            frame = frame.replace(r"^(\d{4})-(\d\d)-(\d\d)$", r"\1/\2/\3", regex=True)
        resource = _public_resource(public.resource, list(fields), frozenset(catalog().tables))
        changed = {"fields": fields, "frame": frame, "resource": resource}
        tables.append(replace(public, **changed, foreign_keys=resource.foreign_keys))
    disclosure = replace(demo_disclosure(), tables=tuple(tables))
    return Catalog(disclosure)


@pytest.mark.parametrize(
    "dropped",
    [
        {"determined_on", "first_published_on"},
        {"severity", "domain", "decided_on"},
        {"item_type", "period", "impl_uscc"},
        {"uscc", "impl_name", "org_id", "commitment_id"},
    ],
)
def test_what_is_not_public_is_not_needed(dropped: set[str]) -> None:
    ids = {table.public.id_field for table in catalog().tables.values()}
    less = _without(dropped - ids)
    assert topics_of(less)
    assert all(entry.rule is not None for t in less.tables.values() for entry in entries(less, t))


def test_days_in_a_form_of_their_own_are_not_guessed() -> None:
    topics = {topic.slug: topic for topic in topics_of(_without(set(), days_of_its_own=True))}
    assert not topics["repairs"].figures
    assert "records-by-quarter" not in {one.slug for one in topics["records"].figures}


def test_hostile_labels_are_text() -> None:
    evil = '<script>"&'
    one = figure("repairs-by-days")
    hostile = replace(one, title=evil, columns=(evil, evil), rows=(Row(evil, (Cell(1), Cell(2))),))
    text = str(draw(hostile, WIDE))
    assert "<script>" not in text
    assert text.count("&lt;script&gt;") >= 4
    ET.fromstring(text)


def test_labels() -> None:
    rows = [Row(f"示例市演示区{name}", ()) for name in ("民政局", "统计局", "司法局")]
    assert short(rows) == ["民政局", "统计局", "司法局"]
    assert short(rows[:2]) == [row.label for row in rows[:2]]
    assert cut("一二三四五六", 60) == "一二三…"
    assert quarters("2025Q3", "2026Q2") == ["2025Q3", "2025Q4", "2026Q1", "2026Q2"]
