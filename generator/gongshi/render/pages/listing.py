"""Lists: all records of a dataset, or those of one facet value, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gongshi.catalog.facets import Facet, FacetValue
from gongshi.catalog.pages import cut, page_total
from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.render.site import Page, Site
from gongshi.render.views import rows

VALUES_PER_PAGE = 300


@dataclass(frozen=True)
class Listing:
    """A list to be cut into pages. `url_of(1)` is its first page."""

    title: str
    positions: Sequence[int]
    url_of: Callable[[int], str]
    facet: str = ""
    value: str = ""


def list_pages(site: Site, table: CatalogTable, facets: tuple[Facet, ...]) -> Iterator[Page]:
    """The whole list, then a list for each facet value."""
    package, resource = table.key.package, table.key.resource
    whole = Listing(
        f"{table.title}：全部 {len(table)} 条",
        table.order,
        lambda number: urls.list_page(package, resource, number),
    )
    yield from _pages(site, table, whole, facets)
    for facet in facets:
        if facet.index_url:
            yield from _index_pages(table, facet)
        for value in facet.values:
            name, token = facet.field.name, value.value

            def url_of(number: int, name: str = name, token: str = token) -> str:
                return urls.facet_page(package, resource, name, token, number)

            listing = Listing(
                f"{table.title}：{facet.field.title}为“{value.label}”的 {value.count} 条",
                value.positions,
                url_of,
                facet.field.title,
                value.label,
            )
            yield from _pages(site, table, listing, facets)


def _index_pages(table: CatalogTable, facet: Facet) -> Iterator[Page]:
    """The values of a facet that has too many to stand on every page."""
    package, resource = table.key.package, table.key.resource

    def url_of(number: int) -> str:
        return urls.facet_index(package, resource, facet.field.name, number)

    title = f"{table.title}：按{facet.field.title}"
    total = -(-len(facet.values) // VALUES_PER_PAGE)
    for number in range(1, total + 1):
        values: Sequence[FacetValue] = facet.values[
            (number - 1) * VALUES_PER_PAGE : number * VALUES_PER_PAGE
        ]
        yield Page(
            url=url_of(number),
            section=package,
            template="facet",
            title=title if total == 1 else f"{title}（第 {number} 页，共 {total} 页）",
            description=f"{title}分类查看，共 {len(facet.values)} 项。",
            context={
                "table": table,
                "facet": facet,
                "values": values,
                "number": number,
                "total": total,
                "pages": _around(number, total),
                "url_of": url_of,
                "dataset_url": urls.dataset_page(package, resource),
            },
        )


def _pages(
    site: Site, table: CatalogTable, listing: Listing, facets: tuple[Facet, ...]
) -> Iterator[Page]:
    total = page_total(len(listing.positions))
    for number, part in cut(listing.positions):
        suffix = "" if total == 1 else f"（第 {number} 页，共 {total} 页）"
        yield Page(
            url=listing.url_of(number),
            section=table.key.package,
            template="list",
            title=listing.title + suffix,
            description=f"{listing.title}。{table.public.resource.description}",
            alternate_json=not listing.facet,
            context={
                "table": table,
                "listing": listing,
                "rows": rows(site.catalog, table, part),
                "columns": [table.by_name[name] for name in table.list_columns],
                "facets": facets,
                "number": number,
                "total": total,
                "pages": _around(number, total),
                "dataset_url": urls.dataset_page(table.key.package, table.key.resource),
            },
        )


def _around(number: int, total: int) -> list[int | None]:
    """Page numbers to link: first, last, three around; None for a gap."""
    shown = sorted({1, total, *range(max(1, number - 1), min(total, number + 1) + 1)})
    result: list[int | None] = []
    for page in shown:
        if result and result[-1] is not None and page - result[-1] > 1:
            result.append(None)
        result.append(page)
    return result
