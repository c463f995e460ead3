"""An institution's file."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.catalog.deadlines import overdue_records
from gongshi.catalog.dossier import dossier
from gongshi.catalog.status import status_of
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core import urls
from gongshi.render.citation import cite_record
from gongshi.render.pages.promises import COLUMNS
from gongshi.render.site import Page, Site
from gongshi.render.views import fact_groups, related, row


def institution_pages(site: Site, table: CatalogTable) -> Iterator[Page]:
    for record in site.catalog.records(table):
        yield institution_page(site, record)


def institution_page(site: Site, record: Record) -> Page:
    catalog, table = site.catalog, record.table
    title = catalog.title(record)
    found = dossier(catalog, record)
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
            "overdue": [
                (row(catalog, r, ()), views) for r, views in overdue_records(catalog, record)
            ],
            "record_rows": [
                row(catalog, r, ("severity", "domain", "determined_on")) for r in found.records
            ],
            "honour_rows": [
                row(catalog, r, ("level", "granted_by", "granted_on")) for r in found.honours
            ],
            "groups": fact_groups(record),
            "related": [related(catalog, group) for group in found.others],
            "citation": cite_record(catalog, record, site.site_url),
            "dataset_url": urls.dataset_page(table.key.package, table.key.resource),
        },
    )
