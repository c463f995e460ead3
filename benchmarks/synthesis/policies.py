"""Rows of the policy package: documents with their lineage, tasks, and who is to do them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from synthesis.days import add_months, after
from synthesis.dice import Dice
from synthesis.lives import ago, released, told
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World

_REVIEW = {"已审": "已审核", "无": "不适用", "待补": "待补"}
_FAIR = {"已审": "已审查", "无": "不适用", "待补": "待补"}
_PROGRESS = {
    "成": "已完成",
    "迟": "已完成",
    "逾": "推进中",
    "进": "推进中",
    "未": "未启动",
    "续": "持续实施",
}


def document_rows(world: World) -> dict[str, Row]:
    """Key → row. A document may point to one that comes later in the bank."""
    dice = world.dice("policy")
    lines = [line.split("|") for line in bank("policy")["文件"]]
    ids: dict[str, str] = {}
    signed: dict[str, date] = {}
    for key, *rest in lines:
        signed[key] = ago(world, int(rest[5]))
        ids[key] = world.ids.next("doc", signed[key].year)
    rows: dict[str, Row] = {}
    for (
        key,
        title,
        by,
        level,
        topic,
        series,
        _,
        based,
        replaced,
        repealed,
        marks,
        years,
        text,
    ) in lines:
        day = signed[key]
        ends = signed.get(replaced) or signed.get(repealed)
        number = world.running(f"文/{series}", day.year, dice.integer(2, 14))
        row: Row = {
            "doc_id": ids[key],
            "title": title,
            "doc_no": f"{series}〔{day.year}〕{number}号",
            "level": level,
            "topic": topic,
            "abstract": text,
            "signed_on": day,
            "based_on_id": ids.get(based, "不适用"),
            "replaced_by_id": ids.get(replaced, "不适用"),
            "repealed_by_id": ids.get(repealed, "不适用"),
            **_review(marks),
            **_force(world, dice, day, int(years), replaced, repealed),
        }
        rows[key] = row | _issuer(world, dice, by, day, ends)
    return rows


def _review(marks: str) -> Row:
    normative, rest = marks[0] == "是", marks[1:]
    legal = next(word for word in _REVIEW if rest.startswith(word))
    return {
        "is_normative": normative,
        "legality_review": _REVIEW[legal],
        "fair_review_status": _FAIR[rest.removeprefix(legal)],
    }


def _force(world: World, dice: Dice, day: date, years: int, replaced: str, repealed: str) -> Row:
    """Which day it began, how long it was to hold, and whether it still does."""
    begins = after(day, dice.choice([0, 0, 25, 40]), world.base)
    until = add_months(begins, 12 * years) - timedelta(days=1) if years else None
    validity = "修订" if replaced else "废止" if repealed else "有效"
    if validity == "有效" and until and until < world.base:
        validity = "失效"
    return {
        "published_on": after(day, dice.integer(2, 10), world.base),
        "effective_on": begins,
        "expires_on": until,
        "validity": validity,
    }


def _issuer(world: World, dice: Dice, by: str, day: date, ends: date | None) -> Row:
    body: Institution | None = world.institutions.get(by)
    life = told(world, dice, day, ends)
    publisher = body or world.institutions["zhengban"]
    return {
        "issuer": body.name_on(day) if body else by,
        "issuer_id": world.inst_ids[by] if body else "不适用",
        **released(world, dice, "policy", publisher, life),
    }


def task_rows(world: World, plan: Row) -> Iterator[tuple[Row, list[Row]]]:
    """Each task of the plan with its bodies."""
    dice = world.dice("tasks")
    for number, line in enumerate(bank("policy")["任务"], start=1):
        yield _task(world, dice, number, line.split("|"), plan)


def _task(
    world: World, dice: Dice, number: int, line: list[str], plan: Row
) -> tuple[Row, list[Row]]:
    section, part, title, asked, lead, others, schedule, state, days, outcome, note = line
    keys = [(key, "牵头") for key in lead.split(";")]
    keys += [(key, "配合") for key in others.split(";") if key]
    start: date = plan["effective_on"]
    due, finished = _days_of(world, dice, state, days)
    checked = ago(world, dice.integer(4, 60))
    task_id = world.ids.next("task", start.year)
    body = world.institutions[keys[0][0]]
    row: Row = {
        "task_id": task_id,
        "seq": number,
        "section": section,
        "part": part,
        "title": title,
        "obligation_text": asked,
        "lead_id": world.inst_ids[body.key],
        "lead_orgs": tuple(world.institutions[k].short for k, role in keys if role == "牵头"),
        "co_orgs": tuple(world.institutions[k].short for k, role in keys if role == "配合"),
        "schedule": schedule,
        "start_on": start if state != "未" else None,
        "due_on": due,
        "finished_on": finished,
        "deliverable": outcome,
        "progress": _PROGRESS[state],
        "progress_note": note,
        "checked_on": checked,
        "doc_id": plan["doc_id"],
    }
    life = told(world, dice, plan["generated_on"], finished, checked)
    row |= released(world, dice, "policy", world.institutions["xinyongban"], life)
    return row, [_body(world, dice, task_id, key, role, plan) for key, role in keys]


def _days_of(
    world: World, dice: Dice, state: str, days: str
) -> tuple[date | str | None, date | str | None]:
    if state == "续":
        return "不适用", "不适用"
    due = world.base + timedelta(days=int(days))
    if state == "成":
        return due, ago(world, (world.base - due).days + dice.integer(3, 40))
    if state == "迟":
        return due, after(due, dice.integer(8, 20), world.base)
    return due, None


def _body(world: World, dice: Dice, task_id: str, key: str, role: str, plan: Row) -> Row:
    row: Row = {
        "body_id": world.ids.next("body", plan["generated_on"].year),
        "task_id": task_id,
        "role": role,
        "inst_id": world.inst_ids[key],
    }
    life = told(world, dice, plan["generated_on"])
    return row | released(world, dice, "policy", world.institutions["xinyongban"], life)
