"""What a dishonesty record is about: a case of words/cases.yaml and its facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from synthesis.chinese import day, money, numeral
from synthesis.days import before
from synthesis.dice import Dice
from synthesis.words import bank

KINDS = {
    "判": "司法判决",
    "罚": "行政处罚",
    "责": "单位问责",
    "执": "失信被执行人",
    "欠": "拖欠账款认定失信",
    "约": "合同违约认定",
    "他": "其他依法认定",
}
# Days late and 万元, as words/cases.yaml grades them.
_SIZES = {
    "轻微": ((8, 29), (3, 48)),
    "一般": ((30, 179), (60, 980)),
    "严重": ((180, 420), (1010, 8600)),
}
_LISTED = "被列入失信被执行人名单"


@dataclass(frozen=True)
class Case:
    domain: str
    kinds: str
    who: str
    fact: str
    duty: str
    loss: str


@dataclass(frozen=True)
class Facts:
    """The texts of one record."""

    summary: str
    obligation: str
    loss: str
    performance: str
    severity_basis: str
    necessity: str
    legal: str
    catalogue: str


def all_cases() -> list[Case]:
    return [Case(**entry) for entry in bank("cases")["cases"]]


def tell(
    dice: Dice, case: Case, kind: str, severity: str, performance: str, determined: date
) -> Facts:
    """Amounts and delays agree with the severity; the days of the story lie before the document."""
    texts: Any = bank("cases")
    slots = _slots(dice, case, severity, determined)
    tail = dice.choice(texts["tails"][performance])
    story = dice.choice(texts["intros"][kind]) + case.fact + tail
    legal = dice.choice(texts["legal"][case.domain])
    return Facts(
        summary=story.format(**slots),
        obligation=case.duty.format(**slots),
        loss=case.loss.format(**slots),
        performance=performance,
        severity_basis=_severity_basis(dice, texts, kind, severity),
        necessity=dice.choice(texts["necessity"]) if severity == "轻微" else "不适用",
        legal=f"{legal}第{numeral(dice.integer(11, 58))}条",
        catalogue=texts["catalogue"][kind],
    )


def _slots(dice: Dice, case: Case, severity: str, determined: date) -> dict[str, Any]:
    late, tenths = _SIZES[severity]
    texts = bank("cases")
    days = dice.integer(*late)
    part = dice.integer(*tenths) / 10
    later = before(determined, dice.integer(45, 120))
    parts = 3 if "第{n}" in case.fact else 9
    return {
        "p": dice.choice(texts["projects"][case.domain]),
        "co": dice.choice(texts["counterparts"]),
        "amt": money(round(part * dice.integer(12, 40) / 10, 1)),
        "part": money(part),
        "rate": f"{dice.integer(4, 30)}%",
        "rate2": f"{dice.choice([20, 30, 35, 40, 50, 55, 60, 70])}%",
        "d1": day(later - timedelta(days=days)),
        "d2": day(later),
        "d3": day(before(determined, dice.integer(3, 40))),
        "n": dice.integer(2, parts),
        "days": days,
    }


def _severity_basis(dice: Dice, texts: Any, kind: str, severity: str) -> str:
    if kind == "执":
        reason = _LISTED
    else:
        reason = dice.choice([one for one in texts["severity_reasons"][severity] if one != _LISTED])
    article = {"轻微": "第八条", "一般": "第九条", "严重": "第十条"}[severity]
    return f"{texts['severity_basis']}{article}：{reason}"
