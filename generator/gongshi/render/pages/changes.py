"""What changed since the last release: of the edition, and of each package."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.catalog.change_log import change_log, changes_url
from gongshi.catalog.changes import recent_changes
from gongshi.export.changes_json import DELTA, DOCUMENT
from gongshi.export.feeds import ATOM, JSON_FEED
from gongshi.render.site import ROOT, Page, Site
from gongshi.screening.disclosure import PublicPackage

# More of one kind stand on the packages' pages, and more still in the JSON only.
_MOST = 30
_MOST_OF_PACKAGE = 200
_RECENT = 30


def changes_pages(site: Site) -> Iterator[Page]:
    yield _page(site, None)
    for package in site.catalog.disclosure.packages:
        yield _page(site, package)


def _page(site: Site, package: PublicPackage | None) -> Page:
    catalog = site.catalog
    name = package.name if package else None
    tables = catalog.of_package(name) if name else list(catalog.tables.values())
    url = changes_url(name)
    title = f"{package.title}：变更" if package else "变更"
    return Page(
        url=url,
        section=ROOT,
        template="changes",
        title=title,
        description="与上次发布相比，新公开、变更、终止公示了什么；每个数据集最近变更和最近核对的日期。",
        # It repeats what records say that must go one day: no search engine may keep a copy.
        robots="noindex, nofollow, noarchive" if site.robots else "noindex, noarchive",
        feeds=url,
        context={
            "package": package,
            "log": change_log(catalog, name),
            "recent": recent_changes(catalog, _RECENT, name),
            "tables": tables,
            "most": _MOST_OF_PACKAGE if package else _MOST,
            "last_day": catalog.last_day,
            "packages": () if package else catalog.disclosure.packages,
            "changes_url": changes_url,
            "names": {"json": DOCUMENT, "delta": DELTA, "atom": ATOM, "feed": JSON_FEED},
        },
    )
