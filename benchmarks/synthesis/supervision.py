"""Rows of the supervision package: recommendations and suggestions, with their replies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from gongshi.core.periods import add_months
from gongshi.screening.workdays import add_workdays
from synthesis.days import after
from synthesis.dice import Dice
from synthesis.lives import Turns, ago, released, told
from synthesis.records import Dossier
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World

# Days before the base date on which a letter was sent, and what became of it.
_LETTERS = (
    ("按", 520),
    ("按", 410),
    ("迟", 330),
    ("按", 260),
    ("逾", 190),
    ("按", 150),
    ("迟", 120),
    ("内", 40),
    ("逾", 80),
    ("按", 95),
)
_SESSIONS = (
    ("区六届人大四次会议", "区政协六届四次会议", 690),
    ("区六届人大五次会议", "区政协六届五次会议", 330),
)
# What became of a suggestion, in turn: 复 is complex, 新 was only just assigned.
_REPLIES = ("按", "按", "复", "按", "迟", "按", "公", "按", "逾", "不", "复迟", "按")


def recommendations(world: World, records: Sequence[Dossier]) -> Iterator[Row]:
    """One for each line of the bank, and a few that follow from a public record."""
    dice = world.dice("recommendations")
    turns = Turns(world, dice)
    lines = [line.split("|") for line in bank("supervision")["建议书"]]
    for number, (mark, domain, to, topic, measure) in enumerate(dice.shuffled(lines)):
        fate, days = _LETTERS[number % len(_LETTERS)]
        sent = ago(world, max(12, days + dice.integer(-15, 15)))
        row = _letter(world, dice, mark, domain, turns.body(to), topic, sent)
        yield _answered(world, dice, row, fate, measure)
    for dossier in _listed(records)[:4]:
        yield _after_record(world, dice, dossier)


def _listed(records: Sequence[Dossier]) -> list[Dossier]:
    return [one for one in records if "court_listings" in one.children]


def _after_record(world: World, dice: Dice, dossier: Dossier) -> Row:
    """The court writes to a body that it has listed: pay, and say by when."""
    subject = _subject(world, dossier)
    sent = after(dossier.dates.published, 20, ago(world, 12))
    topic = "尽快履行生效法律文书并防止再次发生"
    row = _letter(world, dice, "法", dossier.record["domain"], subject, topic, sent)
    row["related_record_id"] = dossier.record["record_id"]
    row["related_listing_id"] = dossier.children["court_listings"]["listing_id"]
    fate = "内" if (world.base - sent).days < 55 else dice.choice(["按", "迟"])
    return _answered(world, dice, row, fate, "制定履行计划，分期履行并每月报告进展。")


def _subject(world: World, dossier: Dossier) -> Institution:
    by_id = {inst_id: key for key, inst_id in world.inst_ids.items()}
    return world.institutions[by_id[dossier.record["subject_id"]]]


def _letter(
    world: World, dice: Dice, mark: str, domain: str, to: Institution, topic: str, sent: date
) -> Row:
    court = mark == "法"
    issuer = world.institutions["fayuan" if court else "jianchayuan"]
    series = "示演法建" if court else "示演检建"
    number = world.running(series, sent.year, dice.integer(1, 3))
    return {
        "rec_id": world.ids.next("jr", sent.year),
        "rec_kind": "司法建议" if court else "检察建议",
        "issuer_id": world.inst_ids[issuer.key],
        "doc_no": f"{series}〔{sent.year}〕{number}号",
        "addressee_id": world.inst_ids[to.key],
        "topic": topic,
        "domain": domain,
        "issued_on": sent,
        "received_on": after(sent, dice.integer(1, 4), world.base),
        "stated_due_on": None,
        "text_public": dice.chance(0.3),
        "copied_to": dice.choice(
            ["", "", "区委依法治区办公室", "区政府办公室", "区人大常委会监察司法委员会"]
        ),
    }


def _answered(world: World, dice: Dice, row: Row, fate: str, measure: str) -> Row:
    received: date = row["received_on"]
    last = add_months(received, 2)
    if fate == "按" and dice.chance(0.3):
        row["stated_due_on"] = last = received + timedelta(days=45)
    replied = _reply_day(world, dice, fate, received, last)
    row["replied_on"] = replied
    row["adoption"] = "办理中"
    done = None
    if replied:
        adopted = dice.weighted([("采纳", 7), ("部分采纳", 2), ("不采纳", 1)])
        row["adoption"] = adopted
        row["measures_summary"] = (
            "答复说明了不采纳的理由：所建议的做法须由上级机关规定。"
            if adopted == "不采纳"
            else measure
        )
        later = replied + timedelta(days=dice.integer(20, 150))
        done = later if adopted != "不采纳" and later < world.base else None
        row["implemented_on"] = done
    publisher = world.institutions["fayuan" if row["rec_kind"] == "司法建议" else "jianchayuan"]
    life = told(world, dice, received, replied, done)
    return row | released(world, dice, "supervision", publisher, life)


def _reply_day(world: World, dice: Dice, fate: str, start: date, last: date) -> date | None:
    if fate in ("逾", "内"):
        return None
    if fate == "迟":
        return after(last, dice.integer(4, 30), world.base)
    return min(after(start, dice.integer(15, 52), last), last)


def suggestions(world: World) -> Iterator[Row]:
    dice = world.dice("suggestions")
    lines = [line.split("|") for line in bank("supervision")["建议提案"]]
    numbers = {"人": dice.integer(3, 9), "政": dice.integer(2, 7)}
    for place, line in enumerate(dice.shuffled(lines)):
        npc, cppcc, days = _SESSIONS[place % 2]
        numbers[line[0]] += dice.integer(1, 5)
        session = npc if line[0] == "人" else cppcc
        yield _suggestion(world, dice, line, session, numbers[line[0]], days, _fate(place))


def _fate(place: int) -> str:
    """Some of the last session were assigned later: these are still within their time."""
    return "新" if place % 14 == 1 else _REPLIES[place % len(_REPLIES)]


def _suggestion(
    world: World, dice: Dice, line: list[str], session: str, number: int, days: int, fate: str
) -> Row:
    mark, category, lead, others, title, answer = line
    body = world.institutions[lead]
    assigned = ago(world, 55 if fate == "新" else days - dice.integer(8, 30))
    last = add_months(assigned, 6 if "复" in fate else 3)
    replied = None
    if fate not in ("逾", "新"):
        late = "迟" in fate
        replied = (
            after(last, dice.integer(5, 40), world.base)
            if late
            else min(after(assigned, dice.integer(35, 85), last), last)
        )
    row: Row = {
        "reply_id": world.ids.next("nr", assigned.year),
        "item_kind": "人大代表建议" if mark == "人" else "政协提案",
        "session": session,
        "number": number,
        "title": title,
        "category": category,
        "lead_org_id": world.inst_ids[lead],
        "co_orgs": tuple(world.institutions[key].short for key in others.split(";") if key),
        "complex": "复" in fate,
        "assigned_on": assigned,
        "replied_on": replied,
    }
    published = _published(world, dice, row, body, answer, fate, replied) if replied else None
    life = told(world, dice, assigned, replied, published)
    return row | released(world, dice, "replies", body, life)


def _published(
    world: World,
    dice: Dice,
    row: Row,
    body: Institution,
    answer: str,
    fate: str,
    replied: date,
) -> date | None:
    """Fills in the reply; the day on which it was published, if it was."""
    number = world.running(f"{body.doc}函", replied.year, dice.integer(1, 4))
    limited = "受" in answer or "上报" in answer
    row |= {
        "reply_doc_no": f"{body.doc}函〔{replied.year}〕{number}号",
        "result_class": "C" if limited else dice.weighted([("A", 6), ("B", 4), ("D", 1)]),
        "satisfaction": dice.weighted([("满意", 7), ("基本满意", 4), ("不满意", 1), (None, 2)]),
        "reply_summary": answer,
        "publish_form": "不公开" if fate == "不" else dice.weighted([("全文", 3), ("摘要", 2)]),
    }
    if fate == "不":
        row["publish_reason"] = (
            "答复涉及尚未确定的规划方案，《中华人民共和国政府信息公开条例》第十六条。"
        )
        row["reply_summary"] = ""
        return None
    if fate == "公":  # replied, but not published though it should be
        return None
    days = dice.integer(3, 18) if dice.chance(0.85) else dice.integer(22, 34)
    day = add_workdays(replied, days)
    row["reply_published_on"] = day if day <= world.base else None
    return row["reply_published_on"]
