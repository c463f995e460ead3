"""Rows of disclosure_channels.csv."""

from __future__ import annotations

from synthesis.envelope import SITE
from synthesis.lives import ago, released, told
from synthesis.rows import Row
from synthesis.words import bank
from synthesis.world import World


def channel_rows(world: World) -> dict[str, Row]:
    """Key → row, in the bank's order."""
    dice = world.dice("channels")
    rows: dict[str, Row] = {}
    for line in bank("channels")["渠道"]:
        key, name, kind, purpose, tail, phone, address, hours, operator, state, days = line.split(
            "|"
        )
        body = world.institutions[operator]
        made = ago(world, 700 + dice.integer(0, 200))
        checked = ago(world, int(days))
        row: Row = {
            "channel_id": world.ids.next("chan", made.year),
            "name": name,
            "channel_type": kind,
            "purpose": purpose,
            "url": f"{SITE}/qudao/{tail}/" if tail else "",
            "number": body.phone(int(phone)) if phone else "",
            "address": address,
            "hours": hours or ("全天" if kind != "窗口" else "工作日9:00—17:00"),
            "operator": body.name,
            "operator_id": world.inst_ids[operator],
            "state": state,
            "checked_on": checked,
        }
        life = told(world, dice, made, checked)
        rows[key] = row | released(world, dice, "channels", body, life)
    return rows
