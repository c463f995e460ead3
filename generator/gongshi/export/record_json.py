"""index.json beside each record page, and beside each tombstone."""

from __future__ import annotations

from typing import Any

from gongshi.catalog.canonical import record_data, record_hash
from gongshi.catalog.catalog import Catalog
from gongshi.catalog.citing.cite import record_mark
from gongshi.catalog.table import Record
from gongshi.core import urls
from gongshi.package.kinds import PUBLISHER
from gongshi.screening.outcome import Deadline, Tombstone

# Ids of records that point to one; `count` says how many there are, the rest is in the dataset.
MOST = 500


def record_document(catalog: Catalog, record: Record) -> dict[str, Any]:
    """A record, what it points to and what points to it, by id and title."""
    table, found = record.table, record_mark(catalog, record)
    return {
        "id": record.id,
        "title": catalog.title(record),
        "dataset": str(table.key),
        "kind": table.kind,
        "status": "published",
        "asOf": str(catalog.disclosure.as_of),
        "url": record.url,
        "notes": [
            {"rule": note.rule, "text": note.text, "since": note.since}
            for note in catalog.annotations(record)
        ],
        "version": found.version,
        "sha256": record_hash(record),
        "citation": str(found),
        "deadlines": [_deadline(catalog, one) for one in catalog.deadlines(record)],
        "record": record_data(record),
        "links": {
            name: _reference(catalog, target)
            for name in table.links
            if (target := catalog.target(record, name)) is not None
        },
        "linkedFrom": [
            {
                "dataset": str(group.table.key),
                "field": group.field.name,
                "count": len(group.records),
                "records": [source.id for source in group.records[:MOST]],
            }
            for group in catalog.incoming(record)
            if group.field.name != PUBLISHER
        ],
    }


def _deadline(catalog: Catalog, one: Deadline) -> dict[str, Any]:
    clock = catalog.clock(one)
    return {
        "clock": one.clock,
        "title": clock.title,
        "dueOn": one.due_on or None,
        "doneOn": one.done_on or None,
        "standing": one.standing.value,
        "citation": clock.citation,
        "verified": clock.verified.value,
    }


def tombstone_document(stone: Tombstone) -> dict[str, Any]:
    """All that stays: id, event, date, reason class."""
    return {
        "id": stone.record_id,
        "status": "suspended" if stone.suspended else "ended",
        "event": stone.event,
        "eventOn": stone.event_on or None,
        "reason": stone.reason,
    }


def _reference(catalog: Catalog, target: Record) -> dict[str, str]:
    return {"id": target.id, "title": catalog.title(target), "json": urls.json_of(target.url)}
