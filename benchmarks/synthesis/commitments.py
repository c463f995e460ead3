"""Rows of service_commitments.csv and commitment_results.csv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from synthesis.days import Life, add_months, after, before, workday
from synthesis.dice import Dice
from synthesis.envelope import SITE, Release, envelope
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World

_TYPES = {"质": "服务质量承诺", "期": "期限承诺", "保": "保障承诺"}
_QUARTERS = 8


@dataclass(frozen=True)
class Promise:
    """A line of words/commitments.yaml and who makes it."""

    owner: Institution
    mark: str
    metric: str
    target: str
    unit: str
    content: str


@dataclass(frozen=True)
class Commitment:
    row: Row
    results: list[Row]


def bank_promises(world: World, limit: int | None = None) -> list[Promise]:
    """Each chosen office's own lines, and three of the shared lines for each street."""
    lines = bank("commitments")
    shared = list(lines["街道"])
    found: list[Promise] = []
    for owner in world.institutions.values():
        if owner.kind == "街道办事处":
            own, shared = shared[:3], shared[3:] + shared[:3]
        else:
            own = lines.get(owner.key, [])
        found += [Promise(owner, *line.split("|")) for line in own[:limit]]
    return found


def commitments(
    world: World, promises: list[Promise], total: int, items: dict[str, list[Row]], special: bool
) -> Iterator[Commitment]:
    """`items`: an office's key → its power items in force. `special` adds what is not published."""
    dice = world.dice("commitments")
    order = dice.shuffled(promises)
    drafts = bank("withheld")["drafts"][12:] if special else []
    for number in range(total):
        promise = order[number % len(order)]
        release = Release()
        if special and number % 20 == 11 and number // 20 < len(drafts):
            word = drafts[number // 20]
            status = "draft" if number // 20 % 2 else "reviewed"
            release = Release(status=status, note=f"征求意见稿代号“{word}”，尚未公布。")
        elif special and number % 31 == 5:
            old = _earlier(world, dice, promise)
            yield old
            release = Release(supersedes=old.row["commitment_id"], note="修订后提高了目标值。")
        yield _commitment(world, dice, promise, release, items)
    if special:
        yield from _withheld(world, dice)


def _commitment(
    world: World, dice: Dice, promise: Promise, release: Release, items: dict[str, list[Row]]
) -> Commitment:
    made = workday(before(world.base, dice.integer(70, 1250)))
    if release.supersedes:
        made = workday(before(world.base, dice.integer(120, 420)))
    published = after(made, dice.integer(0, 6), world.base)
    until = add_months(made, 12 * dice.integer(2, 4)) if dice.chance(0.4) else None
    expired = until is not None and until < world.base and release.status == "published"
    if expired and until is not None:
        release = Release(status="expired", supersedes=release.supersedes, note="承诺期满。")
        span = Life(made, published, max(published, until + timedelta(days=1)))
    else:
        span = Life(made, published, _last_update(world, dice, published))
    row = _row(world, dice, promise, made) | {
        "item_id": _related(promise, items.get(promise.owner.key, [])),
        "valid_to": until,
    }
    row |= envelope(world, dice, "commitments", promise.owner, span, release)
    public = release.status in ("published", "expired")
    results = list(_results(world, dice, promise.owner, row)) if public else []
    return Commitment(row, results)


def _last_update(world: World, dice: Dice, published: date) -> date:
    room = (world.base - published).days
    return after(published, dice.integer(0, room), world.base) if dice.chance(0.3) else published


def _earlier(world: World, dice: Dice, promise: Promise) -> Commitment:
    """An older version with an easier target, withdrawn when it was replaced."""
    made = workday(before(world.base, dice.integer(900, 1300)))
    published = after(made, dice.integer(0, 5), world.base)
    ended = workday(before(world.base, dice.integer(430, 700)))
    row = _row(world, dice, promise, made)
    easier = float(promise.target) * (1.5 if promise.mark == "期" else 0.8)
    row["target_value"] = f"{easier:.1f}".removesuffix(".0")
    row["content"] = _content(promise, row["target_value"])
    row |= envelope(
        world,
        dice,
        "commitments",
        promise.owner,
        Life(made, published, ended),
        Release(status="withdrawn", note="已由新的承诺替代。"),
    )
    return Commitment(row, [])


def _withheld(world: World, dice: Dice) -> Iterator[Commitment]:
    for line in bank("withheld")["commitments"]:
        key, metric, content, word, attr, mode = line.split("|")
        promise = Promise(world.institutions[key], "保", metric, "100", "%", content)
        made = workday(before(world.base, dice.integer(200, 600)))
        span = Life(made, made, made)
        row = _row(world, dice, promise, made)
        release = Release(mode=mode, attr=attr, note=f"代号“{word}”。")
        row |= envelope(world, dice, "commitments", promise.owner, span, release)
        yield Commitment(row, [])


def _row(world: World, dice: Dice, promise: Promise, made: date) -> Row:
    owner = promise.owner
    slots = {
        "s": owner.short,
        "off": dice.choice(owner.bank.get("offices", ["效能监督岗"])),
        "tel": owner.phone(dice.integer(1, 3)),
        "addr": owner.address,
    }
    return {
        "commitment_id": world.ids.next("sc", made.year),
        "org_id": world.inst_ids[owner.key],
        "commitment_type": _TYPES[promise.mark],
        "content": _content(promise, promise.target),
        "metric": promise.metric,
        "target_value": promise.target,
        "unit": promise.unit,
        "made_on": made,
        "remedy": dice.choice(bank("commitments")["补救"]).format(**slots),
        "complaint_channel": dice.choice(bank("duties")["监督"]).format(**slots),
    }


def _content(promise: Promise, target: str) -> str:
    unit = promise.unit if promise.unit == "人/床" else promise.unit.split("/")[0]
    value = "即时" if target == "0" else f"{target}{unit}"
    return promise.content.format(t=value, area=f"{promise.owner.short}")


def _related(promise: Promise, items: list[Row]) -> str:
    """The office's item whose name shares most pairs of characters with the metric."""
    pairs = {a + b for a, b in pairwise(promise.metric)}
    best, found = 2, ""
    for item in items:
        shared = sum(a + b in pairs for a, b in pairwise(item["item_name"]))
        if shared > best:
            best, found = shared, item["item_id"]
    return found


def quarters(base: date) -> list[tuple[str, date, date]]:
    """The last eight complete quarters: (2026Q3, first day, last day)."""
    first = date(base.year, 3 * ((base.month - 1) // 3) + 1, 1)
    starts = [add_months(first, -3 * back) for back in range(_QUARTERS, 0, -1)]
    return [
        (f"{day.year}Q{day.month // 3 + 1}", day, add_months(day, 3) - timedelta(days=1))
        for day in starts
    ]


def _results(world: World, dice: Dice, owner: Institution, commitment: Row) -> Iterator[Row]:
    usual = dice.choice([14, 28, 46, 75, 120, 210, 380, 640])
    weakness = dice.choice([0.0, 0.0, 0.004, 0.01, 0.02, 0.05])
    for period, first, last in quarters(world.base):
        until = commitment["valid_to"]
        if commitment["made_on"] >= first or (until is not None and until < last):
            continue
        yield _result(world, dice, owner, commitment, period, last, (usual, weakness))


def _result(
    world: World,
    dice: Dice,
    owner: Institution,
    commitment: Row,
    period: str,
    last: date,
    habit: tuple[int, float],
) -> Row:
    total = max(1, habit[0] * dice.integer(70, 135) // 100)
    breached = min(total, int(total * habit[1] * dice.integer(0, 200) / 100 + 0.5))
    waiting = dice.integer(0, max(0, min(3, total - breached))) if dice.chance(0.3) else 0
    generated = after(last, dice.integer(5, 11), world.base)
    published = after(generated, dice.integer(1, 8), world.base)
    note = dice.choice(bank("commitments")["未兑现说明"]) if breached and dice.chance(0.6) else ""
    row: Row = {
        "result_id": world.ids.next("cr", generated.year),
        "commitment_id": commitment["commitment_id"],
        "period": period,
        "total": total,
        "kept": total - breached - waiting,
        "breached": breached,
        "evidence_url": f"{SITE}/chengnuo/{period.lower()}/{owner.number}.html",
    }
    release = Release(note=note, mode="aggregate_only" if dice.chance(0.01) else "public")
    return row | envelope(
        world, dice, "commitments", owner, Life(generated, published, published), release
    )
