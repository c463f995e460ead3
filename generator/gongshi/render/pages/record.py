"""The page of one record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.deadlines import deadline_views
from gongshi.catalog.lifecycle import lifecycle
from gongshi.catalog.promises import outcome
from gongshi.catalog.status import status_of
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core import urls
from gongshi.package.kinds import PUBLISHER
from gongshi.render.cited import cite_record
from gongshi.render.site import Page, Site
from gongshi.render.views import fact_groups, related


def record_pages(site: Site, table: CatalogTable) -> Iterator[Page]:
    for record in site.catalog.records(table):
        yield record_page(site, record)


def record_page(site: Site, record: Record) -> Page:
    catalog, table = site.catalog, record.table
    title = catalog.title(record)
    summary = catalog.fill(table.policy.summary, record) if table.policy.summary else ""
    panel = PANELS.get(table.kind)
    until = catalog.last_day(record)
    return Page(
        url=record.url,
        section=table.key.package,
        template="record",
        title=title,
        description=summary or f"{table.label} {record.id}",
        robots=_robots(site, until),
        alternate_json=True,
        context={
            "table": table,
            "record": record,
            "summary": summary,
            "status": status_of(catalog, record),
            "notes": catalog.annotations(record),
            "until": until,
            "deadlines": deadline_views(catalog, record),
            "groups": fact_groups(record),
            "related": [
                related(catalog, group)
                for group in catalog.incoming(record)
                if group.field.name != PUBLISHER
            ],
            "panel": table.kind if panel else "",
            **(panel(catalog, record) if panel else {}),
            "citation": cite_record(catalog, record, site.site_url),
            "dataset_url": urls.dataset_page(table.key.package, table.key.resource),
        },
    )


def _robots(site: Site, until: str) -> str | None:
    """A page that must go one day must not live on in a search engine's copy."""
    if not until:
        return None
    return "noindex, nofollow, noarchive" if site.robots else "noindex, noarchive"


def _dishonesty(catalog: Catalog, record: Record) -> Mapping[str, Any]:
    return {"life": lifecycle(catalog, record)}


def _commitment(catalog: Catalog, record: Record) -> Mapping[str, Any]:
    results = sorted(catalog.pointing(record, "commitment_result"), key=lambda r: r.given("period"))
    return {
        "periods": [(r.given("period"), outcome([r]), r.url) for r in results],
        "overall": outcome(results),
    }


def _procedure(_: Catalog, record: Record) -> Mapping[str, Any]:
    """Promised beside statutory, only where both are in the same unit."""
    promised, statutory = record.given("promised_limit"), record.given("statutory_limit")
    same = record.given("promised_unit") == record.given("statutory_unit")
    comparable = bool(promised and statutory and same and int(statutory) > 0)
    return {
        "limits": (int(promised), int(statutory), record.given("statutory_unit"))
        if comparable
        else None
    }


PANELS: Mapping[str, Callable[[Catalog, Record], Mapping[str, Any]]] = {
    "dishonesty_record": _dishonesty,
    "service_commitment": _commitment,
    "procedure": _procedure,
}
