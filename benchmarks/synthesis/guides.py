"""Rows of procedures.csv: the guide for a power item that people apply for."""

from __future__ import annotations

from synthesis.chinese import numeral
from synthesis.dice import Dice
from synthesis.envelope import SITE, Release, envelope
from synthesis.items import PowerItem
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World

_SERVE = {
    "人": "自然人",
    "企": "企业法人",
    "事": "事业法人",
    "社": "社会组织法人",
    "机": "行政机关",
}
# Statutory days that are usual for a type, and the unit.
_LIMITS = {
    "许": ((20, 6), (15, 2), (10, 1), (30, 1)),
    "确": ((20, 4), (30, 2), (15, 1), (60, 1)),
    "给": ((30, 4), (20, 2), (45, 1)),
    "奖": ((60, 1), (45, 1)),
    "裁": ((45, 2), (60, 2), (30, 1)),
    "他": ((20, 2), (10, 2), (5, 1)),
    "服": ((1, 2), (5, 1), (10, 1)),
}
_DEPTHS = (
    ("互联网办理", 8),
    ("互联网电子证照反馈", 5),
    ("互联网办理结果信息反馈", 4),
    ("互联网受理", 3),
    ("互联网预审", 2),
    ("互联网收件", 1),
    ("互联网咨询", 1),
)
_REACH = (("本区通办", 8), ("全市通办", 6), ("全省通办", 3), ("跨省通办", 2), ("不通办", 2))


def procedure_row(world: World, dice: Dice, power: PowerItem) -> Row:
    item, texts = power.item, bank("procedures")
    slots = power.slots
    statutory, promised, unit = _times(dice, item.mark)
    special = _special(dice, item.mark)
    depth = dice.weighted(_DEPTHS)
    row: Row = {
        "procedure_id": world.ids.next("pr", power.life.generated.year),
        "item_id": power.row["item_id"],
        "handle_condition": dice.choice(texts["受理条件"][item.mark]).format(**slots),
        "materials": _materials(dice, power),
        "steps": _steps(dice, power, promised, unit),
        "special_procedure": special,
        "case_type": "承诺件" if promised else "即办件",
        "statutory_limit": statutory,
        "statutory_unit": unit,
        "statutory_basis": f"《{item.law}》第{numeral(dice.integer(12, 60))}条",
        "promised_limit": promised,
        "promised_unit": unit,
        "promised_note": _limit_note(dice, promised, special),
        "visits": dice.weighted([(0, 5), (1, 5), (2, 1)]),
        **_fee(dice, item.mark),
        "result_type": texts["结果类型"][item.mark],
        "result_name": slots["r"],
        "serve_to": tuple(_SERVE[mark] for mark in item.serve),
        **_place(dice, power),
        "online_depth": depth,
        "online_url": _online(depth, power),
        "cross_region": dice.weighted(_REACH),
    }
    if dice.chance(0.25):
        row["flow_chart"] = f"{SITE}/liucheng/{item.letters.lower()}{dice.integer(1000, 9999)}.png"
    release = Release(mode="public", doc_no=str(power.row["source_doc_no"]))
    row |= envelope(world, dice, "procedures", item.owner, power.life, release)
    return row


def _times(dice: Dice, mark: str) -> tuple[int, int, str]:
    statutory = dice.weighted(_LIMITS[mark])
    if mark == "服":
        promised = dice.choice([0, 0, max(0, statutory - 1)])
    elif mark == "他":
        promised = dice.integer(0, statutory - 1)
    else:
        promised = max(1, statutory * dice.integer(25, 80) // 100)
    unit = "自然日" if mark == "裁" or (mark == "确" and statutory == 60) else "工作日"
    return statutory, promised, unit


def _special(dice: Dice, mark: str) -> str:
    options = bank("procedures")["特别程序"].get(mark)
    return str(dice.choice(options)) if options and dice.chance(0.35) else "不适用"


def _limit_note(dice: Dice, promised: int, special: str) -> str:
    if not promised:
        return "不适用"
    known = special if special != "不适用" else "邮寄"
    return str(dice.choice(bank("procedures")["时限说明"])).format(sp=known)


def _materials(dice: Dice, power: PowerItem) -> list[dict[str, str]]:
    texts = bank("procedures")
    listed: list[dict[str, str]] = []
    for number, name in enumerate(power.item.docs):
        listed.append(
            {
                "name": name,
                "need": "必要" if number == 0 or dice.chance(0.7) else "容缺后补",
                "form": dice.choice(texts["专门材料形式"]),
                "copies": str(dice.choice([1, 1, 1, 2])),
                "source": dice.choice(texts["专门材料来源"]),
                "basis": f"《{power.item.law}》第{numeral(dice.integer(8, 50))}条",
            }
        )
    for mark in power.item.serve[:2]:
        for cells in texts["通用材料"][mark][: dice.integer(1, 2)]:
            keys = ("name", "need", "form", "copies", "source", "basis")
            listed.append({key: str(cell) for key, cell in zip(keys, cells, strict=True)})
    return listed


def _steps(dice: Dice, power: PowerItem, promised: int, unit: str) -> list[dict[str, str]]:
    """The promised days, shared out over the steps by their weights; no day gets lost."""
    lines = [line.split("|") for line in dice.choice(bank("procedures")["环节"][power.item.mark])]
    shares = _shared([int(line[1]) for line in lines], promised)
    return [
        {
            "step": str(number),
            "link": link,
            "limit": f"{days}个{unit}" if days else "当场",
            "standard": standard.format(**power.slots),
            "result": result.format(**power.slots),
        }
        for number, ((link, _, standard, result), days) in enumerate(
            zip(lines, shares, strict=True), start=1
        )
    ]


def _shared(weights: list[int], days: int) -> list[int]:
    total = sum(weights) or 1
    edges = [days * sum(weights[: index + 1]) // total for index in range(len(weights))]
    return [edge - (edges[index - 1] if index else 0) for index, edge in enumerate(edges)]


def _fee(dice: Dice, mark: str) -> Row:
    if mark not in "许确" or not dice.chance(0.14):
        return {"is_fee": False, "fee_basis": "不适用", "fee_standard": "不适用"}
    basis, standard = dice.choice(bank("procedures")["收费"])
    return {"is_fee": True, "fee_basis": basis, "fee_standard": standard}


def _place(dice: Dice, power: PowerItem) -> Row:
    owner = power.item.owner
    window = dice.choice(bank("procedures")["窗口"])
    return {
        "handle_place": window.format(
            z=dice.choice("ABC"), num=dice.integer(1, 36), addr=owner.address
        ),
        "handle_time": dice.choice(bank("procedures")["办理时间"]),
        "consult_phone": owner.phone(1),
        "complaint_phone": owner.phone(3),
    }


def _online(depth: str, power: PowerItem) -> str:
    if depth in ("互联网咨询", "互联网收件"):
        return ""
    return f"{SITE}/banshi/{power.row['catalog_code'].lower()}/"
