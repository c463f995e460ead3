"""Promise against outcome, in the demo edition: what is counted, and that it is the records'."""

from __future__ import annotations

import csv
import io
import json

import pytest

from demo_edition import demo_disclosure
from gongshi.catalog.catalog import Catalog
from gongshi.catalog.deadlines import deadline_views, overdue_records
from gongshi.catalog.facets import facets
from gongshi.catalog.families import FAMILIES, Verdict
from gongshi.catalog.outcomes import DUE, Outcomes, outcomes_of
from gongshi.catalog.table import CatalogTable, Record
from gongshi.export.formats import resource_files
from gongshi.export.promises_json import promises_document
from gongshi.export.record_json import record_document
from gongshi.screening.outcome import Standing

pytestmark = pytest.mark.xdist_group("demo")
HIDDEN = "未单列"


@pytest.fixture(scope="module")
def demo() -> Catalog:
    return Catalog(demo_disclosure())


@pytest.fixture(scope="module")
def outcomes(demo: Catalog) -> Outcomes:
    return outcomes_of(demo)


def _table(catalog: Catalog, kind: str) -> CatalogTable:
    (table,) = catalog.of_kind(kind)
    return table


def _records(catalog: Catalog, kind: str) -> list[Record]:
    return list(catalog.records(_table(catalog, kind)))


# Outcomes


def test_all_families_have_a_table_here(outcomes: Outcomes) -> None:
    assert outcomes.families == FAMILIES


def test_what_is_due_is_the_sum_of_its_outcomes(outcomes: Outcomes) -> None:
    for tally in outcomes.overall:
        assert tally.due == sum(tally.counts[v] for v in DUE) > 0, tally.family.slug
        assert tally.done <= tally.due


def test_the_whole_is_the_sum_of_the_institutions(outcomes: Outcomes) -> None:
    for place, tally in enumerate(outcomes.overall):
        for verdict in Verdict:
            parts = sum(one.tallies[place].counts[verdict] for one in outcomes.institutions)
            assert parts == tally.counts[verdict], (tally.family.slug, verdict)


def test_each_number_is_that_of_the_records_behind_it(outcomes: Outcomes) -> None:
    for one in outcomes.institutions:
        for tally in one.tallies:
            for verdict, entries in tally.by_verdict:
                assert sum(e.counts[verdict] for e in entries) == tally.counts[verdict] > 0
                assert all(entry.institution == one.institution for entry in entries)


def test_commitments_lawfully_changed_are_neither_kept_nor_broken(
    demo: Catalog, outcomes: Outcomes
) -> None:
    (tally,) = [t for t in outcomes.overall if t.family.slug == "investment"]
    states = [r.given("fulfil_state") for r in _records(demo, "investment_commitment")]
    assert tally.counts[Verdict.CHANGED] == states.count("依法变更") + states.count("解除") > 0
    assert tally.counts[Verdict.BROKEN] == states.count("未履行") + states.count("部分履行") > 0


def test_no_result_is_not_zero(demo: Catalog, outcomes: Outcomes) -> None:
    """A street that has not told what became of a promise, and a body that promised nothing."""
    (tally,) = [t for t in outcomes.overall if t.family.slug == "street"]
    silent = [r for r in _records(demo, "street_commitment") if not r.given("result")]
    assert {e.record.id for e in tally.with_verdict(Verdict.UNKNOWN)} == {r.id for r in silent}
    place = outcomes.families.index(tally.family)
    assert [one for one in outcomes.institutions if not one.tallies[place].entries]
    document = promises_document(demo)
    for one in document["institutions"]:
        assert all(found["records"] for found in one["families"].values()), "absent, not zero"


def test_a_limit_that_nobody_has_read_counts_against_nobody(
    demo: Catalog, outcomes: Outcomes
) -> None:
    (tally,) = [t for t in outcomes.overall if t.family.slug == "recommendation"]
    others = {e.record.given("rec_kind") for e in tally.with_verdict(Verdict.NOT_COUNTED)}
    counted = {e.record.given("rec_kind") for v in DUE for e in tally.with_verdict(v)}
    assert (others, counted) == ({"检察建议"}, {"司法建议"})
    late = [
        view
        for record in _records(demo, "judicial_recommendation")
        for view in deadline_views(demo, record)
        if view.standing is Standing.OVERDUE and not view.is_read
    ]
    assert late
    assert {view.status.word for view in late} == {"超过参考期限"}


def test_there_is_no_score_and_no_rank(demo: Catalog) -> None:
    text = json.dumps(promises_document(demo), ensure_ascii=False)
    assert not [word for word in ("score", "rank", "rate", "得分", "名次") if word in text]
    ids = [one["id"] for one in promises_document(demo)["institutions"]]
    register = [r.id for r in _records(demo, "institution")]
    assert ids == [inst for inst in register if inst in set(ids)], "the register's order"


# Deadlines


def test_what_is_overdue_is_said_with_its_article(demo: Catalog) -> None:
    found = [
        (institution, record, views)
        for institution in _records(demo, "institution")
        for record, views in overdue_records(demo, institution)
    ]
    kinds = {record.table.kind for _, record, _ in found}
    assert {"judicial_recommendation", "npc_cppcc_reply", "procurement_contract", "task"} <= kinds
    for institution, record, views in found:
        assert record.given(record.table.policy.subject_field or "") == institution.id
        for view in views:
            assert view.due_on < str(demo.disclosure.as_of)
            assert not view.done_on
            assert "条" in view.citation or "〕" in view.citation
            (told,) = [
                one
                for one in record_document(demo, record)["deadlines"]
                if one["title"] == view.title
            ]
            assert told["standing"] == "逾期未完成"
            assert told["citation"] == view.citation


# Small counts, everywhere that they could get out


def test_small_counts_are_in_no_download(demo: Catalog) -> None:
    table = _table(demo, "complaint_stat")
    files = {file.path.rpartition(".")[2]: file.content for file in resource_files(demo, table)}
    rows = list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    hidden = [row for row in rows if row["received"] == HIDDEN]
    assert len(rows) == 112
    assert hidden
    names = ("received", "accepted", "closed", "on_time")
    shown = [row[name] for row in rows for name in names if row[name] != HIDDEN]
    assert not [cell for cell in shown if 0 < int(cell) < 5]
    assert not {facet.field.name for facet in facets(demo, table)} & set(names)
    for record in demo.records(table):
        data = record_document(demo, record)["record"]
        assert all(data[name] is None or not 0 < data[name] < 5 for name in names)
