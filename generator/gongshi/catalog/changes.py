"""What changed lately, as the records themselves tell it."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable, Record


@dataclass(frozen=True)
class Change:
    """`what` is 新公开, 更新, 终止公示 or 暂停公示; a record that is `gone` has no title, only its
    id and reason. `until`: the last day on which the law lets the title be public, if it sets one.
    """

    day: str
    what: str
    table: CatalogTable
    record_id: str
    title: str
    url: str
    gone: bool = False
    until: str = ""


def recent_changes(catalog: Catalog, limit: int = 12, package: str | None = None) -> list[Change]:
    """The newest changes on or before the as-of day; of one day, one table after another.

    No dataset takes more than a third of the list, so that a mass import does not hide the rest.
    """
    share = max(1, limit // 3)
    found: list[Change] = []
    for table in catalog.of_package(package) if package else catalog.tables.values():
        changes = [*_published(catalog, table), *_ended(catalog, table)]
        found += heapq.nlargest(share, changes, key=lambda c: (c.day, c.record_id))
    return heapq.nlargest(limit, found, key=lambda c: (c.day, c.record_id))


def _published(catalog: Catalog, table: CatalogTable) -> list[Change]:
    newest = heapq.nlargest(
        20, range(len(table)), key=lambda p: (Record(table, p).given("updated_on"), table.ids[p])
    )
    changes = []
    for position in newest:
        record = Record(table, position)
        day, first = record.given("updated_on"), record.given("first_published_on")
        if day and day <= str(catalog.disclosure.as_of):
            what = "新公开" if day == first else "更新"
            title = catalog.title(record)
            until = catalog.last_day(record)
            changes.append(Change(day, what, table, record.id, title, record.url, until=until))
    return changes


def _ended(catalog: Catalog, table: CatalogTable) -> list[Change]:
    return [
        Change(
            stone.event_on,
            "暂停公示" if stone.suspended else "终止公示",
            table,
            stone.record_id,
            stone.reason,
            table.url(stone.record_id),
            gone=True,
        )
        for stone in catalog.tombstones(table.key)
        if stone.event_on and stone.event_on <= str(catalog.disclosure.as_of)
    ]
