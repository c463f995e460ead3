"""An institution's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongshi.catalog.deadlines import overdue_records
from gongshi.catalog.dossier import dossier
from gongshi.catalog.status import status_of
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core import urls
from gongshi.render.cited import cite_record
from gongshi.render.pages.promises import COLUMNS
from gongshi.render.site import Page, Site
from gongshi.render.views import More, fact_groups, more_of, related, row

# An institution may have thousands of each: the rest is in the datasets' lists.
_POWERS = 40  # of each type
_ROWS = 20
_NAMES = 60


def institution_pages(site: Site, table: CatalogTable) -> Iterator[Page]:
    for record in site.catalog.records(table):
        yield institution_page(site, record)


def institution_page(site: Site, record: Record) -> Page:
    catalog, table = site.catalog, record.table
    title = catalog.title(record)
    found = dossier(catalog, record)
    overdue = list(overdue_records(catalog, record))
    summary = catalog.fill(table.policy.summary, record) if table.policy.summary else ""
    return Page(
        url=record.url,
        section=table.key.package,
        template="institution",
        title=title,
        description=summary or title,
        alternate_json=True,
        context={
            "table": table,
            "record": record,
            "status": status_of(catalog, record),
            "dossier": found,
            "outcomes": site.outcomes.of(record),
            "columns": COLUMNS,
            "overdue": [(row(catalog, r, ()), views) for r, views in overdue[:_NAMES]],
            "overdue_count": len(overdue),
            "powers_shown": _POWERS,
            "names_shown": _NAMES,
            "more": {
                "powers": _more([r for _, items in found.powers for r in items], _POWERS),
                "promises": _more(found.promises.commitments, _NAMES),
                "records": _more(found.records, _ROWS),
                "honours": _more(found.honours, _ROWS),
                "children": more_of(found.children, "parent_id", _NAMES),
            },
            "record_rows": [
                row(catalog, r, ("severity", "domain", "determined_on"))
                for r in found.records[:_ROWS]
            ],
            "honour_rows": [
                row(catalog, r, ("level", "granted_by", "granted_on"))
                for r in found.honours[:_ROWS]
            ],
            "groups": fact_groups(record),
            "related": [related(catalog, group) for group in found.others],
            "citation": cite_record(catalog, record, site.site_url),
            "dataset_url": urls.dataset_page(table.key.package, table.key.resource),
        },
    )


def _more(records: Sequence[Record], limit: int) -> More | None:
    return more_of(records, records[0].table.policy.subject_field if records else None, limit)
