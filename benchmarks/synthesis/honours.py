"""Rows of honours.csv and measures.csv."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from synthesis.days import Life, add_months, after, before, workday
from synthesis.dice import Dice
from synthesis.envelope import Release, envelope
from synthesis.records import Dossier
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World

_SANCTIONS = (
    ("公开通报批评", 8),
    ("限期整改", 8),
    ("取消评选资格", 6),
    ("限制申请财政性资金和项目", 4),
    ("限制试点示范", 4),
    ("从严考核", 5),
)
_LIST = "示例省失信惩戒措施补充清单（演示版）"
_OFFICE = "示例市演示区社会信用体系建设领导小组"


@dataclass(frozen=True)
class Honour:
    row: Row
    is_active: bool


def honours(world: World, total: int) -> Iterator[Honour]:
    """In turn active, active, expired, active, revoked …"""
    dice = world.dice("honours")
    kinds = dice.shuffled(bank("followups")["honours"])
    bodies = _bodies(world, dice)
    seen: set[tuple[str, str]] = set()
    for number in range(total):
        title, level, granted_by, doc = kinds[number % len(kinds)]
        state = ("published", "published", "expired", "published", "revoked")[number % 5]
        granted = _granted(world, dice, state)
        named = title if title.startswith(("年度", "全国")) else f"年度{title}"
        named = f"{granted.year - 1}{named}" if named.startswith("年度") else named
        marks = _marks(title)
        pool = [one for mark in marks for one in bodies[mark]]
        subject = pool[(number * 7 + number // len(pool)) % len(pool)]
        if (subject.key, named) in seen:
            named = f"{named}（第{number + 1}批）"
        seen.add((subject.key, named))
        if granted_by == "街道":
            granted_by = world.institutions[subject.street or ""].name
        yield _honour(world, dice, subject, (named, level, granted_by, doc), granted, state)


def _bodies(world: World, dice: Dice) -> dict[str, list[Institution]]:
    bodies = [one for one in world.institutions.values() if one.who and one.until is None]
    return {who: dice.shuffled([one for one in bodies if one.who == who]) for who in "部街事居"}


def _marks(title: str) -> str:
    if "社区" in title or "邻里" in title or "老年人" in title:
        return "居"
    return "街" if "街道" in title else "部街" if "热线" in title else "部事"


def _granted(world: World, dice: Dice, state: str) -> date:
    youngest, oldest = {"published": (60, 680), "expired": (1150, 1500), "revoked": (400, 1000)}[
        state
    ]
    return workday(before(world.base, dice.integer(youngest, oldest)))


def _honour(
    world: World,
    dice: Dice,
    subject: Institution,
    words: tuple[str, str, str, str],
    granted: date,
    state: str,
) -> Honour:
    title, level, granted_by, doc = words
    number = world.running(doc, granted.year, dice.integer(2, 9))
    valid = add_months(granted, 36) - timedelta(days=1)
    published = after(granted, dice.integer(3, 9), world.base)
    revoked = None
    if state == "revoked":
        revoked = after(published, dice.integer(90, 330), world.base)
    until = valid + timedelta(days=1) if state == "expired" else revoked
    row: Row = {
        "honour_id": world.ids.next("hn", granted.year),
        "subject_id": world.inst_ids[subject.key],
        "title": title,
        "level": level,
        "granted_by": granted_by,
        "doc_no": doc.format(y=granted.year, n=number),
        "granted_on": granted,
        "valid_to": valid if state == "expired" or dice.chance(0.6) else None,
        "revoked_on": revoked,
        "revoke_reason": dice.choice(bank("followups")["revoke_reason"]) if revoked else "",
    }
    life = Life(granted, published, until or published)
    row |= envelope(world, dice, "honours", world.publisher, life, Release(status=state))
    return Honour(row, state == "published")


def measures(
    world: World, total: int, sanctioned: Sequence[Dossier], honoured: Sequence[Honour]
) -> Iterator[Row]:
    """In turn against a record and for an honour; each stands on exactly one of the two."""
    dice = world.dice("measures")
    for number in range(total):
        against = number % 5 in (0, 2, 4) or not honoured
        if against and sanctioned:
            yield _sanction(world, dice, sanctioned[number % len(sanctioned)])
        else:
            yield _incentive(world, dice, honoured[number % len(honoured)])


def _sanction(world: World, dice: Dice, dossier: Dossier) -> Row:
    dates = dossier.dates
    start = after(dates.published, dice.integer(1, 12), dates.ended or world.base)
    measure = dice.weighted(_SANCTIONS)
    lasting = measure not in ("公开通报批评", "限期整改")
    end = dates.ended or (add_months(start, 12) if lasting else None)
    note = dice.choice(bank("followups")["measure_notes"][measure])
    row: Row = {
        "record_id": dossier.record["record_id"],
        "direction": "惩戒",
        "measure": measure,
        "list_ref": _LIST + dice.choice(bank("followups")["list_refs"]),
        "decided_by": _OFFICE,
        "doc_no": f"示演信组〔{start.year}〕{world.running('示演信组', start.year)}号",
        "end_on": end,
    }
    return _measure(world, dice, row, start, note)


def _incentive(world: World, dice: Dice, honour: Honour) -> Row:
    granted: date = honour.row["granted_on"]
    start = after(granted, dice.integer(10, 40), world.base)
    measure = dice.choice(["优先参评", "优先参评", "其他"])
    note = dice.choice(bank("followups")["measure_notes"][measure])
    row: Row = {
        "honour_id": honour.row["honour_id"],
        "direction": "激励",
        "measure": measure,
        "list_ref": "不适用",
        "decided_by": _OFFICE,
        "doc_no": f"示演信组〔{start.year}〕{world.running('示演信组', start.year)}号",
        "end_on": add_months(start, dice.choice([12, 24])),
    }
    return _measure(world, dice, row, start, note)


def _measure(world: World, dice: Dice, row: Row, start: date, note: str) -> Row:
    row |= {"measure_id": world.ids.next("ms", start.year), "start_on": start}
    published = after(start, dice.integer(0, 5), world.base)
    life = Life(start, published, published)
    return row | envelope(world, dice, "honours", world.publisher, life, Release(note=note))
