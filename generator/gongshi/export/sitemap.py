"""sitemap.xml and robots.txt: from the data, never from the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol
from xml.sax.saxutils import escape

from gongshi.catalog.catalog import Catalog
from gongshi.core import urls
from gongshi.core.output import OutputFile


class HasUrl(Protocol):
    @property
    def url(self) -> str: ...


def sitemap_file(catalog: Catalog, pages: Iterable[HasUrl], site_url: str) -> OutputFile:
    """Every page that may be indexed, with the day its content last changed.

    Dishonesty records are left out, and a demonstration lists nothing: its pages say noindex. A
    sitemap needs absolute URLs, so without a `site_url` it is empty.
    """
    hidden = catalog.disclosure.edition.is_demo or not site_url
    entries = [] if hidden else sorted(_entries(catalog, pages))
    lines = [
        f"<url><loc>{escape(site_url + url)}</loc><lastmod>{day}</lastmod></url>"
        for url, day in entries
    ]
    text = "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>",
            "",
        ]
    )
    return OutputFile(urls.SITEMAP, text.encode(), "application/xml")


def robots_file(site_url: str) -> OutputFile:
    """Everything may be crawled: a crawler must read a page to see its noindex, and a list of paths
    to keep away from would publish them.
    """
    lines = ["User-agent: *", "Disallow:"]
    if site_url:
        lines.append(f"Sitemap: {site_url}{urls.SITEMAP}")
    return OutputFile(urls.ROBOTS, ("\n".join(lines) + "\n").encode(), "text/plain")


def _entries(catalog: Catalog, pages: Iterable[HasUrl]) -> Iterator[tuple[str, str]]:
    as_of = str(catalog.disclosure.as_of)
    for url in (*urls.OVERVIEWS, *(page.url for page in pages)):
        yield url, as_of
    for package in catalog.disclosure.packages:
        yield urls.package_page(package.name), as_of
    for table in catalog.tables.values():
        yield urls.dataset_page(table.key.package, table.key.resource), as_of
        if table.kind != "dishonesty_record":
            for record in catalog.records(table):
                yield record.url, record.given("updated_on") or as_of
