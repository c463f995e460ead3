"""Rows of court_listings.csv: a body on the courts' list of judgment defaulters."""

from __future__ import annotations

from datetime import timedelta

from synthesis.cases import Facts
from synthesis.days import add_months, after, before, workday
from synthesis.dice import Dice
from synthesis.fates import Dates, Fate
from synthesis.followups import Step
from synthesis.rows import Row
from synthesis.world import World

_DISRUPTIONS = (
    ("有履行能力而拒不履行", 9),
    ("违反财产报告制度", 3),
    ("无正当理由拒不履行执行和解协议", 3),
    ("违反限制消费令", 1),
)


def listing(world: World, dice: Dice, fate: Fate, dates: Dates, record: Row, facts: Facts) -> Step:
    """The list's own state was looked up after the last change, at latest on the base date."""
    filed = workday(before(dates.determined, dice.integer(45, 160)))
    judged = before(filed, dice.integer(60, 300))
    case_no = world.running("示0901民初", judged.year, dice.integer(1, 5), limit=10**7)
    listed = after(dates.determined, dice.integer(0, 3), dates.generated)
    term = dice.choice([24, 24, 24, 36, 60])
    part = facts.performance == "部分未履行"
    row: Row = {
        "listing_id": world.ids.next("cl", listed.year),
        "subject_uscc": record["subject_uscc"],
        "subject_name": record["subject_name"],
        "enforcement_case_no": record["basis_doc_no"],
        "court_name": record["determined_by_name"],
        "province": "示例省",
        "basis_doc_no": f"（{judged.year}）示0901民初{case_no}号",
        "basis_doc_unit": record["determined_by_name"],
        "filed_on": filed,
        "court_published_on": listed,
        "obligation": facts.obligation,
        "performance": facts.performance,
        "performed_part": "已支付其中一期款项。" if part else "不适用",
        "unperformed_part": _unperformed(facts),
        "disrupt_type": dice.weighted(_DISRUPTIONS),
        "term_months": term,
        "term_until": add_months(listed, term) - timedelta(days=1),
        "upstream_state": fate.upstream,
        "upstream_checked_on": dates.ended or before(world.base, dice.integer(0, 2)),
    }
    # Looking the list up again every day changes nothing for a reader.
    return Step(row, dates.published, dates.ended or dates.published)


def _unperformed(facts: Facts) -> str:
    if facts.performance == "全部已履行":
        return "不适用"
    head = "其余部分：" if facts.performance == "部分未履行" else ""
    return head + facts.obligation.rstrip("。") + "。"
