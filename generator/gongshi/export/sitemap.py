"""sitemap.xml and robots.txt: from the data, never from the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol
from xml.sax.saxutils import escape

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.figures.topics import topics_of
from gongshi.core import urls
from gongshi.core.output import OutputFile


class HasUrl(Protocol):
    @property
    def url(self) -> str: ...


MOST = 50_000  # pages in one file, by the protocol
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_files(catalog: Catalog, pages: Iterable[HasUrl], site_url: str) -> list[OutputFile]:
    """Every page that may be indexed, with the day its content last changed. More than MOST are cut
    into files, to which sitemap.xml leads.

    Dishonesty records are left out, and a demonstration lists nothing: its pages say noindex. A
    sitemap needs absolute URLs, so without a `site_url` it is empty.
    """
    hidden = catalog.disclosure.edition.is_demo or not site_url
    entries = [] if hidden else sorted(_entries(catalog, pages))
    if len(entries) <= MOST:
        return [_file(urls.SITEMAP, "urlset", "url", entries, site_url)]
    parts, newest = [], []
    for number, at in enumerate(range(0, len(entries), MOST), 1):
        part = entries[at : at + MOST]
        path = f"{urls.SITEMAP_PARTS}{number}.xml"
        parts.append(_file(path, "urlset", "url", part, site_url))
        newest.append((path, max(day for _, day in part)))
    return [_file(urls.SITEMAP, "sitemapindex", "sitemap", newest, site_url), *parts]


def _file(
    path: str, root: str, element: str, entries: Iterable[tuple[str, str]], site_url: str
) -> OutputFile:
    lines = (
        f"<{element}><loc>{escape(site_url + url)}</loc><lastmod>{day}</lastmod></{element}>"
        for url, day in entries
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    text = "\n".join([head, f'<{root} xmlns="{_NAMESPACE}">', *lines, f"</{root}>", ""])
    return OutputFile(path, text.encode(), "application/xml")


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
    for topic in topics_of(catalog):
        yield topic.url, as_of
    for package in catalog.disclosure.packages:
        yield urls.package_page(package.name), as_of
        yield urls.dictionary_page(package.name), as_of
    for table in catalog.tables.values():
        yield urls.dataset_page(table.key.package, table.key.resource), as_of
        if table.kind != "dishonesty_record":
            for record in catalog.records(table):
                yield record.url, record.given("updated_on") or as_of
