"""The recipe: every page that comes from data."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.downloads import Downloads
from gongshi.catalog.facets import Facet, facets
from gongshi.catalog.table import CatalogTable
from gongshi.core.output import OutputFile
from gongshi.render.pages.changes import changes_pages
from gongshi.render.pages.dataset import dataset_page, package_page
from gongshi.render.pages.dictionary import dictionary_pages
from gongshi.render.pages.downloads import downloads_page
from gongshi.render.pages.front import home_page, search_page
from gongshi.render.pages.institution import institution_page
from gongshi.render.pages.listing import list_pages
from gongshi.render.pages.overview import mechanisms_page, quality_page
from gongshi.render.pages.promises import promises_pages
from gongshi.render.pages.record import record_page
from gongshi.render.pages.removals import corrections_page, removals_page
from gongshi.render.pages.rules import rule_pages
from gongshi.render.pages.sql import sql_page
from gongshi.render.pages.statistics import statistics_pages
from gongshi.render.pages.table import table_page
from gongshi.render.pages.tombstone import tombstone_page
from gongshi.render.site import Page, Site
from gongshi.screening.ledger.terms import terms_of


def page_count(catalog: Catalog) -> int:
    """How many record pages and tombstones render() will yield, for a progress bar."""
    return sum(len(t) for t in catalog.tables.values()) + len(catalog.disclosure.tombstones)


def render(site: Site, downloads: Downloads) -> Iterator[OutputFile]:
    """Pages, one at a time."""
    by_table = {table: facets(site.catalog, table) for table in site.catalog.tables.values()}
    for page in _overview_pages(site, by_table, downloads):
        yield site.render(page)
    for table, found in by_table.items():
        yield site.render(table_page(site, table, downloads), of_cells=True)
        for page in list_pages(site, table, found):
            yield site.render(page, of_cells=True)
        yield from _records(site, table)
        yield from _tombstones(site, table)


def _overview_pages(
    site: Site, by_table: dict[CatalogTable, tuple[Facet, ...]], downloads: Downloads
) -> Iterator[Page]:
    yield home_page(site)
    yield search_page(site)
    yield from dictionary_pages(site)
    yield from rule_pages(site)
    yield from changes_pages(site)
    yield downloads_page(site, downloads)
    yield sql_page(site, downloads)
    yield removals_page(site)
    yield corrections_page(site)
    yield mechanisms_page(site)
    yield quality_page(site)
    yield from promises_pages(site)
    yield from statistics_pages(site)
    for package in site.catalog.disclosure.packages:
        yield package_page(site, package, by_table, downloads)
    for table, found in by_table.items():
        yield dataset_page(site, table, found, downloads)


def _records(site: Site, table: CatalogTable) -> Iterator[OutputFile]:
    make = institution_page if table.is_institutions else record_page
    for record in site.catalog.records(table):
        yield site.render(make(site, record), of_cells=True)


def _tombstones(site: Site, table: CatalogTable) -> Iterator[OutputFile]:
    terms = terms_of(site.catalog.disclosure.rulebook)
    for stone in site.catalog.tombstones(table.key):
        url = table.url(stone.record_id)
        page = tombstone_page(stone, terms.title(stone.event), url)
        yield site.render(page, of_cells=True)
