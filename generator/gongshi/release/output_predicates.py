"""What a rule may ask of a finished page, or of the finished folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gongshi.core.errors import RulebookError
from gongshi.core.page_text import PageText, read_page
from gongshi.release.active_content import SIGNS, is_active
from gongshi.screening.detectors import detect, detect_unique

DEMO_BANNER = 'data-gongshi="demo-banner"'
UNOFFICIAL_NOTICE = 'data-gongshi="unofficial"'
_NOINDEX = re.compile(r'<meta name="robots" content="[^"]*\bnoindex\b')
# Elements whose attribute makes a browser fetch; a canonical or alternate link does not.
_FETCH = re.compile(
    r"<(?:script|img|iframe|source|embed|object|video|audio|link|use|image)\b[^>]*?"
    r"\b(?:src|href|data|srcset|xlink:href)\s*=\s*[\"']?\s*(?:https?:)?//[^>]*>"
)
_HARMLESS = re.compile(r'rel\s*=\s*["\']?(?:canonical|alternate|license|author)\b')
_STYLE_FETCH = re.compile(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//")
_IMAGE = re.compile(r"<img\b[^>]*>")
_INPUT = re.compile(r"<input\b[^>]*>")


@dataclass(frozen=True)
class Page:
    """`path` is relative to the site's root. `typed`: whether anything stands on it that is not a
    public cell; `examples`: what its texts may hold although it would break a rule, longest first.
    """

    path: str
    html: str
    typed: bool = True
    examples: tuple[str, ...] = ()

    @cached_property
    def lower(self) -> str:
        """In small letters: much faster to search than without regard to case."""
        return self.html.lower()

    @cached_property
    def read(self) -> PageText:
        return read_page(self.html)

    @cached_property
    def words(self) -> str:
        """The text of <main>, or of everything where a page has none."""
        _, found, rest = self.html.partition("<main")
        body = rest.partition("</main>")[0] if found else self.html
        return _without_tags(body)


def _without_tags(html: str) -> str:
    """Without everything from a < to the next >; a regular expression takes five times as long."""
    *parts, rest = html.split(">")
    kept = [part.partition("<") for part in parts]
    return "".join([*(text if sign else f"{text}>" for text, sign, _ in kept), rest])


def page_holds(page: Page, condition: Mapping[str, Any]) -> bool:
    """False for a condition that is about the folder. Raises RulebookError for an unknown one."""
    name, parameters = _only(condition)
    if name in _OF_PAGE:
        return _OF_PAGE[name](page, parameters)
    if name not in _OF_SITE:
        raise RulebookError(f"没有这个谓词：{name}")
    return False


def site_holds(site: Path, condition: Mapping[str, Any]) -> Iterator[str]:
    """The places at which a condition about the folder holds."""
    name, parameters = _only(condition)
    if name in _OF_SITE:
        yield from _OF_SITE[name](site, parameters)


def _only(condition: Mapping[str, Any]) -> tuple[str, Any]:
    if len(condition) != 1:
        raise RulebookError(f"一个条件只能有一个谓词：{dict(condition)}")
    return next(iter(condition.items()))


def _unmarked(page: Page, _: Any) -> bool:
    """{}: no demo banner, or search engines are let in."""
    return DEMO_BANNER not in page.html or _NOINDEX.search(page.html) is None


def _without_notice(page: Page, _: Any) -> bool:
    """{}: nothing says that the site is not an official one."""
    return UNOFFICIAL_NOTICE not in page.html


def _says(page: Page, parameters: Mapping[str, Any]) -> bool:
    """{pattern, except: [first folder…]}: the regular expression is found in what a page says."""
    if page.path.startswith(tuple(parameters.get("except", ()))):
        return False
    return re.search(parameters["pattern"], page.words) is not None


def _requests_elsewhere(page: Page, _: Any) -> bool:
    """{}: opening the page would fetch something from another host."""
    fetches = (match.group() for match in _FETCH.finditer(page.lower))
    return _STYLE_FETCH.search(page.lower) is not None or any(
        not _HARMLESS.search(tag) for tag in fetches
    )


def _inaccessible(page: Page, _: Any) -> bool:
    """{}: no language, title or heading; a picture without `alt`; an input without a name.

    The first things of WCAG 2.1 A (3.1.1, 2.4.2, 2.4.6, 1.1.1, 4.1.2); axe-core judges the rest in
    the tests.
    """
    html = page.lower
    if not re.search(r"<html[^>]*\slang=", html) or not re.search(r"<title>[^<]+</title>", html):
        return True
    if "<h1" not in html:
        return True
    if any(not re.search(r"\balt\s*=", tag) for tag in _IMAGE.findall(html)):
        return True
    return any(not _is_named(tag, html) for tag in _INPUT.findall(html))


def _is_named(tag: str, html: str) -> bool:
    # Material's toggles are `display: none`: nobody meets them.
    if re.search(r'type="(?:hidden|submit|button)"|\baria-label(?:ledby)?=|"md-toggle"', tag):
        return True
    own = re.search(r'\bid="([^"]+)"', tag)
    return own is not None and f'for="{own.group(1)}"' in html


def _says_personal(page: Page, detectors: list[str]) -> bool:
    """[detector…]: a text of the page holds what one of them finds. Not asked of pages of cells,
    which have been judged cell by cell.
    """
    if not page.typed:
        return False
    return any(
        detect(detectors, _without(text, page.examples))
        for text in detect_unique(detectors, page.read.texts)
    )


def _without(text: str, examples: tuple[str, ...]) -> str:
    for example in examples:
        text = text.replace(example, "")
    return text


def _active_content(page: Page, _: Any) -> bool:
    """{}: something on the page acts by itself, leads elsewhere unseen or embeds another page."""
    if not page.typed and not any(sign in page.lower for sign in SIGNS):
        return False
    return any(is_active(tag, attributes) for tag, attributes in page.read.tags)


def _lacks_any(site: Path, parameters: Mapping[str, list[str]]) -> Iterator[str]:
    """{files}: one of the files is not there."""
    yield from (name for name in parameters["files"] if not (site / name).is_file())


_OF_PAGE: Mapping[str, Callable[[Page, Any], bool]] = {
    "unmarked": _unmarked,
    "without_notice": _without_notice,
    "says": _says,
    "requests_elsewhere": _requests_elsewhere,
    "inaccessible": _inaccessible,
    "says_personal": _says_personal,
    "active_content": _active_content,
}
_OF_SITE: Mapping[str, Callable[[Path, Any], Iterator[str]]] = {"lacks_any": _lacks_any}
