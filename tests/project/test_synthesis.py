"""The demo edition holds one of everything."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest
import stdnum.cn.uscc
import yaml

from demo_edition import DEMO, demo_disclosure
from gongshi.screening.disclosure import Disclosure
from gongshi.screening.outcome import Standing
from projects import AS_OF

# The share of different values that a reader can expect of a field of prose.
_VARIETY = {
    ("institutions", "duties"): 1.0,
    ("power_items", "item_name"): 1.0,
    ("power_items", "responsibilities"): 0.95,
    ("power_items", "accountability"): 0.95,
    ("power_items", "supervise_way"): 0.7,
    ("procedures", "handle_condition"): 0.9,
    ("procedures", "statutory_basis"): 0.9,
    ("service_commitments", "content"): 0.95,
    ("service_commitments", "metric"): 0.9,
    ("service_commitments", "complaint_channel"): 0.8,
    ("service_commitments", "remedy"): 0.2,
    ("dishonesty_records", "fact_summary"): 0.95,
    ("dishonesty_records", "obligation"): 0.6,
    ("dishonesty_records", "loss_impact"): 0.8,
    ("court_listings", "obligation"): 0.9,
    ("rectifications", "explanation_summary"): 0.1,
    ("repairs", "reason"): 0.35,
    ("objections", "outcome_note"): 0.4,
    ("honours", "title"): 0.7,
    ("judicial_recommendations", "topic"): 0.85,
    ("judicial_recommendations", "measures_summary"): 0.8,
    ("npc_cppcc_replies", "title"): 1.0,
    ("npc_cppcc_replies", "reply_summary"): 0.95,
    ("procurement_contracts", "project_name"): 1.0,
    ("investment_commitments", "title"): 1.0,
    ("street_commitments", "content"): 0.2,
    ("policy_documents", "title"): 1.0,
    ("policy_documents", "abstract"): 1.0,
    ("task_ledger", "obligation_text"): 1.0,
    ("bulletin_mentions", "content"): 0.9,
}

Rows = list[dict[str, str]]


@cache
def _rows(table: str) -> Rows:
    (path,) = DEMO.glob(f"*/{table}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _allowed(table: str, field: str) -> frozenset[str]:
    """The values that the descriptor knows."""
    for path in DEMO.glob("*/datapackage.yaml"):
        for resource in yaml.safe_load(path.read_text("utf-8"))["resources"]:
            for one in resource["schema"]["fields"]:
                if (resource["name"], one["name"]) == (table, field):
                    return frozenset(one["constraints"]["enum"])
    raise LookupError(f"{table}.{field}")


def _count(table: str, field: str) -> Counter[str]:
    return Counter(row[field] for row in _rows(table))


def _variety(values: Iterable[str]) -> float:
    said = [value for value in values if value not in ("", "不适用")]
    return len(set(said)) / len(said)


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    return demo_disclosure()


def test_since_the_last_release_there_is_something_of_each_kind(disclosure: Disclosure) -> None:
    changes = disclosure.changes
    assert changes is not None
    assert changes.since < AS_OF
    assert min(len(changes.added), len(changes.changed), len(changes.ended)) >= 5
    assert {"responsible_unit", "status"} <= {
        field.name for one in changes.changed for field in one.fields
    }


def test_institutions() -> None:
    kinds = _count("institutions", "inst_type")
    assert 20 <= kinds["政府部门"] <= 40
    assert kinds["街道办事处"] == 8
    assert kinds["基层群众性自治组织"] == 40
    assert sum(row["former_names"] != "" for row in _rows("institutions")) >= 5
    assert sum(row["valid_to"] != "" for row in _rows("institutions")) >= 2, "closed"
    assert _count("institutions", "area_code").keys() == {"990001"}


def test_codes_are_of_nowhere_and_right_in_both_check_digits() -> None:
    codes = [row["uscc"] for row in _rows("institutions") if row["uscc"]]
    assert len(set(codes)) == len(codes) >= 70
    for code in codes:
        assert stdnum.cn.uscc.is_valid(code), code
        assert code[2:8] == "990001"
    assert not stdnum.cn.uscc.is_valid(codes[0][:-1] + ("0" if codes[0][-1] != "0" else "1"))


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("power_items", 400),
        ("procedures", 200),
        ("service_commitments", 150),
        ("commitment_results", 600),
        ("dishonesty_records", 120),
        ("court_listings", 10),
        ("rectifications", 50),
        ("repairs", 15),
        ("objections", 15),
        ("honours", 20),
        ("measures", 30),
        ("judicial_recommendations", 30),
        ("npc_cppcc_replies", 30),
        ("complaint_stats", 100),
        ("assessments", 30),
        ("procurement_contracts", 50),
        ("sme_arrears", 50),
        ("bidding_notices", 30),
        ("investment_commitments", 30),
        ("street_commitments", 112),
        ("policy_documents", 40),
        ("task_ledger", 20),
        ("disclosure_channels", 15),
    ],
)
def test_tables_are_as_large_as_promised(table: str, least: int) -> None:
    assert len(_rows(table)) >= least


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("power_items", "item_type"),
        ("power_items", "item_state"),
        ("service_commitments", "commitment_type"),
        ("dishonesty_records", "record_kind"),
        ("dishonesty_records", "domain"),
        ("dishonesty_records", "severity"),
        ("dishonesty_records", "performance"),
        ("dishonesty_records", "status"),
        ("repairs", "result"),
        ("objections", "claim_type"),
        ("measures", "direction"),
        ("judicial_recommendations", "rec_kind"),
        ("judicial_recommendations", "adoption"),
        ("npc_cppcc_replies", "item_kind"),
        ("npc_cppcc_replies", "publish_form"),
        ("npc_cppcc_replies", "satisfaction"),
        ("assessments", "assess_kind"),
        ("procurement_contracts", "acceptance_result"),
        ("bidding_notices", "notice_kind"),
        ("investment_commitments", "fulfil_state"),
        ("street_commitments", "domain"),
        ("street_commitments", "result"),
        ("ppp_projects", "performance_result"),
        ("policy_documents", "topic"),
        ("policy_documents", "validity"),
        ("policy_documents", "fair_review_status"),
        ("task_ledger", "progress"),
        ("disclosure_channels", "state"),
    ],
)
def test_every_value_occurs(table: str, field: str) -> None:
    known = _allowed(table, field)
    assert len(known) > 1
    assert _count(table, field).keys() - {""} == known


def test_quarters_of_two_years_each_with_promises_kept_and_broken() -> None:
    quarters: dict[str, list[int]] = {}
    for row in _rows("commitment_results"):
        sums = quarters.setdefault(row["period"], [0, 0])
        sums[0] += int(row["kept"])
        sums[1] += int(row["breached"])
    years = [("2024", "4"), *(("2025", q) for q in "1234"), *(("2026", q) for q in "123")]
    assert sorted(quarters) == [f"{year}Q{quarter}" for year, quarter in years]
    for kept, breached in quarters.values():
        assert kept > breached > 0


@pytest.mark.xdist_group("demo")
def test_every_state_of_a_record_occurs_on_the_base_date(disclosure: Disclosure) -> None:
    def of_records(entries: Iterable[Any]) -> list[Any]:
        return [entry for entry in entries if entry.key.resource == "dishonesty_records"]

    (table,) = of_records(disclosure.tables)
    ended = Counter(stone.event for stone in of_records(disclosure.tombstones))
    assert ended.keys() == {"repaired", "revoked", "expired", "withdrawn", "suspended"}
    assert of_records(disclosure.annotations), "objections that are still open"
    decisions = of_records(disclosure.decisions)
    stones = {stone.record_id for stone in of_records(disclosure.tombstones)}
    withheld = {d.record_id for d in decisions if d.action == "withhold"} - stones
    assert withheld, "drafts"
    assert len(table) + ended.total() + len(withheld) == len(_rows("dishonesty_records"))
    may_be_repaired = table.frame["min_publish_until"] <= AS_OF
    assert may_be_repaired.any()
    assert not may_be_repaired.all()
    assert set(table.frame["severity"]) == _allowed("dishonesty_records", "severity")


@pytest.mark.xdist_group("demo")
def test_something_of_every_other_table_is_public_and_something_is_not(
    disclosure: Disclosure,
) -> None:
    for table in disclosure.tables:
        assert len(table) > 0
    for name in ("power_items", "service_commitments", "commitment_results", "court_listings"):
        (table,) = [one for one in disclosure.tables if one.key.resource == name]
        assert len(table) < len(_rows(name))


@pytest.mark.xdist_group("demo")
def test_every_deadline_is_kept_missed_and_still_running_somewhere(
    disclosure: Disclosure,
) -> None:
    standings: dict[str, set[Standing]] = {}
    for one in disclosure.deadlines:
        standings.setdefault(one.clock, set()).add(one.standing)
    assert standings.keys() == {clock.id for clock in disclosure.rulebook.clocks}
    all_four = {Standing.IN_TIME, Standing.LATE, Standing.OVERDUE, Standing.RUNNING}
    for clock in ("judicial-reply", "npc-reply", "contract-announce", "sme-payment", "task"):
        assert standings[clock] == all_four, clock


def test_totals_of_complaints_are_sums() -> None:
    """In the source: what is hidden of them is the door's business."""
    rows = {
        (r["period"], r["channel"], r["domain"]): int(r["received"])
        for r in _rows("complaint_stats")
    }
    for (period, channel, domain), total in rows.items():
        if domain == "合计":
            parts = [
                n for (p, c, d), n in rows.items() if (p, c) == (period, channel) and d != domain
            ]
            assert sum(parts) == total
        if channel == "合计":
            parts = [
                n for (p, c, d), n in rows.items() if (p, d) == (period, domain) and c != channel
            ]
            assert sum(parts) == total


@pytest.mark.parametrize(("table", "field"), _VARIETY)
def test_prose_does_not_repeat_itself(table: str, field: str) -> None:
    assert _variety(row[field] for row in _rows(table)) >= _VARIETY[table, field]


def test_repetition_is_seen() -> None:
    assert _variety(["一", "一", "二", "", "不适用"]) == pytest.approx(2 / 3)
