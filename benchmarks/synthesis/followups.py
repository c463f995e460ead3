"""What follows a record: rectification, repair, objection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from synthesis.chinese import day
from synthesis.days import after, before, workday
from synthesis.dice import Dice
from synthesis.fates import Dates, Fate, repair_opens
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World

_OPEN = ("在办", "久办")
_OPEN_CLAIMS = ["信息错误", "信息遗漏", "主体关联错误", "不符合列入条件", "侵犯商业秘密", "其他"]
_CLAIMS = {
    "在办": _OPEN_CLAIMS,
    "久办": _OPEN_CLAIMS,
    "维持": ["信息错误", "不符合列入条件", "主体关联错误", "超期公示"],
    "更正": ["信息错误"],
    "补充": ["信息遗漏"],
    "转送": ["其他", "不符合列入条件"],
    "删除": ["信息错误", "主体关联错误", "侵犯隐私个人信息"],
    "终止公示": ["不符合列入条件", "其他"],
    "移出名单": ["超期公示", "不符合列入条件"],
}
_VIA = ["信用中国", "行业主管部门", "线下窗口", "信函", "政务服务便民热线"]


@dataclass(frozen=True)
class Step:
    """A row without its envelope, the days it was made and last touched, and what it ends."""

    row: Row
    made: date
    touched: date
    ends: date | None = None
    note: str = ""


def rectification(
    world: World, dice: Dice, fate: Fate, dates: Dates, subject: Institution, checker: str
) -> Step | None:
    mark = dice.choice(fate.rectified)
    if mark == "无":
        return None
    base = world.base
    due = workday(dates.effective + timedelta(days=15))
    soon = base + timedelta(days=10)
    explained = after(dates.effective, dice.integer(3, 14), base) if due < soon else None
    deadline, completed = _deadline(dice, mark, dates, base)
    texts = bank("followups")
    row: Row = {
        "rect_id": world.ids.next("rc", dates.effective.year),
        "explanation_due": due,
        "explanation_on": explained,
        "explanation_summary": _explanation(dice, subject, deadline) if explained else "",
        "deadline_on": deadline,
        "completed_on": completed,
        "method": _method(dice, mark),
        "verified_by": checker if completed else "",
        "escalation": dice.choice(texts["escalation"]) if mark == "逾" else "不适用",
    }
    if completed and dice.chance(0.7):
        number = world.running(f"{subject.doc}函", completed.year, dice.integer(1, 2))
        row["evidence_doc_no"] = f"{subject.doc}函〔{completed.year}〕{number}号"
    touched = completed or explained or dates.published
    return Step(row, dates.published, max(dates.published, touched))


def _explanation(dice: Dice, subject: Institution, deadline: date) -> str:
    """Why it happened, and who mends it until when."""
    texts = bank("followups")
    office = dice.choice(subject.bank.get("offices", texts["explanation_posts"]))
    plan = dice.choice(texts["explanation_plan"]).format(off=office, d=day(deadline))
    return f"{dice.choice(texts['explanation'])}{plan}"


def _deadline(dice: Dice, mark: str, dates: Dates, base: date) -> tuple[date, date | None]:
    """成: done by its deadline. 中: the deadline is to come. 逾: it has passed."""
    if mark == "中":
        return workday(base + timedelta(days=dice.integer(12, 100))), None
    room = max(20, min(90, (base - dates.effective).days - 12))
    deadline = workday(dates.effective + timedelta(days=dice.integer(20, room)))
    if mark == "逾" and deadline < base:
        return deadline, None
    done = after(
        dates.effective, dice.integer(15, max(15, (deadline - dates.effective).days)), base
    )
    return max(deadline, done), done


def _method(dice: Dice, mark: str) -> str:
    usual = [
        "全面履行",
        "全面履行",
        "和解并履行完毕",
        "赔偿",
        "补偿",
        "撤销违法行为",
        "制度整改",
        "其他",
    ]
    return dice.choice(usual) if mark == "成" else ""


def repair(
    world: World, dice: Dice, fate: Fate, dates: Dates, decided_by: str, fulfilled: date | None
) -> Step:
    """申请, 受理, 准予, 不予 or 撤回. Applied for when fulfilled and after the shortest period."""
    base, outcome = world.base, fate.repair
    if outcome in ("申请", "受理"):
        applied = before(base, dice.integer(1, 2) if outcome == "申请" else dice.integer(5, 9))
    else:
        earliest = max(repair_opens(fate, dates), fulfilled or dates.published)
        room = max(1, (base - earliest).days - 22)
        applied = earliest + timedelta(days=dice.integer(1, min(room, 140)))
    applied = min(workday(applied), base)
    accepted = None if outcome == "申请" else after(applied, dice.integer(1, 3), base)
    decided = None
    if accepted and outcome in ("准予", "不予", "撤回"):
        decided = after(accepted, dice.integer(2, 8), base)
    granted = outcome == "准予"
    row: Row = {
        "repair_id": world.ids.next("rp", applied.year),
        "applied_on": applied,
        "channel": dice.weighted([("信用中国", 7), ("行业主管部门", 2), ("线下窗口", 1)]),
        "decided_by": decided_by,
        "accepted_on": accepted,
        "decided_on": decided,
        "result": outcome if decided else "",
        "reason": _reason(dice, outcome) if decided else "",
        "stop_publish_on": decided if granted else None,
        "measures_lifted_on": decided if granted else None,
        "commitment_letter_no": f"YSCN-{applied.year}-{world.running('YSCN', applied.year):05d}",
    }
    return Step(row, applied, decided or accepted or applied, decided if granted else None)


def _reason(dice: Dice, outcome: str) -> str:
    key = {"准予": "repair_granted", "不予": "repair_refused", "撤回": "repair_withdrawn"}[outcome]
    return str(dice.choice(bank("followups")[key]))


def objection(
    world: World, dice: Dice, fate: Fate, dates: Dates, fulfilled: date | None, note: str
) -> Step:
    """Open (久办: for longer than it should be) or decided; an outcome that removes the record ends
    it on the day of the decision. `note` explains the outcome, if the caller knows it.
    """
    base = world.base
    if fate.objection in _OPEN:
        ago = dice.integer(0, 4) if fate.objection == "在办" else dice.integer(14, 20)
        received, decided = workday(before(base, ago)), None
    else:
        earliest = max(dates.published, fulfilled or dates.published)
        room = max(3, min(60, (base - earliest).days - 30))
        received = after(earliest, dice.integer(3, room), base)
        decided = after(received, dice.integer(3, 10), base)
    received = min(received, base)
    annotated = after(received, dice.integer(0, 1), decided or base)
    claims = _CLAIMS[fate.objection]
    claim = claims[(world.running(f"claims/{fate.objection}", 0) - 1) % len(claims)]
    row: Row = {
        "objection_id": world.ids.next("ob", received.year),
        "received_on": received,
        "received_via": dice.choice(_VIA),
        "applicant_kind": dice.weighted([("信用主体", 3), ("其他利害关系人", 1)]),
        "claim_type": claim,
        "annotated_on": annotated,
        "decided_on": decided,
        "outcome": fate.objection if decided else "",
        "outcome_note": (note or _outcome_note(dice, fate, claim)) if decided else "",
    }
    if decided and fate.objection == "维持" and dice.chance(0.4):
        row["review_applied_on"] = after(decided, dice.integer(5, 20), base)
    removed = fate.status == "withdrawn"
    return Step(row, received, decided or annotated, decided if removed else None)


def _outcome_note(dice: Dice, fate: Fate, claim: str) -> str:
    notes = bank("followups")["objection_note"][fate.objection]
    return str(dice.choice(notes[claim] if isinstance(notes, dict) else notes))
