"""What stands for the tokens in `words/codes.yaml` and `words/sentences.yaml`."""

from __future__ import annotations

import re
from collections.abc import Callable

from pii import fiction, people
from pii.fiction import digits
from pii.words import words
from synthesis.codes import uscc
from synthesis.dice import Dice

_TOKEN = re.compile(r"<([^<>]{1,40})>")


def fill(template: str, dice: Dice) -> str:
    return _TOKEN.sub(lambda token: _value(token[1], dice), template)


def _value(token: str, dice: Dice) -> str:
    if token.isdecimal():
        return digits(dice, int(token))
    if span := re.fullmatch(r"(\d+)\.\.(\d+)", token):
        return str(dice.integer(int(span[1]), int(span[2])))
    if hexadecimal := re.fullmatch(r"x(\d+)", token):
        return "".join(dice.choice("0123456789abcdef") for _ in range(int(hexadecimal[1])))
    if "|" in token:
        return dice.choice(token.split("|"))
    return _NAMED[token](dice)


def _landline(dice: Dice) -> str:
    area = dice.choice(("0595", "0591", "010", "021", "020", "0000", "0755", "025"))
    number = dice.choice("23678") + digits(dice, 7)
    if area == "0000":
        number = "5550" + digits(dice, 3)
    return dice.choice(
        (
            f"（{area}）{number}",
            f"{area}{number}",
            f"{area} {number}转{dice.integer(100, 8999)}",
            f"+86-{area[1:]}-{number}",
            f"{area}-{number}",
        )
    )


def _real_area_uscc(dice: Dice) -> str:
    prefix = dice.choice(("11", "12", "51", "52", "91", "92", "93"))
    return fiction.uscc(dice, prefix, dice.choice(fiction.AREAS))


def _count(dice: Dice) -> str:
    return str(dice.integer(1, 10 ** dice.integer(1, 4)))


def _amount(dice: Dice) -> str:
    return f"{dice.integer(1, 10 ** dice.integer(3, 12)):,}.{digits(dice, 2)}元"


_NAMED: dict[str, Callable[[Dice], str]] = {
    "演示信用代码": lambda dice: uscc(dice.choice(("11", "12", "54")), dice.integer(1, 99999)),
    "信用代码": _real_area_uscc,
    "组织机构代码": fiction.organisation_code,
    "注册号": fiction.registration_15,
    "座机": _landline,
    "金额": _amount,
    "区划": lambda dice: dice.choice(fiction.AREAS),
    "日": lambda dice: str(fiction.day(dice, 1990, 2026)),
    "日8": lambda dice: f"{fiction.day(dice, 2015, 2026):%Y%m%d}",
    "日点": lambda dice: f"{fiction.day(dice, 1990, 2026):%Y.%m.%d}",
    "时": lambda dice: f"{dice.integer(0, 23):02d}:{dice.integer(0, 59):02d}",
    "年": lambda dice: str(dice.integer(2015, 2026)),
    "数": _count,
    "机关": lambda dice: dice.choice(words("offices")),
    "匿名": people.anonymous,
    "时间": lambda dice: f"{dice.integer(8, 10)}:00-{dice.integer(16, 18)}:30",
}
