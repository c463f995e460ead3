"""What stays at the URL of a record that ended: id, event, date, reason class. Nothing else."""

from __future__ import annotations

from gongshi.core import urls
from gongshi.render.site import Page
from gongshi.screening.outcome import Tombstone

EVENTS = {"expired": "到期", "repaired": "修复", "revoked": "撤销", "withdrawn": "撤下"}


def tombstone_page(stone: Tombstone, url: str) -> Page:
    return Page(
        url=url,
        section=stone.key.package,
        template="tombstone",
        title=f"{stone.record_id} 已终止公示",
        description=f"记录 {stone.record_id} 已终止公示。",
        robots="noindex, noarchive",
        alternate_json=True,
        context={
            "stone": stone,
            "event": EVENTS.get(stone.event, stone.event),
            "dataset_url": urls.dataset_page(stone.key.package, stone.key.resource),
        },
    )
