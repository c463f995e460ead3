"""Rows of procurement_contracts.csv, and of the notices of larger tenders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongshi.screening.workdays import add_workdays
from synthesis.days import after
from synthesis.dice import Dice
from synthesis.envelope import SITE
from synthesis.lives import Turns, ago, released, told
from synthesis.records import Dossier
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World

# How a contract went, with the days before the base date on which it was signed.
_COURSES = (
    ("付", 480),
    ("付", 390),
    ("迟付", 350),
    ("付", 300),
    ("欠", 200),
    ("付", 260),
    ("待付", 110),
    ("履行", 60),
    ("迟告", 280),
    ("未告", 9),
    ("付", 430),
    ("新签", 1),
)
_TOTAL = 60


def contracts(world: World, records: Sequence[Dossier]) -> Iterator[Row]:
    dice = world.dice("contracts")
    turns = Turns(world, dice)
    lines = [line.split("|") for line in bank("areas")["合同"]]
    bought = _by_subject(records)
    for number in range(_TOTAL):
        line = lines[number % len(lines)]
        course, days = _COURSES[number % len(_COURSES)]
        buyer = turns.body(line[1] if number < len(lines) else "街部"[number % 2])
        signed = ago(world, max(1, days + (dice.integer(-25, 25) if days > 50 else 0)))
        title = line[0] if number < len(lines) else f"{line[0]}（{signed.year}年第二批）"
        row = _contract(world, dice, buyer, [title, *line[1:]], signed)
        _course(world, dice, row, course, signed)
        if course in ("欠", "迟付") and world.inst_ids[buyer.key] in bought:
            row["related_record_id"] = bought[world.inst_ids[buyer.key]]
        life = told(world, dice, signed, row["announced_on"], row["accepted_on"], row["paid_on"])
        yield row | released(world, dice, "contracts", buyer, life)


def _by_subject(records: Sequence[Dossier]) -> dict[str, str]:
    """A body → a public record of it about buying."""
    return {
        one.record["subject_id"]: one.record["record_id"]
        for one in records
        if one.record["domain"] == "政府采购"
    }


def _contract(world: World, dice: Dice, buyer: Institution, line: list[str], signed: date) -> Row:
    title, _, supplier, small, method, budget = line
    planned = int(budget) * 10_000
    number = world.running("采购", signed.year, dice.integer(1, 9))
    return {
        "contract_id": world.ids.next("pc", signed.year),
        "project_no": f"YSCG-{signed.year}-{number:03d}",
        "project_name": title,
        "buyer_id": world.inst_ids[buyer.key],
        "supplier_name": supplier,
        "is_sme": small == "是",
        "method": method,
        "budget": f"{planned}.00",
        "amount": f"{planned * dice.integer(88, 99) // 100}.00",
        "signed_on": signed,
        "deliver_due": signed + timedelta(days=dice.choice([30, 45, 60])),
        "pay_term": "法定",
        "dispute_state": "无争议",
    }


def _course(world: World, dice: Dice, row: Row, course: str, signed: date) -> None:
    """What has happened to the contract by the base date."""
    base = world.base
    row |= {"announced_on": None, "accepted_on": None, "paid_on": None, "pay_due": None}
    if course in ("未告", "新签"):
        return
    late = dice.integer(4, 15) if course == "迟告" else dice.integer(0, 2)
    row["announced_on"] = min(add_workdays(signed, late), base)
    if course == "履行":
        return
    row["accepted_on"] = accepted = after(signed, dice.integer(30, 70), ago(world, 3))
    row["acceptance_result"] = dice.weighted([("合格", 12), ("部分合格", 2), ("不合格", 1)])
    row["acceptance_public"] = dice.chance(0.8)
    term = 30
    if dice.chance(0.4):
        term = dice.choice([45, 60])
        row |= {"pay_term": "合同约定", "pay_due": accepted + timedelta(days=term)}
    if course == "欠":
        row["dispute_state"] = dice.choice(["无争议", "协商中", "诉讼"])
        return
    if course == "待付":
        row["accepted_on"] = accepted = ago(world, dice.integer(5, 22))
        row["pay_due"] = accepted + timedelta(days=term) if row["pay_term"] == "合同约定" else None
        return
    days = term + dice.integer(6, 60) if course == "迟付" else dice.integer(6, term - 4)
    row["paid_on"] = min(accepted + timedelta(days=days), base)
    if row["acceptance_result"] == "不合格":
        row["dispute_state"] = "已解决"


@dataclass(frozen=True)
class _Tender:
    title: str
    number: str
    body: Institution
    kind: str
    start: date


def notices(world: World) -> Iterator[Row]:
    """Each tender from its notice to its outcome; some objected to, one decided upon."""
    dice = world.dice("notices")
    for number, line in enumerate(bank("areas")["招标"]):
        title, key, kind, answer = line.split("|")
        start = ago(world, 40 + number * 52)
        code = f"YSZB-{start.year}-{world.running('招标', start.year, dice.integer(2, 8)):03d}"
        tender = _Tender(title, code, world.institutions[key], kind, start)
        shown = after(start, 24, ago(world, 2))
        short = number == 4
        yield _notice(world, dice, tender, "招标公告", start)
        until = shown + timedelta(days=2 if short else dice.integer(3, 5))
        yield _notice(world, dice, tender, "中标候选人公示", shown, publicity_to=until)
        if number % 2 == 0:
            asked = min(shown + timedelta(days=2), world.base)
            late = number in (2, 6)
            done = None if number == 6 else asked + timedelta(days=6 if late else 2)
            yield _notice(
                world,
                dice,
                tender,
                "异议答复",
                asked,
                objection_on=asked,
                answered_on=done if done and done <= world.base else None,
                answer_summary=answer if done and done <= world.base else "",
            )
        if number % 4 == 2:
            yield _notice(world, dice, tender, "行政处理决定", after(shown, 30, world.base))
        if number:
            yield _notice(world, dice, tender, "中标结果", after(until, 4, world.base))


def _notice(world: World, dice: Dice, tender: _Tender, kind: str, day: date, **more: object) -> Row:
    row: Row = {
        "notice_id": world.ids.next("bn", day.year),
        "project_name": tender.title,
        "project_no": tender.number,
        "tenderer_id": world.inst_ids[tender.body.key],
        "domain_kind": tender.kind,
        "notice_kind": kind,
        "published_on": day,
        "url": f"{SITE}/jiaoyi/{tender.number.lower()}/{dice.integer(1000, 9999)}.html",
        **more,
    }
    answered = more.get("answered_on")
    life = told(world, dice, day, answered if isinstance(answered, date) else None)
    publisher = world.institutions["jiaoyi"]
    return row | released(world, dice, "notices", publisher, life)
