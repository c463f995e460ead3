"""Rows of the other key areas: arrears, partnerships, investment, debts, street commitments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from synthesis.days import add_months, after
from synthesis.dice import Dice
from synthesis.envelope import SITE, Release
from synthesis.lives import ago, bodies, released, told
from synthesis.records import Dossier
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World

# Bodies that let the day of publication pass: two were late, one has published nothing at all.
_LATE, _SILENT = (7, 19), (11,)
_STAGES = ("筹备", "招标投标", "融资", "实施", "移交")


def arrears(world: World, records: Sequence[Dossier]) -> Iterator[Row]:
    """Last year of every body that must publish; the year before of every third."""
    dice = world.dice("arrears")
    obliged = [*bodies(world, "部"), *bodies(world, "街"), *bodies(world, "事")]
    owed = {
        one.record["subject_id"]: one.record["record_id"]
        for one in records
        if one.record["record_kind"] == "拖欠账款认定失信"
    }
    for place, body in enumerate(obliged):
        if place not in _SILENT:
            yield _report(world, dice, body, 2025, owed, place in _LATE)
        if place % 3 == 0:
            yield _report(world, dice, body, 2024, {}, late=False)


def _report(
    world: World, dice: Dice, body: Institution, year: int, owed: dict[str, str], late: bool
) -> Row:
    inst = world.inst_ids[body.key]
    count = dice.integer(1, 4) if inst in owed or dice.chance(0.35) else 0
    amount = sum(dice.integer(3, 90) * 10_000 + dice.integer(0, 99) * 100 for _ in range(count))
    cleared = amount if dice.chance(0.55) else amount * dice.integer(0, 9) // 10
    if inst in owed:
        cleared = amount * dice.integer(1, 8) // 10
    due = date(year + 1, 3, 31)
    day = (
        after(due, dice.integer(5, 25), world.base)
        if late
        else due - timedelta(days=dice.integer(0, 40))
    )
    made = day - timedelta(days=dice.integer(1, 8))
    checked = ago(world, dice.integer(10, 80)) if count else None
    row: Row = {
        "arrears_id": world.ids.next("sa", day.year),
        "org_id": inst,
        "fiscal_year": year,
        "contract_count": count,
        "amount": f"{amount}.00",
        "published_on": day,
        "cleared_amount": f"{cleared}.00" if count else "不适用",
        "checked_on": checked or "不适用",
        "related_record_id": owed.get(inst, ""),
    }
    life = told(world, dice, made, day, checked)
    return row | released(world, dice, "sme", body, life)


def partnerships(world: World) -> Iterator[Row]:
    dice = world.dice("partnerships")
    for line in bank("areas")["合作"]:
        name, mode, key, post, partner, millions, days, result, trace = line.split("|")
        body, signed = world.institutions[key], ago(world, int(days))
        review = ago(world, dice.integer(20, 90))
        number = world.running("合作", signed.year, dice.integer(1, 3))
        row: Row = {
            "project_id": world.ids.next("pp", signed.year),
            "project_code": f"YSPPP-{signed.year}-{number:02d}",
            "name": name,
            "mode": "存量项目" if mode == "存量" else "特许经营（新机制）",
            "gov_party_id": world.inst_ids[key],
            "responsible_post": post,
            "stages": _stages(signed, int(days)),
            "partner_name": partner,
            "investment": f"{int(millions) * 10_000}.00",
            "contract_on": signed,
            "performance_result": result,
            "trace_note": trace,
            "next_review_on": add_months(review, 6),
        }
        life = told(world, dice, signed, review)
        yield row | released(world, dice, "ppp", body, life)


def _stages(signed: date, days: int) -> list[dict[str, str]]:
    """How far a project has got, by its age."""
    reached = 3 if days > 400 else 2
    starts = (-210, -80, 40, 150, None)
    found = []
    for place, (stage, shift) in enumerate(zip(_STAGES, starts, strict=True)):
        started = place <= reached and shift is not None
        status = "已完成" if place < reached else "进行中" if started else "未到"
        day = str(signed + timedelta(days=shift)) if started and shift is not None else ""
        duty = bank("areas")["合作职责"][stage]
        found.append({"stage": stage, "duty": duty, "status": status, "date": day})
    return found


def investments(
    world: World, documents: dict[str, Row], records: Sequence[Dossier]
) -> Iterator[Row]:
    dice = world.dice("investments")
    broken = [one for one in records if one.record["domain"] == "招商引资"]
    by_id = {inst_id: key for key, inst_id in world.inst_ids.items()}
    for place, line in enumerate(bank("areas")["招商"]):
        yield _investment(world, dice, line.split("|"), documents, place, None)
    for dossier in broken[:4]:
        key = by_id[dossier.record["subject_id"]]
        kind = dice.choice(["招商合同", "政策承诺"])
        line_ = [key, kind, "投资协议约定的配套和奖励", "企业甲", "zs22", "未"]
        yield _investment(world, dice, line_, documents, 0, dossier)


def _investment(
    world: World,
    dice: Dice,
    line: list[str],
    documents: dict[str, Row],
    place: int,
    dossier: Dossier | None,
) -> Row:
    key, kind, title, other, policy, mark = line
    body, document = world.institutions[key], documents[policy]
    oldest = max(60, (world.base - document["signed_on"]).days - 10)
    signed = ago(world, min(oldest, dice.integer(300, 900)))
    due, done = _due(world, dice, mark, signed)
    if dossier:
        due = dossier.dates.determined - timedelta(days=dice.integer(40, 120))
        signed = min(signed, due - timedelta(days=150))
        title = f"{title}（{dossier.record['record_id'][-9:]}号协议）"
    changed = mark == "变"
    row: Row = {
        "commitment_id": world.ids.next("ic", signed.year),
        "org_id": world.inst_ids[key],
        "commit_kind": kind,
        "title": title,
        "counterparty_display": other,
        "legal_basis": f"《{document['title']}》{document['doc_no']}",
        "policy_id": document["doc_id"],
        "signed_on": signed,
        "due_on": due,
        "fulfilled_on": done,
        "milestones": _milestones(dice, signed, due, done, mark),
        "fulfil_state": _STATES[mark],
        "change_basis": dice.choice(["公共利益", "公共利益", "国家利益"]) if changed else "不适用",
        "change_doc_no": _change(world, dice, body) if changed else "不适用",
        "compensation_state": ("已补偿", "协商中", "争议中")[place % 3] if changed else "不适用",
        "next_review_on": None
        if mark in ("按", "逾", "解")
        else add_months(world.base, dice.integer(1, 3)),
        "related_record_id": dossier.record["record_id"] if dossier else "",
    }
    looked = ago(world, dice.integer(8, 70))
    life = told(world, dice, signed, done, looked)
    note = "双方协商一致解除，互不承担违约责任。" if mark == "解" else ""
    status = _UNUSUAL.get(place, "published") if dossier is None else "published"
    return row | released(world, dice, "invest", body, life, Release(status=status, note=note))


# A line of the bank that is not public: still being reviewed, or taken down.
_UNUSUAL = {12: "reviewed", 22: "withdrawn"}
_STATES = {
    "按": "按期履行",
    "逾": "逾期履行",
    "部": "部分履行",
    "未": "未履行",
    "待": "未到期",
    "变": "依法变更",
    "解": "解除",
}


def _due(world: World, dice: Dice, mark: str, signed: date) -> tuple[date, date | None]:
    if mark == "待":
        return world.base + timedelta(days=dice.integer(12, 300)), None
    room = (world.base - signed).days
    due = signed + timedelta(days=max(30, room * dice.integer(45, 75) // 100))
    if mark == "按":
        return due, due - timedelta(days=dice.integer(0, 25))
    if mark == "逾":
        return due, min(due + timedelta(days=dice.integer(20, 80)), world.base)
    return due, None


def _milestones(
    dice: Dice, signed: date, due: date, done: date | None, mark: str
) -> list[dict[str, str]]:
    half = signed + (due - signed) // 2
    first = str(half + timedelta(days=dice.integer(-10, 5))) if mark != "未" and done else ""
    if mark == "部":
        first = str(half)
    return [
        {"name": "提出申请和审核", "due": str(half), "done": first},
        {"name": "兑现或交付", "due": str(due), "done": str(done) if done else ""},
    ]


def _change(world: World, dice: Dice, body: Institution) -> str:
    return f"{body.doc}〔2026〕{world.running(f'变/{body.doc}', 2026, dice.integer(3, 9))}号"


def debts(world: World) -> Iterator[Row]:
    """Six years of both kinds: one was published late, the newest is approved but not public."""
    dice = world.dice("debts")
    for kind, start in (("一般债务（转贷）", 18_6000_0000), ("专项债务（转贷）", 42_3000_0000)):
        top = start
        for year in range(2020, 2026):
            top += dice.integer(40, 260) * 100_0000
            newest = year == 2025 and kind.startswith("专")
            approved = date(2026, 10, 30) if newest else date(year + 1, 7, 28)
            late = year == 2024 and kind.startswith("一")
            days = 32 if late else dice.integer(4, 19)
            published = None if newest else approved + timedelta(days=days)
            yield _debt(world, dice, (year, kind, top), approved, published)


def _debt(
    world: World, dice: Dice, what: tuple[int, str, int], approved: date, published: date | None
) -> Row:
    uses = (
        "安置房和公租房",
        "污水管网和泵站改造",
        "学校和医院迁建",
        "道路和停车设施",
        "园区基础设施",
    )
    body = world.institutions["caizheng"]
    year, kind, top = what
    row: Row = {
        "debt_id": world.ids.next("gd", approved.year),
        "org_id": world.inst_ids[body.key],
        "year": year,
        "debt_kind": kind,
        "limit_amount": f"{top}.00",
        "balance_year_end": f"{top * dice.integer(90, 98) // 100}.00",
        "new_bonds": f"{top * dice.integer(4, 12) // 100}.00",
        "repaid_principal": f"{top * dice.integer(2, 6) // 100}.00",
        "interest": f"{top * dice.integer(28, 35) // 1000}.00",
        "use_projects": "、".join(dice.sample(uses, 2)) + "项目",
        "rating_agency": "示例信用评级公司",
        "rating": "AAA（省级转贷债券）",
        "approved_on": approved,
        "published_on": published,
    }
    life = told(world, dice, approved, published)
    return row | released(world, dice, "debt", body, life)


def street_commitments(world: World) -> Iterator[Row]:
    """All fourteen of every street for last year; half of this year's too."""
    dice = world.dice("streets")
    lines = [line.split("|") for line in bank("areas")["街道"]]
    for place, street in enumerate(bodies(world, "街")):
        for number, line in enumerate(lines):
            year = 2026 if (place + number) % 5 == 0 else 2025
            yield _street(world, dice, street, line, year, place + number)


def _street(
    world: World, dice: Dice, street: Institution, line: list[str], year: int, place: int
) -> Row:
    domain, label, *texts = line
    content, target = texts[2 * (place % 2) : 2 * (place % 2) + 2]
    made = date(year, 1, 10) + timedelta(days=dice.integer(0, 40))
    result: str | None = "未到期" if year == 2026 else dice.weighted([("兑现", 9), ("未兑现", 1)])
    if year == 2025 and place % 17 == 3:
        result = None
    told_on = date(2026, 1, 20) + timedelta(days=dice.integer(0, 25)) if year == 2025 else None
    row: Row = {
        "commitment_id": world.ids.next("st", year),
        "street_id": world.inst_ids[street.key],
        "domain": domain,
        "current_label": label,
        "content": content,
        "target": target.format(a=dice.integer(4, 30) * 10, b=dice.integer(2, 14)),
        "period": str(year),
        "made_on": made,
        "result": result,
        "result_note": dice.choice(bank("areas")["街道结果"][result]) if result else "",
        "finance_url": f"{SITE}/jiedao/{1000 + street.number}/caiwu/",
        "complaint_channel": f"{street.short}效能监督电话{street.phone(1)}",
    }
    life = told(world, dice, made, told_on if result else None)
    return row | released(world, dice, "street", street, life)
