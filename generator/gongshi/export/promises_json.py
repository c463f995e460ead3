"""index.json beside the page of promises and outcomes."""

from __future__ import annotations

from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.outcomes import Tally, outcomes_of
from gongshi.core import urls


def promises_document(catalog: Catalog) -> dict[str, Any]:
    """Counts with the ids of the records behind them. A family without data has no numbers."""
    found = outcomes_of(catalog)
    return {
        "asOf": str(catalog.disclosure.as_of),
        "families": [
            {
                "id": tally.family.slug,
                "title": tally.family.title,
                "domain": tally.family.domain,
                "unit": tally.family.unit,
                "promise": tally.family.promise,
                "outcome": tally.family.outcome,
                **_numbers(tally),
            }
            for tally in found.overall
        ],
        "institutions": [
            {
                "id": one.institution.id,
                "url": urls.promises_page(one.institution.id),
                "families": {
                    tally.family.slug: {**_numbers(tally), "records": _records(tally)}
                    for tally in one.tallies
                    if tally.entries
                },
            }
            for one in found.with_entries
        ],
    }


def _numbers(tally: Tally) -> dict[str, Any]:
    if not tally.has_data:
        return {"due": None, "counts": None}
    counts = {verdict.slug: count for verdict, count in sorted(tally.counts.items())}
    return {"due": tally.due, "counts": counts}


def _records(tally: Tally) -> dict[str, list[str]]:
    return {v.slug: [entry.record.id for entry in found] for v, found in tally.by_verdict}
