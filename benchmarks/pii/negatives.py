"""Texts in which nothing personal stands, made to look as if it did."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synthesis.dice import Dice

from pii import codes, people
from pii.words import PARTS, load, words

_COUNTS = {  # how many of each sort: open, held out
    "demo uscc": (300, 50), "uscc": (430, 80), "organisation code": (190, 40), "registration number": (190, 40),
    "case number": (310, 60), "document number": (310, 60), "index number": (310, 60), "landline": (440, 90),
    "service line": (190, 40), "amount": (440, 90), "item code": (380, 80), "project number": (260, 60),
    "hash": (190, 40), "url": (260, 60), "moment": (440, 90), "licence": (310, 60), "standard": (250, 50),
    "way": (250, 50), "bare number": (380, 80), "long number": (260, 60), "area, date, sequence": (16, 5),
    "waybill": (0, 40), "invoice": (0, 40), "patent or vehicle": (0, 40), "meter or policy": (0, 40),
}  # fmt: skip
_AROUND = (
    (
        "{}", "{}", "{}", "编号：{}", "（{}）", "代码{}", "依据{}办理", "见{}", "{}；{}", "1.{}", "电话：{}", "金额{}",
        "【{}】", "序号\t{}\t备注", "号码 {}", "{}\n{}", "查询{}的结果", "注：{}、{}",
    ),
    ("{}", "{}", "{}", "“{}”", "备案号 {}", "详见{}。", "{}/{}", "{} {}", "附件：{}", "|{}|{}|", "经核{}无误"),
)  # fmt: skip


def negatives(part: int, seed: int) -> Iterator[dict[str, str]]:
    for sort, counts in _COUNTS.items():
        dice = Dice(seed, f"negative/{sort}")
        for _ in range(counts[part]):
            yield {"text": _code(dice, sort, part), "label": sort}
    for sort, halves in load("sentences").items():
        dice = Dice(seed, f"negative/{sort}")
        for sentence in halves[PARTS[part]]:
            for _ in range((8, 5)[part] if "<" in sentence else 2):
                yield {"text": fill(sentence, dice), "label": sort}


def _code(dice: Dice, sort: str, part: int) -> str:
    around = dice.choice(_AROUND[part])
    if (sort != "landline" and "电话" in around) or (sort != "amount" and "金额" in around):
        around = "{}"
    return re.sub(r"\{\}", lambda _: codes.CODES[sort](dice), around)


def fill(sentence: str, dice: Dice) -> str:
    fillers = {
        "机关": lambda: dice.choice(words("offices")),
        "年": lambda: str(dice.integer(2015, 2026)),
        "数": lambda: str(dice.integer(1, 10 ** dice.integer(1, 4))),
        "座机": lambda: codes.landline(dice),
        "匿名": lambda: people.anonymous(dice),
        "时间": lambda: f"{dice.integer(8, 10)}:00-{dice.integer(16, 18)}:30",
    }
    return re.sub(r"<(机关|年|数|座机|匿名|时间)>", lambda match: fillers[match.group(1)](), sentence)
