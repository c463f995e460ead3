"""Rows that count: complaint statistics and the quarterly bulletins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from gongshi.core.periods import add_months
from synthesis.days import after
from synthesis.dice import Dice
from synthesis.lives import released, told
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World


def complaints(world: World, channels: dict[str, str]) -> Iterator[Row]:
    """Four quarters, each channel by domain, with both kinds of total. `channels`: key → id."""
    dice = world.dice("complaints")
    names = {line.split("|")[0]: line.split("|")[1] for line in bank("channels")["渠道"]}
    domains = (
        "政府采购",
        "招标投标（公共资源交易）",
        "招商引资",
        "街道（社区）服务",
        "涉企收费",
        "行政履职",
    )
    usual = {
        "rexian": (6, 3, 8, 46, 21, 58),
        "chuangkou": (2, 0, 3, 12, 7, 19),
        "wangzhan": (9, 6, 5, 17, 14, 26),
    }
    for end in (date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)):
        sums: dict[str, list[int]] = {domain: [0, 0, 0, 0] for domain in (*domains, "合计")}
        for key in bank("supervision")["渠道"]:
            total = [0, 0, 0, 0]
            for domain, mean in zip(domains, usual[key], strict=True):
                counts = _counts(dice, mean)
                total = _added(total, counts)
                sums[domain] = _added(sums[domain], counts)
                yield _stat(world, dice, end, (names[key], channels[key]), domain, counts)
            sums["合计"] = _added(sums["合计"], total)
            yield _stat(world, dice, end, (names[key], channels[key]), "合计", total)
        for domain, counts in sums.items():
            yield _stat(world, dice, end, ("合计", ""), domain, counts)


def _added(one: list[int], other: list[int]) -> list[int]:
    return [a + b for a, b in zip(one, other, strict=True)]


def _counts(dice: Dice, mean: int) -> list[int]:
    received = max(0, mean + dice.integer(-mean // 3 - 1, mean // 3 + 2)) if mean else 0
    accepted = received - (dice.integer(0, received // 8) if received > 7 else 0)
    closed = accepted - (dice.integer(0, accepted // 10) if accepted > 9 else 0)
    in_time = closed - (dice.integer(0, closed // 9) if closed > 8 else 0)
    return [received, accepted, closed, in_time]


def _stat(
    world: World, dice: Dice, end: date, channel: tuple[str, str], domain: str, counts: list[int]
) -> Row:
    body = world.institutions["xinfang"]
    row: Row = {
        "stat_id": world.ids.next("cs", end.year),
        "period": f"{end.year}Q{(end.month + 2) // 3}",
        "channel": channel[0],
        "channel_id": channel[1] or "不适用",
        "domain": domain,
        "org_id": world.inst_ids[body.key],
    }
    row |= dict(zip(("received", "accepted", "closed", "on_time"), counts, strict=True))
    life = told(world, dice, after(end, 12, world.base))
    return row | released(world, dice, "supervision", body, life)


def bulletins(
    world: World, listings: Sequence[Row], letters: Sequence[Row]
) -> Iterator[tuple[Row, list[Row]]]:
    """One a quarter, counted from the listings; who was praised and who was urged, from letters."""
    dice = world.dice("bulletins")
    office = world.institutions["xinyongban"]
    for number in range(7):
        end = _quarter_end(number)
        sent = after(end, 14, world.base)
        row = _bulletin(world, dice, office, end, sent, listings)
        life = told(world, dice, sent)
        row |= released(world, dice, "supervision", office, life)
        yield row, list(_mentions(world, dice, row, end, letters))


def _quarter_end(number: int) -> date:
    return add_months(date(2025, 3, 31), 3 * number)


def _bulletin(
    world: World, dice: Dice, office: Institution, end: date, sent: date, listings: Sequence[Row]
) -> Row:
    start = add_months(end, -3) + timedelta(days=1)
    gone = ("已删除", "已撤销")
    spans = [
        (
            one["court_published_on"],
            one["upstream_checked_on"] if one["upstream_state"] in gone else None,
        )
        for one in listings
    ]
    removed = [(to - since).days for since, to in spans if to and start <= to <= end]
    texts: Any = bank("supervision")["通报摘要"]
    return {
        "bulletin_id": world.ids.next("bu", sent.year),
        "title": f"{end.year}年第{'一二三四'[(end.month - 1) // 3]}季度政务诚信工作通报",
        "doc_no": f"{office.doc}〔{sent.year}〕{world.running('示演信组', sent.year)}号",
        "period": f"{end.year}Q{(end.month + 2) // 3}",
        "issuer_id": world.inst_ids[office.key],
        "issued_on": sent,
        "summary": texts[dice.integer(0, len(texts) - 1)],
        "open_listings": sum(s <= end and (to is None or to > end) for s, to in spans),
        "new_listings": sum(start <= s <= end for s, _ in spans),
        "removed_listings": len(removed),
        "median_days": sorted(removed)[len(removed) // 2] if removed else "不适用",
    }


def _mentions(
    world: World, dice: Dice, bulletin: Row, end: date, letters: Sequence[Row]
) -> Iterator[Row]:
    said: set[str] = set()
    for letter in letters:
        due = add_months(letter["received_on"], 2)
        replied = letter["replied_on"]
        inst = letter["addressee_id"]
        start = add_months(end, -3)
        if inst in said:
            continue
        if start < due <= end and (replied is None or replied > end):
            matter, text = (
                "通报督办",
                f"{letter['doc_no']}{letter['rec_kind']}到季度末超过二个月没有答复，督促答复。",
            )
        elif replied and start < replied <= end and replied <= due and dice.chance(0.4):
            matter, text = (
                "通报表扬",
                f"{letter['doc_no']}{letter['rec_kind']}按期答复，落实措施已经公开。",
            )
        else:
            continue
        said.add(inst)
        row: Row = {
            "mention_id": world.ids.next("bm", end.year),
            "bulletin_id": bulletin["bulletin_id"],
            "inst_id": inst,
            "matter": matter,
            "content": text,
        }
        life = told(world, dice, bulletin["issued_on"])
        office = world.institutions["xinyongban"]
        yield row | released(world, dice, "supervision", office, life)
