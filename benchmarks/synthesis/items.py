"""Rows of power_items.csv, and which of them have a procedure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from synthesis import duties
from synthesis.days import Life, after, before, life, workday
from synthesis.dice import Dice
from synthesis.duties import Item
from synthesis.envelope import Release, envelope
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World

_MODES = (("public", 92), ("public_summary", 5), ("aggregate_only", 3))
_NATURE = {"政府部门": "法定机关", "事业单位": "授权组织", "管委会": "受委托组织"}
_RESULTLESS_STATE = (("在用", 90), ("暂停", 5), ("取消", 5))
# Rows that came out later than twenty working days after they were made.
_LATE = frozenset({58, 231, 404})


@dataclass(frozen=True)
class PowerItem:
    """A written row and what its procedure and commitments need of it."""

    item: Item
    row: Row
    life: Life
    slots: dict[str, str]

    @property
    def is_open(self) -> bool:
        """In force and public: people may apply for it."""
        return (
            self.item.on_application
            and self.row["item_state"] == "在用"
            and self.row["status"] == "published"
            and self.row["disclosure_attr"] == "主动公开"
        )


def bank_items(world: World, limit: int | None = None) -> list[Item]:
    """The bank's items of the chosen institutions; with a limit, the first so many of each."""
    found: list[Item] = []
    for owner in world.institutions.values():
        lines = owner.bank.get("items", [])
        found += [duties.parse_item(owner, line) for line in lines[:limit]]
    return found


def withheld_items(world: World) -> list[tuple[Item, Release]]:
    """Items that must never be published, each with a word that stands nowhere else."""
    found = []
    for line in bank("withheld")["items"]:
        key, mark, name, matter, word, attr, mode = line.split("|")
        owner = world.institutions[key]
        law = next(iter(owner.bank["laws"]))
        # “查” lines hold object, law, focus; the focus repeats the word.
        cells = [name, law, f"{word}清单"] if mark == "查" else [name, matter, law]
        item = duties.parse_item(owner, "|".join([mark, *cells]))
        release = Release(mode=mode, attr=attr, note=f"代号“{word}”，仅供机关内部使用。")
        found.append((item, release))
    return found


def power_items(
    world: World, items: list[Item], total: int, specials: list[tuple[Item, Release]]
) -> Iterator[PowerItem]:
    """`total` rows of the bank's items; after one round the names carry a running number."""
    dice = world.dice("power_items")
    drafts = _draft_releases(dice, len(specials))
    pool: list[tuple[Item, Release | None]] = [(item, None) for item in items]
    order = dice.shuffled([*pool, *specials])
    for number in range(total):
        item, release = order[number % len(order)]
        tail = "" if number < len(order) else f"（第{number // len(order) + 1}类）"
        if release is None and number in drafts:
            release = drafts[number]
        yield _power_item(world, dice, item, release, number, tail)


def _draft_releases(dice: Dice, specials: int) -> dict[int, Release]:
    """A few early rows are drafts or reviewed but not yet published."""
    if not specials:
        return {}
    words = bank("withheld")["drafts"][:12]
    return {
        dice.integer(20 * index, 20 * index + 19): Release(
            status="draft" if index % 2 else "reviewed", note=f"修订稿代号“{word}”，尚未公开。"
        )
        for index, word in enumerate(words)
    }


def _power_item(
    world: World, dice: Dice, item: Item, release: Release | None, number: int, tail: str
) -> PowerItem:
    owner = item.owner
    span = _life(world, dice, owner)
    if number in _LATE:
        published = after(span.generated, dice.integer(33, 45), world.base)
        span = Life(span.generated, published, max(published, span.updated))
    slots = item.slots | {
        "off": dice.choice(owner.bank.get("offices", ["综合科"])),
        "tel": owner.phone(dice.integer(1, 3)),
        "n": item.name + tail,
    }
    state = "取消" if owner.until else dice.weighted(_RESULTLESS_STATE)
    fine = duties.penalty(dice, item) if item.mark == "罚" else {}
    slots |= fine
    if release is None:
        release = Release(
            mode=dice.weighted(_MODES), doc_no=_document(world, dice, owner, span.generated.year)
        )
    catalog = f"9900{item.letters}{number + 1:06d}"
    row: Row = {
        "item_id": world.ids.next("pi", span.generated.year),
        "catalog_code": catalog,
        "task_code": f"{owner.uscc}3{catalog}",
        "item_name": item.name + tail,
        "sub_item_name": "不适用",
        "item_type": item.type,
        "set_basis": duties.set_basis(dice, item, slots),
        "impl_uscc": owner.uscc,
        "impl_name": owner.name,
        **_standing(dice, item),
        "responsible_unit": slots["off"],
        "responsibilities": duties.responsibilities(dice, item, slots),
        "accountability": duties.accountability(dice, item, slots),
        "supervise_way": dice.choice(bank("duties")["监督"]).format(**slots),
        "item_state": state,
        "item_version": dice.integer(1, 5),
        **_plan(dice, span, state, owner.until),
        "penalty_scope": fine.get("scope", "不适用"),
    }
    section = "penalty" if item.mark == "罚" else "power"
    publisher = owner if owner.until is None else world.institutions[owner.parent or "fagai"]
    row |= _local_codes(dice, item, number)
    row |= envelope(world, dice, section, publisher, span, release)
    return PowerItem(item, row, span, slots)


def _life(world: World, dice: Dice, owner: Institution) -> Life:
    if owner.until is None:
        since = (world.base - owner.since).days
        return life(dice, world.base, 40, min(1500, since - 30))
    generated = workday(before(owner.until, dice.integer(200, 900)))
    published = after(generated, dice.integer(3, 15), world.base)
    return Life(generated, published, after(owner.until, dice.integer(1, 20), world.base))


def _standing(dice: Dice, item: Item) -> Row:
    owner = item.owner
    nature = _NATURE.get(owner.kind, "法定机关")
    source = "上级委托" if nature == "受委托组织" else "法定本级行使"
    if nature == "法定机关":
        source = dice.weighted(
            [("法定本级行使", 84), ("上级下放", 9), ("上级授权", 4), ("同级授权", 3)]
        )
    elif nature == "授权组织" and dice.chance(0.3):
        source, nature = "同级委托", "受委托组织"
    lower = item.mark in "给服" and dice.chance(0.15)
    return {
        "impl_nature": nature,
        "power_source": source,
        "exercise_level": "镇（乡、街道）级" if lower else "县级",
    }


def _plan(dice: Dice, span: Life, state: str, until: date | None) -> Row:
    """A cancelled item ended when its last update was made, or with its institution."""
    start = after(span.published, dice.integer(0, 45), span.updated)
    end = (until or span.updated) if state == "取消" else None
    return {"plan_effective_date": start, "plan_cancel_date": end}


def _local_codes(dice: Dice, item: Item, number: int) -> Row:
    if not dice.chance(0.35):
        return {}
    code = f"YS-{item.letters}-{number + 1:05d}"
    return {"local_catalog_code": code, "local_task_code": f"{code}-{item.owner.number:03d}"}


def _document(world: World, dice: Dice, owner: Institution, year: int) -> str:
    if not dice.chance(0.4):
        return ""
    number = world.running(owner.doc, year, dice.integer(1, 3))
    return f"{owner.doc}〔{year}〕{number}号"
