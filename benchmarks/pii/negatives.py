"""Texts in which nothing personal stands, made to look as if it did."""

from __future__ import annotations

from collections.abc import Iterator

from pii.codes import fill
from pii.words import PARTS, load, words
from synthesis.dice import Dice


def negatives(part: int, seed: int) -> Iterator[dict[str, str]]:
    for sort, recipe in load("codes").items():
        dice = Dice(seed, f"negative/{sort}")
        for _ in range(recipe["count"][part]):
            yield {"text": _code(dice, sort, recipe["of"], part), "label": sort}
    for sort, halves in load("sentences").items():
        dice = Dice(seed, f"negative/{sort}")
        for sentence in halves[PARTS[part]]:
            for _ in range((8, 5)[part] if "<" in sentence else 2):
                yield {"text": fill(sentence, dice), "label": sort}


def _code(dice: Dice, sort: str, templates: list[str], part: int) -> str:
    around = dice.choice(words("around", part))
    # Only telephone numbers are introduced as such, and only amounts.
    if (sort != "landline" and "电话" in around) or (sort != "amount" and "金额" in around):
        around = "{}"
    while "{}" in around:
        around = around.replace("{}", fill(dice.choice(templates), dice), 1)
    return around
