"""Rows of corrections.csv: what a record said before, why that was changed, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from synthesis.chinese import day
from synthesis.days import after
from synthesis.dice import Dice
from synthesis.fates import Dates, Fate
from synthesis.followups import Step
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World

OBJECTED = "异议更正"
_HIDDEN = "依法隐去个人信息"
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_NUMBER = re.compile(r"(\d+)号$")


@dataclass(frozen=True)
class Change:
    """`note` says why: of a decided objection it is the note on the outcome."""

    field: str
    before: str
    after: str
    reason: str
    note: str


def change(world: World, dice: Dice, fate: Fate, record: Row) -> Change | None:
    """What was corrected in a record, if anything: each kind of mistake in turn."""
    reason = OBJECTED if fate.objection == "更正" else fate.corrected
    if not reason:
        return None
    makers = {
        OBJECTED: _objected,
        "录入错误": _miscopied,
        "文书更正": _amended,
        _HIDDEN: _hidden,
    }
    options = list(makers[reason](dice, record))
    turn = world.running(f"corrections/{reason}", 0) - 1
    field, old = options[turn % len(options)]
    notes = bank("followups")["correction_notes"][reason]
    note = notes[field] if isinstance(notes, dict) else dice.choice(notes)
    return Change(field, old, str(record[field]), reason, note)


def correction(
    world: World, dice: Dice, changed: Change, dates: Dates, objection: Step | None
) -> Step:
    """On the day of the decision if an objection asked for it."""
    if objection:
        done: date = objection.row["decided_on"]
    else:
        room = (world.base - dates.published).days - 2
        done = after(dates.published, dice.integer(5, max(5, min(60, room))), world.base)
    row: Row = {
        "correction_id": world.ids.next("co", done.year),
        "field_name": changed.field,
        "before": changed.before,
        "after": changed.after,
        "corrected_on": done,
        "reason": changed.reason,
    }
    return Step(row, done, done, note="" if objection else changed.note)


# Each yields the fields that could have been wrong, with what stood there.
_Was = Iterator[tuple[str, str]]


def _objected(dice: Dice, record: Row) -> _Was:
    if record["performance"] == "部分未履行":
        yield "performance", "全部未履行"
    if "万元" in record["obligation"]:
        yield "obligation", record["obligation"].replace("万元", "元")
    yield "effective_on", _shifted(dice, record["effective_on"]).isoformat()


def _miscopied(dice: Dice, record: Row) -> _Was:
    if record["loss_impact"]:
        yield "loss_impact", ""
    wrong = dice.integer(1, 8) * 10
    number = record["basis_doc_no"]
    yield "basis_doc_no", _NUMBER.sub(lambda found: f"{int(found[1]) + wrong}号", number)


def _amended(dice: Dice, record: Row) -> _Was:
    """The court or body that made the document corrected the document itself."""
    found = _DAY.search(record["fact_summary"])
    if found:
        year, month, number = (int(part) for part in found.groups())
        wrong = day(_shifted(dice, date(year, month, number)))
        yield "fact_summary", record["fact_summary"].replace(found.group(), wrong, 1)
    else:
        yield "effective_on", _shifted(dice, record["effective_on"]).isoformat()


def _hidden(_: Dice, __: Row) -> _Was:
    """What was taken out may not be repeated."""
    yield "fact_summary", "依法不予公开"


def _shifted(dice: Dice, value: date) -> date:
    return value + timedelta(days=dice.integer(2, 9))
