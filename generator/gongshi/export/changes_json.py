"""changes.json and delta.ndjson: what changed since the last release, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from gongshi.catalog.canonical import record_data
from gongshi.catalog.catalog import Catalog
from gongshi.catalog.change_log import ChangeLog, Ended, RecordChange, change_log, changes_url
from gongshi.catalog.confined import confined_fields
from gongshi.catalog.table import Record
from gongshi.catalog.values import as_data
from gongshi.core.output import OutputFile, dump

DOCUMENT, DELTA = "changes.json", "delta.ndjson"


def change_files(catalog: Catalog) -> Iterator[OutputFile]:
    """For the edition and for each package."""
    for package in (None, *(one.name for one in catalog.disclosure.packages)):
        log, url = change_log(catalog, package), changes_url(package)
        document = changes_document(catalog, log, package)
        yield OutputFile(f"{url}{DOCUMENT}", dump(document), "application/json")
        yield OutputFile(f"{url}{DELTA}", _delta(catalog, log), "application/x-ndjson")


def changes_document(catalog: Catalog, log: ChangeLog | None, package: str | None) -> Any:
    """`since` is null before the first release. A `before` that may not be public any more is null
    and `withheld`; of what ended there are id, event, day and class of reason.
    """
    as_of = str(catalog.disclosure.as_of)
    tables = catalog.of_package(package) if package else catalog.tables.values()
    return {
        "scope": package or catalog.disclosure.edition.name,
        "asOf": as_of,
        "since": log.since if log else None,
        "unchanged": log is not None and log.none,
        "counts": {
            "added": len(log.added) if log else 0,
            "changed": len(log.changed) if log else 0,
            "ended": len(log.ended) if log else 0,
        },
        "added": [_named(catalog, record) for record in (log.added if log else ())],
        "changed": [_changed(catalog, one) for one in (log.changed if log else ())],
        "ended": [_ended(one) for one in (log.ended if log else ())],
        "datasets": [
            {
                "dataset": str(table.key),
                "lastChanged": table.last_changed or None,
                "lastChecked": as_of,
            }
            for table in tables
        ],
        "releases": [
            {"on": one.on, "added": one.added, "changed": one.changed, "ended": one.ended}
            for one in (log.history if log else ())
        ],
    }


def _named(catalog: Catalog, record: Record) -> dict[str, Any]:
    return {
        "dataset": str(record.table.key),
        "id": record.id,
        "title": catalog.title(record),
        "url": record.url,
    }


def _changed(catalog: Catalog, one: RecordChange) -> dict[str, Any]:
    return {
        **_named(catalog, one.record),
        "fields": [
            {
                "field": change.field.name,
                "title": change.field.title,
                "before": None
                if change.cell.before is None
                else as_data(change.field, change.cell.before),
                "after": as_data(change.field, change.cell.after),
                "withheld": change.cell.before is None,
            }
            for change in one.fields
        ],
    }


def _ended(one: Ended) -> dict[str, Any]:
    stone = one.stone
    return {
        "dataset": str(stone.key),
        "id": stone.record_id,
        "status": "suspended" if stone.suspended else "ended",
        "event": stone.event,
        "eventOn": stone.event_on or None,
        "reason": stone.reason,
        "url": one.url,
    }


def _delta(catalog: Catalog, log: ChangeLog | None) -> bytes:
    """ADD and MOD carry the record as it is now, DEL its number: apply line by line to a copy."""
    lines: list[dict[str, Any]] = []
    if log is not None:
        lines += [_operation(catalog, "ADD", record) for record in log.added]
        lines += [_operation(catalog, "MOD", one.record) for one in log.changed]
        lines += [
            {"op": "DEL", "dataset": str(one.stone.key), "id": one.stone.record_id}
            for one in log.ended
        ]
    return "".join(f"{json.dumps(line, ensure_ascii=True)}\n" for line in lines).encode()


def _operation(catalog: Catalog, op: str, record: Record) -> dict[str, Any]:
    confined = confined_fields(catalog, record.table)
    return {
        "op": op,
        "dataset": str(record.table.key),
        "id": record.id,
        "record": {k: v for k, v in record_data(record).items() if k not in confined},
    }
