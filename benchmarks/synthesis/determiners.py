"""Who determines a record and by which document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from synthesis.codes import uscc
from synthesis.dice import Dice
from synthesis.register import Institution
from synthesis.words import bank
from synthesis.world import World

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_LAST_OF_SERIES = 9999
_SPARE_PROVIDER = "caizheng"


@dataclass(frozen=True)
class Determiner:
    """The body, its document's type, how the document is numbered, and who passes the data on."""

    name: str
    uscc: str
    doc_type: str
    series: str
    is_case: bool
    provider: Institution
    wait: int

    def number(self, world: World, dice: Dice, year: int) -> str:
        """A document number that no other record has."""
        count = world.running(self.series, year, dice.integer(1, 6), limit=10**9)
        if self.is_case:
            return f"（{year}）{self.series}{count}号"
        round_, place = divmod(count - 1, _LAST_OF_SERIES)
        stem = "" if round_ == 0 else _STEMS[round_ // 10 % 10] + _STEMS[round_ % 10]
        return f"{self.series}{stem}〔{year}〕{place + 1}号"


def determiner(
    world: World, dice: Dice, kind: str, domain: str, subject: Institution, on: date
) -> Determiner:
    """A body never determines its own record."""
    if kind == "罚":
        return _penalty(world, domain, subject, on)
    entries = [
        entry
        for entry in bank("determiners")[kind]
        if _known(world, entry) and subject.key != entry["by"]
    ]
    entry: dict[str, Any] = dice.choice(entries)
    name, code = _body(world, entry["by"], on)
    provider = entry["provider"] if entry["provider"] != subject.key else _SPARE_PROVIDER
    return Determiner(
        name,
        code,
        dice.choice(entry["types"]),
        entry["series"],
        entry["number"] == "c",
        world.institutions[provider],
        entry["effect"],
    )


def _known(world: World, entry: dict[str, Any]) -> bool:
    by = entry["by"]
    return entry["provider"] in world.institutions and ("|" in by or by in world.institutions)


def _body(world: World, by: str, on: date) -> tuple[str, str]:
    if "|" in by:
        name, prefix, number = by.split("|")
        return name, uscc(prefix, int(number))
    one = world.institutions[by]
    return one.name_on(on), one.uscc


def _penalty(world: World, domain: str, subject: Institution, on: date) -> Determiner:
    keys = bank("determiners")["罚"]
    wanted = keys.get(domain, keys["else"])
    if wanted == subject.key or wanted not in world.institutions:
        wanted = keys["else"] if wanted == keys["self"] else keys["self"]
    one = world.institutions[wanted]
    series = f"{one.doc}罚"
    return Determiner(one.name_on(on), one.uscc, "行政处罚决定书", series, False, one, 0)
