"""index.json beside the ledger of removals, and beside that of corrections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.removals import CorrectionRecord, Removal, corrections_of, removals_of
from gongshi.catalog.values import as_data
from gongshi.core import urls
from gongshi.core.output import OutputFile, dump
from gongshi.screening.ledger.corrections import AFTER, BEFORE


def ledger_files(catalog: Catalog) -> Iterator[OutputFile]:
    for url, document in (
        (urls.REMOVALS, removals_document(catalog)),
        (urls.CORRECTIONS, corrections_document(catalog)),
    ):
        yield OutputFile(urls.json_of(url), dump(document), "application/json")


def removals_document(catalog: Catalog) -> dict[str, Any]:
    """Counts and tombstones: id, event, day, class of reason. No subject."""
    found = removals_of(catalog)
    return {
        "asOf": str(catalog.disclosure.as_of),
        "ended": len(found.ended),
        "suspended": len(found.suspended),
        "reasons": [
            {
                "event": one.event,
                "title": one.word,
                "reason": one.reason,
                "meaning": one.meaning,
                "rules": list(one.rules),
                "count": one.count,
            }
            for one in found.reasons
        ],
        "byMonth": [
            {
                "dataset": str(group.table.key),
                "month": one.month or None,
                "event": one.event,
                "reason": one.reason,
                "count": one.count,
            }
            for group in found.by_table
            for one in group.counts
        ],
        "removals": [_removal(one) for one in (*found.suspended, *found.ended)],
    }


def _removal(one: Removal) -> dict[str, Any]:
    stone = one.stone
    return {
        "dataset": str(stone.key),
        "id": stone.record_id,
        "status": "suspended" if stone.suspended else "ended",
        "event": stone.event,
        "eventOn": stone.event_on or None,
        "reason": stone.reason,
        "rule": stone.rule,
        "url": one.url,
    }


def corrections_document(catalog: Catalog) -> dict[str, Any]:
    found = corrections_of(catalog)
    return {
        "asOf": str(catalog.disclosure.as_of),
        "count": len(found),
        "corrections": [_correction(one) for one in found],
    }


def _correction(one: CorrectionRecord) -> dict[str, Any]:
    fields = one.correction.table.by_name
    return {
        "id": one.correction.id,
        "url": one.correction.url,
        "dataset": str(one.record.table.key),
        "record": one.record.id,
        "recordUrl": one.record.url,
        "field": one.field.name,
        "fieldTitle": one.field.title,
        "before": as_data(fields[BEFORE], one.correction.cell(BEFORE)),
        "after": as_data(fields[AFTER], one.correction.cell(AFTER)),
        "correctedOn": one.day,
        "reason": one.correction.given("reason") or None,
    }
