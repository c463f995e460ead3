"""Rows of court_listings.csv: a body on the courts' list of judgment defaulters."""

from __future__ import annotations

from datetime import date, timedelta

from synthesis.cases import Facts
from synthesis.days import add_months, after, before, workday
from synthesis.dice import Dice
from synthesis.fates import Dates, Fate
from synthesis.followups import Step
from synthesis.rows import Row
from synthesis.world import World

# A body that could perform and refuses stays until it performs; the others for a term of two
# years, which the court may lengthen by one to three (法释〔2017〕7号).
_OPEN_ENDED = "有履行能力而拒不履行"
_DISRUPTIONS = (
    (_OPEN_ENDED, 9),
    ("违反财产报告制度", 3),
    ("无正当理由拒不履行执行和解协议", 3),
    ("违反限制消费令", 1),
)
_TERMS = (24, 24, 24, 36, 48, 60)


def listing(world: World, dice: Dice, fate: Fate, dates: Dates, record: Row, facts: Facts) -> Step:
    """The list is looked up every few days, also after it dropped the body."""
    filed = workday(before(dates.determined, dice.integer(45, 160)))
    judged = before(filed, dice.integer(60, 300))
    case_no = world.running("示0901民初", judged.year, dice.integer(1, 5), limit=10**7)
    listed = after(dates.determined, dice.integer(0, 3), dates.generated)
    conduct = dice.weighted(_DISRUPTIONS[1:] if fate.listing == "期满" else _DISRUPTIONS)
    months = _term(dice, fate, conduct, listed, dates.ended or world.base)
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
        "disrupt_type": conduct,
        "term_months": months,
        "term_until": _last_day(listed, months) if months else None,
        "upstream_state": fate.upstream,
        "upstream_checked_on": _checked(dice, fate, world.base),
    }
    # Looking the list up again every day changes nothing for a reader.
    return Step(row, dates.published, dates.ended or dates.published)


def _last_day(listed: date, months: int) -> date:
    return add_months(listed, months) - timedelta(days=1)


def _term(dice: Dice, fate: Fate, conduct: str, listed: date, until: date) -> int | None:
    """Months. The term runs at least `until`, unless the fate is that it has run out."""
    if conduct == _OPEN_ENDED:
        return None
    if fate.listing == "期满":
        return _TERMS[0]
    return dice.choice([months for months in _TERMS if _last_day(listed, months) >= until])


def _checked(dice: Dice, fate: Fate, base: date) -> date:
    """More than seven days ago, the record rests until somebody has looked again (rule T12)."""
    ago = dice.integer(9, 12) if fate.listing == "未核对" else dice.integer(0, 2)
    return before(base, ago)


def _unperformed(facts: Facts) -> str:
    if facts.performance == "全部已履行":
        return "不适用"
    head = "其余部分：" if facts.performance == "部分未履行" else ""
    return head + facts.obligation.rstrip("。") + "。"
