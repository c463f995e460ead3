"""What becomes of a record: how it ends, and the dates of its life up to the base date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from synthesis.days import Life, add_months, after, before, month_end, workday
from synthesis.dice import Dice
from synthesis.words import bank

# 信用修复管理办法（国家发展改革委令第36号）: it ended at once what it made shorter.
_NEW_REGIME = date(2026, 4, 1)
_LONGEST = {"轻微": 3, "一般": 12, "严重": 36}
_SHORTEST = {"轻微": 0, "一般": 3, "严重": 12}


@dataclass(frozen=True)
class Fate:
    """An entry of words/fates.yaml."""

    severity: str
    days: tuple[int, int]
    status: str
    kinds: str
    rectified: str
    weight: int
    repair: str = ""
    objection: str = ""
    upstream: str = "在列"
    listing: str = ""
    corrected: str = ""
    who: str = "部街事居"

    @property
    def is_public(self) -> bool:
        return self.status not in ("draft", "reviewed")

    @property
    def is_active(self) -> bool:
        return self.status in ("published", "disputed")


def all_fates() -> list[Fate]:
    return [Fate(**{**entry, "days": tuple(entry["days"])}) for entry in bank("fates")]


def dealt(dice: Dice, fates: list[Fate], total: int) -> Iterator[Fate]:
    """Each fate as often as it weighs; every one occurs before any returns a second time round."""
    order = dice.shuffled([fate for fate in fates for _ in range(fate.weight)])
    for number in range(total):
        yield order[number % len(order)]


@dataclass(frozen=True)
class Dates:
    """determined ≤ effective ≤ generated ≤ published ≤ ended; ended is None while it is public."""

    determined: date
    effective: date
    generated: date
    published: date
    ended: date | None = None

    def life(self, base: date, touched: date | None) -> Life:
        """`touched`: the last thing that happened to it."""
        updated = self.ended or max(self.published, touched or self.published)
        return Life(self.generated, self.published, min(updated, base))


def determination(dice: Dice, base: date, fate: Fate) -> date:
    """A working day; for every fourth record the end of a month, where periods are hardest."""
    youngest, oldest = fate.days
    day = workday(before(base, dice.integer(youngest, oldest)))
    ends = [month_end(base, back) for back in range(1, 52)]
    fitting = [end for end in ends if youngest <= (base - end).days <= oldest]
    return dice.choice(fitting) if fitting and dice.chance(0.25) else day


def make_dates(dice: Dice, base: date, fate: Fate, determined: date, wait: int) -> Dates:
    """`wait`: days until the document takes effect."""
    effective = min(determined + timedelta(days=wait), base)
    generated = after(effective, dice.integer(1, 4), base)
    published = after(generated, dice.integer(1, 4), base)
    return Dates(determined, effective, generated, published, _ended(fate, determined))


def _ended(fate: Fate, determined: date) -> date | None:
    if fate.status != "expired":
        return None
    last = add_months(determined, _LONGEST[fate.severity])
    if determined < _NEW_REGIME and fate.severity != "严重":
        last = max(last, _NEW_REGIME - timedelta(days=1))
    return last + timedelta(days=1)


def has_period(fate: Fate, determined: date) -> bool:
    """Before Order 36 a minor case was not published at all."""
    return fate.severity != "轻微" or determined >= _NEW_REGIME


def repair_opens(fate: Fate, dates: Dates) -> date:
    """The first day on which its repair may be applied for."""
    return max(dates.published, add_months(dates.determined, _SHORTEST[fate.severity]))
