"""Rows of assessments.csv: what evaluating bodies published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

from synthesis.dice import Dice
from synthesis.envelope import SITE
from synthesis.lives import ago, bodies, released, told
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World

_BANDS = {"优秀": (92, 97), "良好": (82, 91), "合格": (71, 79)}


def evaluations(world: World, contract: Row | None) -> Iterator[Row]:
    """`contract`: that by which a third party was commissioned."""
    dice = world.dice("evaluations")
    pools = {kind: dice.shuffled(bodies(world, kind)) for kind in "部街"}
    pools["全"] = [world.institutions["zhengban"]]
    for line in bank("assessments")["评价"]:
        parts = line.split("|")
        pool = pools[parts[4]]
        for place in range(int(parts[5])):
            yield _evaluation(world, dice, parts, pool[place % len(pool)], place, contract)


def _evaluation(
    world: World,
    dice: Dice,
    parts: list[str],
    subject: Institution,
    place: int,
    contract: Row | None,
) -> Row:
    kind, title, by, _, whom, _, period, days, scored, method, indicators, *rest = parts
    limits, interest, applied = rest
    body = world.institutions.get(by)
    published = ago(world, int(days))
    name = body.name if body else by
    grades = bank("assessments")["等次"][whom]
    grade = grades[place % len(grades)] if scored == "是" else ""
    if not grade:
        checks = bank("assessments")["督导等次"]
        grade = checks[place % len(checks)] if kind == "专项督导" else "良好"
    outside = kind == "第三方评价"
    bought = outside and contract is not None and "研究院" in by
    row: Row = {
        "assessment_id": world.ids.next("as", published.year),
        "title": f"{title}（{period}）",
        "assess_kind": kind,
        "period": period,
        "subject_id": world.inst_ids[subject.key],
        "evaluator_name": name,
        "evaluator_id": world.inst_ids[by] if body else "不适用",
        "commissioned_by_id": world.inst_ids["fagai"] if outside else "不适用",
        "contract_id": contract["contract_id"] if bought and contract else "不适用",
        "method": method,
        "method_url": f"{SITE}/pingjia/{quote(period)}/fangfa-{dice.integer(100, 999)}.html",
        "indicator_set": indicators,
        "score": f"{dice.integer(*_BANDS[grade])}.{dice.integer(0, 9)}" if scored == "是" else None,
        "grade_text": grade,
        "published_on": published,
        "objection_until": published + timedelta(days=15),
        "applied_to": tuple(applied.split(";")),
        "limitations": limits,
        "conflict_statement": interest or "不适用",
    }
    life = told(world, dice, published)
    return row | released(world, dice, "assessments", world.publisher, life)
