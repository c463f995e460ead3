"""Every page: links that lead somewhere, a strict policy, nothing from elsewhere, the banner."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from projects import Starter

_LOADS = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


# A browser runs none of these; the policy does not concern them.
_DATA_BLOCKS = ("application/ld+json", "application/json")


class Page(HTMLParser):
    """The parts of a page that the tests ask about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.inline: list[str] = []
        self.meta: dict[str, str] = {}
        self.lang = ""
        self.headings: list[str] = []
        self.described: list[Any] = []
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            assert given["id"] not in self.ids, f"id {given['id']} stands twice"
            self.ids.add(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in _LOADS and _LOADS[tag] in given and given.get("rel") != "canonical":
            self.loads.append(given[_LOADS[tag]])
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "meta":
            name = given.get("name") or given.get("http-equiv") or ""
            self.meta[name] = given.get("content", "")
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(tag)
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "script" and given == {"type": "application/ld+json"}:
            self._open = tag
        elif tag == "script" and given.get("type") in _DATA_BLOCKS and "src" not in given:
            pass
        elif tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)

    def handle_data(self, data: str) -> None:
        if self._open:
            self.described.append(json.loads(data))

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


@pytest.fixture(scope="module")
def pages(built: Starter) -> dict[str, Page]:
    site = built.site
    return {
        path.relative_to(site).as_posix(): Page(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def _target(site: Path, page: str, href: str) -> tuple[str, str]:
    """The file that a relative link of a page leads to, and the anchor."""
    url, anchor = urldefrag(urljoin(f"https://site.invalid/{page}", href))
    path = unquote(urlsplit(url).path).lstrip("/")
    if path.endswith("/") or not path:
        path += "index.html"
    return path, unquote(anchor)


def test_every_internal_link_and_anchor_leads_somewhere(
    built: Starter, pages: dict[str, Page]
) -> None:
    broken = []
    for name, page in pages.items():
        if name == "404.html":
            continue  # stands at any depth; its links are absolute
        for href in [*page.links, *page.loads]:
            if urlsplit(href).scheme in {"http", "https", "mailto", "tel", "data"}:
                continue
            path, anchor = _target(built.site, name, href)
            if not (built.site / path).is_file():
                broken.append(f"{name} → {href}")
            elif anchor and path in pages and anchor not in pages[path].ids:
                broken.append(f"{name} → {href} (no such anchor)")
    assert not broken


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, Page]) -> None:
    foreign = [
        f"{name}: {url}"
        for name, page in pages.items()
        for url in page.loads
        if urlsplit(url).scheme not in {"", "data"} or url.startswith("//")
    ]
    assert not foreign


def test_assets_name_no_other_host(built: Starter) -> None:
    for path in (built.site / "assets").rglob("*"):
        if path.suffix in {".css", ".js"}:
            text = path.read_text("utf-8")
            assert "url(http" not in text, path.name
            assert "sourceMappingURL" not in text, path.name
            assert "unpkg" not in text, path.name


def test_policy_is_strict_and_there_is_nothing_inline(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        policy = page.meta["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'"), name
        assert "unsafe" not in policy, name
        assert not page.inline, f"{name}: {page.inline}"


def test_every_page_is_marked_as_a_demonstration(built: Starter, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert "noindex" in page.meta["robots"], name
        assert "演示数据" in (built.site / name).read_text("utf-8"), name


def test_pages_have_language_title_description_and_one_main_heading(
    built: Starter, pages: dict[str, Page]
) -> None:
    for name, page in pages.items():
        html = (built.site / name).read_text("utf-8")
        assert page.lang == "zh-CN", name
        assert "<title>" in html, name
        assert page.headings.count("h1") == 1, name
        if name != "404.html":
            assert page.meta.get("description"), name


def test_no_value_is_left_blank(built: Starter) -> None:
    """An empty cell reads 未公开 or its labelled reason."""
    for path in built.site.glob("**/index.html"):
        html = path.read_text("utf-8")
        assert "<dd></dd>" not in html.replace(" ", "").replace("\n", ""), path
        assert ">None<" not in html, path
        assert ">nan<" not in html.lower(), path


def test_datasets_describe_themselves_and_what_ended_does_not(pages: dict[str, Page]) -> None:
    found = {name: page.described for name, page in pages.items() if page.described}
    [dataset] = found["honours/honours/index.html"]
    assert dataset["@type"] == "Dataset"
    [package] = found["honours/index.html"]
    assert len(package["hasPart"]) == 2
    [[catalogue, _]] = found["index.html"]
    assert catalogue["@type"] == "DataCatalog"
    assert len(found) == 1 + 5 + len(catalogue["dataset"]), "no record, no tombstone"
