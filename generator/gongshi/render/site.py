"""What every page knows, and how a page becomes a file."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import jinja2

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.outcomes import Outcomes, outcomes_of
from gongshi.core import urls
from gongshi.core.output import OutputFile
from gongshi.core.text import shorten
from gongshi.export.feeds import ATOM, JSON_FEED
from gongshi.export.opensearch import MEDIA_TYPE as OPENSEARCH
from gongshi.export.schema_org import script_text
from gongshi.render.printer import Printers
from gongshi.render.shell import Shell, Slot
from gongshi.screening.disclosure import Disclosure
from gongshi.screening.rule_cases import CaseFile

# What the theme's URL says of the section that a shell belongs to.
ROOT = ""


@dataclass(frozen=True)
class ShellKey:
    """A shell's section (a package, or ROOT) and the number of folders in its URL."""

    section: str
    depth: int


def shell_key(section: str, url: str) -> ShellKey:
    return ShellKey(section, url.count("/"))


def search_hint(disclosure: Disclosure) -> str:
    """What one may look for, in an empty search box."""
    has_items = any(table.resource.kind == "power_item" for table in disclosure.tables)
    return "事项、承诺、机构、编号、文号…" if has_items else "名称、机构、编号、文号…"


@dataclass(frozen=True)
class Page:
    """One page to render. `url` is from the site's root; `context` is the template's. `feeds`: the
    folder of the feeds that belong to it. `json_ld`: what it says of itself to search engines.
    """

    url: str
    section: str
    template: str
    title: str
    description: str
    context: Mapping[str, Any]
    robots: str | None = None
    alternate_json: bool = False
    feeds: str = ""
    json_ld: Any = None


@dataclass(frozen=True)
class Site:
    """The renderer's inputs. `site_url` ends with a slash, or is empty; `prose`: URL → title."""

    catalog: Catalog
    env: jinja2.Environment
    shells: Mapping[ShellKey, Shell]
    site_url: str
    own_shells: Mapping[str, Shell] = field(default_factory=dict)
    prose: Mapping[str, str] = field(default_factory=dict)
    rule_cases: Mapping[str, CaseFile] = field(default_factory=dict)

    @cached_property
    def printers(self) -> Printers:
        return Printers(self.env, self.catalog)

    def render(self, page: Page, *, of_cells: bool = False) -> OutputFile:
        """The finished file of a page; `of_cells` see OutputFile.

        Raises KeyError if the plugin made no shell for its section and depth.
        """
        template = self.env.get_template(f"gongshi/{page.template}.html")
        body = template.render(
            page_url=page.url,
            page_title=page.title,
            site=self,
            catalog=self.catalog,
            edition=self.catalog.disclosure.edition,
            as_of=str(self.catalog.disclosure.as_of),
            search_hint=search_hint(self.catalog.disclosure),
            urls=urls,
            **page.context,
        )
        shell = self.own_shells.get(page.url) or self.shells[shell_key(page.section, page.url)]
        content = shell.fill(
            {
                Slot.TITLE: html.escape(page.title),
                Slot.DESCRIPTION: html.escape(shorten(page.description, 150)),
                Slot.HEAD: self._head(page),
                Slot.BODY: body,
            }
        )
        path = urls.file_of(page.url)
        return OutputFile(path, content.encode(), "text/html", of_cells=of_cells)

    def _head(self, page: Page) -> str:
        tags = []
        if self.site_url:
            tags.append(f'<link rel="canonical" href="{html.escape(self.site_url + page.url)}">')
        robots = page.robots or self.robots
        if robots:
            tags.append(f'<meta name="robots" content="{robots}">')
        if page.alternate_json:
            tags.append('<link rel="alternate" type="application/json" href="index.json">')
        if page.feeds or page.url == urls.HOME:
            tags += self._feeds(page)
        if self.site_url and page.url in {urls.HOME, urls.SEARCH}:
            title = html.escape(self.catalog.disclosure.edition.title)
            link = urls.relative(urls.OPENSEARCH, page.url)
            tags.append(f'<link rel="search" type="{OPENSEARCH}" title="{title}" href="{link}">')
        if page.json_ld is not None:
            text = script_text(page.json_ld)
            tags.append(f'<script type="application/ld+json">{text}</script>')
        return "\n      ".join(tags)

    def _feeds(self, page: Page) -> list[str]:
        folder = page.feeds or urls.CHANGES
        return [
            f'<link rel="alternate" type="application/{kind}" title="变更" '
            f'href="{urls.relative(folder + name, page.url)}">'
            for kind, name in (("atom+xml", ATOM), ("feed+json", JSON_FEED))
        ]

    @cached_property
    def outcomes(self) -> Outcomes:
        """Asked for by the page of every institution."""
        return outcomes_of(self.catalog)

    @property
    def robots(self) -> str | None:
        """A demonstration must not be found by search engines (rule D03)."""
        return "noindex, nofollow" if self.catalog.disclosure.edition.is_demo else None
