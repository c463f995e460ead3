"""The legal texts of a power item: basis, penalty, responsibilities, accountability."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from synthesis.chinese import joined, numeral
from synthesis.dice import Dice
from synthesis.register import Institution
from synthesis.words import bank

TYPES = {
    "许": ("行政许可", "XK"),
    "罚": ("行政处罚", "CF"),
    "强": ("行政强制", "QZ"),
    "征": ("行政征收", "ZS"),
    "给": ("行政给付", "JF"),
    "查": ("行政检查", "JC"),
    "确": ("行政确认", "QR"),
    "奖": ("行政奖励", "JL"),
    "裁": ("行政裁决", "CJ"),
    "他": ("其他行政权力", "QT"),
    "服": ("公共服务", "GF"),
    "责": ("其他权责事项", "ZZ"),
}
# What the columns of a line in words/departments/*.yaml are, by its mark.
_COLUMNS = {
    "许": "n m law d r serve",
    "确": "n m law d r serve",
    "他": "n m law d r serve",
    "服": "n m law d r serve",
    "罚": "a law band",
    "强": "n c law v",
    "征": "n o law std",
    "给": "n w law d b serve",
    "查": "o law f",
    "奖": "n m law d serve",
    "裁": "n m law d serve",
    "责": "n m law",
}
_SEVERE = {
    "没": "没收违法所得",
    "停": "责令停业整顿",
    "吊": "依法吊销有关许可证件",
}


@dataclass(frozen=True)
class Item:
    """A power item of the bank. `slots` are the words that its templates are filled with."""

    owner: Institution
    mark: str
    name: str
    law: str
    serve: str = ""
    docs: tuple[str, ...] = ()
    band: str = ""
    slots: dict[str, str] = field(default_factory=dict)

    @property
    def type(self) -> str:
        return TYPES[self.mark][0]

    @property
    def letters(self) -> str:
        return TYPES[self.mark][1]

    @property
    def on_application(self) -> bool:
        return self.mark in "许确给奖裁他服"


def parse_item(owner: Institution, line: str) -> Item:
    mark, *cells = line.split("|")
    slots = dict(zip(_COLUMNS[mark].split(), cells, strict=True))
    law = owner.bank["laws"][slots.pop("law")]
    serve, band = slots.pop("serve", ""), slots.pop("band", "")
    docs = tuple(slots.pop("d", "").split(";")) if "d" in slots else ()
    slots["n"] = slots.get("n") or _derived_name(mark, slots)
    slots |= {
        "org": owner.bank.get("authority", "县级人民政府主管部门"),
        "s": owner.short,
        "field": owner.bank.get("field", ""),
        "law": law,
        "addr": owner.address,
    }
    slots["d"] = joined(list(docs)) if docs else "申请材料"
    slots.setdefault("r", slots.get("b", slots["n"] + "结果"))
    return Item(owner, mark, slots["n"], law, serve, docs, band, slots)


def _derived_name(mark: str, slots: dict[str, str]) -> str:
    if mark == "罚":
        return f"对{slots['a']}的处罚"
    return f"对{slots['o']}的监督检查"


def set_basis(dice: Dice, item: Item, slots: dict[str, str]) -> list[dict[str, str]]:
    """One article, sometimes two of the same instrument."""
    count = 2 if dice.chance(0.3) else 1
    number = dice.integer(6, 62)
    articles = []
    for template in dice.sample(bank("basis")[item.mark], count):
        clause = f"第{numeral(dice.integer(1, 3))}款" if dice.chance(0.4) else ""
        articles.append(
            {
                "law": f"《{item.law}》",
                "article": f"第{numeral(number)}条{clause}",
                "text": template.format(**slots),
            }
        )
        number += dice.integer(1, 9)
    return articles


def penalty(dice: Dice, item: Item) -> dict[str, str]:
    """The slots pen and sev of a penalty's article, and its scope."""
    texts: Any = bank("basis")
    low, high = dice.choice(texts["罚款档"][item.band[0]])
    severe = [_SEVERE[mark] for mark in item.band[1:]]
    pen = f"处{low}以上{high}以下罚款"
    sev = "，".join(severe) if severe else f"处{high}罚款"
    scope = (
        f"行为：{item.slots['a']}。种类：{joined(['罚款', *severe])}。幅度：{low}以上{high}以下。"
    )
    return {"pen": pen, "sev": sev, "scope": f"{scope}裁量：{dice.choice(texts['裁量'])}。"}


def responsibilities(dice: Dice, item: Item, slots: dict[str, str]) -> str:
    stages = bank("duties")["责任"][item.mark]
    return "\n".join(
        f"{number}.{stage}：{dice.choice(texts).format(**slots)}。"
        for number, (stage, texts) in enumerate(stages.items(), start=1)
    )


def accountability(dice: Dice, item: Item, slots: dict[str, str]) -> str:
    texts = bank("duties")["追责"]
    chosen = dice.sample(texts[item.mark], 3) + dice.sample(texts["通用"], 2)
    lines = [f"{n}.{text.format(**slots)}；" for n, text in enumerate(chosen, start=1)]
    end = dice.choice(bank("duties")["追责结语"]).format(**slots)
    return "\n".join([*lines[:-1], lines[-1].rstrip("；") + "。", end])
