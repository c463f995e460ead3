"""What stays at the URL of a record that ended: id, event, date, reason class. Nothing else."""

from __future__ import annotations

from gongshi.core import urls
from gongshi.render.site import Page
from gongshi.screening.outcome import Tombstone


def tombstone_page(stone: Tombstone, event: str, url: str) -> Page:
    """`event` in a word for readers."""
    what = "暂停公示" if stone.suspended else "已终止公示"
    return Page(
        url=url,
        section=stone.key.package,
        template="tombstone",
        title=f"{stone.record_id} {what}",
        description=f"记录 {stone.record_id} {what}。",
        robots="noindex, noarchive",
        alternate_json=True,
        context={
            "stone": stone,
            "event": event,
            "dataset_url": urls.dataset_page(stone.key.package, stone.key.resource),
        },
    )
