"""/changes/removals/ and /changes/corrections/: counts that add up, and no subject."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.removals import corrections_of, removals_of
from gongshi.export.removals_json import corrections_document, removals_document
from ledger.editions import FIRST, LATER, SECOND, THIRD, World
from ledger.flow import Flow
from projects import make_starter


def catalog(world: World) -> Catalog:
    return Catalog(world.disclosure)


@pytest.fixture(scope="module")
def ended() -> Catalog:
    """One ended by its status, one by its period, one kept back."""
    world = World().edited(THIRD, severity="一般", determined_on="2025-10-01").released().on(LATER)
    world = world.edited(FIRST, status="revoked", updated_on="2026-11-30")
    return catalog(world.edited(SECOND, disclosure_attr="依申请公开", updated_on=LATER))


def test_the_counts_add_up(ended: Catalog) -> None:
    found = removals_of(ended)
    assert [one.stone.record_id for one in found.ended] == [FIRST, THIRD]
    assert [one.stone.record_id for one in found.suspended] == [SECOND]
    assert [(m.month, m.count, m.total) for m in found.months] == [
        ("2026-11", 1, 2),
        ("2026-10", 1, 1),
    ]
    group = found.by_table[0]
    assert sum(one.count for one in group.counts) == len(group.removals) == 2
    assert sum(one.count for one in found.reasons) == 3


def test_a_class_says_what_it_means_and_who_did_it(ended: Catalog) -> None:
    reasons = {one.reason: one for one in removals_of(ended).reasons}
    assert reasons["认定依据已撤销或变更"].rules == ("T09",)
    assert reasons["公示期限届满"].rules == ("T03",)
    assert reasons["暂不符合公开条件"].rules == ("L02",)
    assert all(one.meaning for one in reasons.values())
    assert {one.word for one in reasons.values()} == {"撤销", "到期", "暂停"}


def test_a_local_rules_own_class_means_what_the_rule_says() -> None:
    world = World()
    own = tuple(
        r.model_copy(update={"event": r.event.model_copy(update={"reason": "本地原因"})})
        if r.id == "T09" and r.event
        else r
        for r in world.book.rules
    )
    changed = world.under(replace(world.book, rules=own)).edited(FIRST, status="revoked")
    one = removals_of(catalog(changed)).reasons[0]
    assert (one.reason, one.meaning) == ("本地原因", world.book.by_id("T09").title)


def test_the_documents_hold_no_subject(ended: Catalog) -> None:
    whole = json.dumps(removals_document(ended), ensure_ascii=False)
    rows = [row for row in World().dataset.tables.values() for row in row.frame.to_dict("records")]
    for row in rows:
        for name in ("subject_name", "name", "basis_doc_no", "fact_summary", "subject_uscc"):
            assert not row.get(name) or row[name] not in whole
    document = removals_document(ended)
    assert (document["ended"], document["suspended"]) == (2, 1)
    assert {one["url"] for one in document["removals"]} == {
        f"dishonesty-records/dishonesty_records/{n}/" for n in (FIRST, SECOND, THIRD)
    }


def test_nothing_ended_nothing_counted() -> None:
    empty = removals_of(catalog(World()))
    assert not empty.ended + empty.suspended
    assert not empty.months + empty.reasons + empty.by_table
    assert corrections_document(catalog(World()))["corrections"] == []


# Corrections


def corrected(world: World, record_id: str = FIRST) -> World:
    return world.corrected(
        record_id, field_name="status", before="expired", after="published", corrected_on=LATER
    )


def test_a_correction_of_a_public_record() -> None:
    world = corrected(World().on(LATER))
    document = corrections_document(catalog(world))["corrections"][0]
    assert document["record"] == FIRST
    assert document["fieldTitle"] == "状态"
    assert (document["before"], document["after"]) == ("expired", "published")


def test_a_correction_goes_with_its_record() -> None:
    world = corrected(World().on(LATER)).edited(FIRST, status="withdrawn")
    assert corrections_of(catalog(world)) == ()


def test_what_may_not_be_said_is_null() -> None:
    world = (
        World()
        .on(LATER)
        .corrected(
            FIRST, field_name="domain", before="依法不予公开", after="其他", corrected_on=LATER
        )
    )
    assert corrections_document(catalog(world))["corrections"][0]["before"] is None


def test_the_newest_stands_first() -> None:
    world = World().on(LATER)
    for record, day in ((FIRST, "2026-11-25"), (SECOND, "2026-11-30"), (THIRD, "2026-11-25")):
        world = world.corrected(
            record, field_name="domain", before="其他", after="其他", corrected_on=day
        )
    assert [one.record.id for one in corrections_of(catalog(world))] == [SECOND, FIRST, THIRD]


# On the site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Flow(make_starter(tmp_path_factory.mktemp("pages") / "project")).project.built()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site on which nothing ended and nothing was corrected."""
    project = make_starter(tmp_path_factory.mktemp("bare") / "project")
    for table in project.data.glob("*/*.csv"):
        if table.stem != "institutions":
            header = table.read_text("utf-8").partition("\n")[0]
            table.write_text(f"{header}\n", "utf-8")
    return project.built()


def page(site: Path, name: str) -> str:
    html = (site / "changes" / name / "index.html").read_text("utf-8")
    return html.partition("<main")[2].partition("</main>")[0]


def test_every_tombstone_is_on_the_page(site: Path) -> None:
    html = page(site, "removals")
    document = json.loads((site / "changes/removals/index.json").read_text("utf-8"))
    assert document["removals"]
    for one in document["removals"]:
        assert f'href="../../{one["url"]}"' in html
        assert (site / one["url"] / "index.html").is_file()
        assert f'href="../../rules/{one["rule"]}/"' in html
        assert (site / "rules" / one["rule"] / "index.html").is_file()
    months = Counter((one["eventOn"] or "")[:7] for one in document["removals"])
    for month in months:
        assert f'<time datetime="{month}">' in html


def test_the_page_names_no_subject(site: Path) -> None:
    html = page(site, "removals")
    assert "示例市演示区" not in re.sub(r"<[^>]+>", "", html)


def test_the_corrections_may_not_be_kept_by_search_engines(site: Path) -> None:
    html = (site / "changes/corrections/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in html
    document = json.loads((site / "changes/corrections/index.json").read_text("utf-8"))
    assert html.count('data-gongshi="until-part" data-until="') == len(document["corrections"])


def test_the_pages_can_be_reached(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    stone = next(
        path
        for path in site.glob("*/*/*/index.html")
        if "这条记录已终止公示" in path.read_text("utf-8")
    )
    for html in (home, stone.read_text("utf-8")):
        assert re.search(r'href="[./]*changes/removals/"', html)
    assert 'href="changes/corrections/"' in home


def test_nothing_is_said_in_words(bare: Path) -> None:
    assert "还没有记录终止公示" in page(bare, "removals")
    assert "没有更正" in page(bare, "corrections")
    assert "<table" not in page(bare, "removals")
