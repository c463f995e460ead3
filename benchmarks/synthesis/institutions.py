"""Rows of institutions.csv."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from synthesis.codes import AREA
from synthesis.days import Life, after
from synthesis.dice import Dice
from synthesis.envelope import SITE, Release, envelope
from synthesis.register import Institution
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World


def institution_rows(world: World) -> Iterator[Row]:
    dice = world.dice("institutions")
    by_id = sorted(world.institutions.values(), key=lambda one: world.inst_ids[one.key])
    for institution in by_id:
        yield _row(world, dice, institution)


def _row(world: World, dice: Dice, one: Institution) -> Row:
    hours = bank("common")["社区办公时间" if one.who == "居" else "办公时间"]
    publisher = one if one.coded else world.publisher
    return {
        "inst_id": world.inst_ids[one.key],
        "uscc": one.uscc,
        "uscc_status": "demo" if one.coded else "not_assigned",
        "name": one.name,
        "short_name": one.short,
        "former_names": one.former,
        "inst_type": one.kind,
        "archive_subject": one.has_archive,
        "foi_subject": one.foi,
        "area_code": AREA,
        "street_code": one.street_code,
        "community_code": one.community_code,
        "parent_id": world.inst_ids.get(one.parent or "", ""),
        "duties": one.duties,
        "office_address": one.address,
        "office_hours": dice.choice(hours),
        "public_phone": one.phone(),
        "website": f"{SITE}/jigou/{1000 + one.number}/" if one.who != "居" else "",
        "head_post": one.post,
        "valid_from": one.since,
        "valid_to": one.until,
        **envelope(
            world, dice, "institutions", publisher, _life(world, dice, one), Release(note=one.note)
        ),
    }


def _life(world: World, dice: Dice, one: Institution) -> Life:
    """Registered when the institution began, updated when it closed or in the last two years."""
    generated = after(max(one.since, date(2019, 6, 3)), dice.integer(0, 20), world.base)
    published = after(generated, dice.integer(2, 15), world.base)
    if one.until:
        updated = after(one.until, dice.integer(1, 12), world.base)
    else:
        updated = after(published, dice.integer(30, 900), world.base)
    return Life(generated, published, max(published, updated))
