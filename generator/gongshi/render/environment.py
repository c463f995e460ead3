"""Jinja for data: autoescape on, undefined names are errors, links are relative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit

import jinja2
from markupsafe import Markup

from gongshi.core import urls
from gongshi.render.printer import Printer, Printers
from gongshi.render.views import FactGroup, Row

_BREAKS = re.compile(r"\n{2,}")


def make_environment(theme_dirs: Sequence[str | Path]) -> jinja2.Environment:
    """Templates of the theme's `gongshi/` folder; a site's own custom_dir comes first."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(path) for path in theme_dirs]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters.update(
        link=_link,
        facts=_facts,
        cells=_cells,
        paragraphs=_paragraphs,
        kib=_kib,
        mailto=_mailto,
        web=_web,
        thousands=_thousands,
    )
    return env


@jinja2.pass_context
def _link(context: jinja2.runtime.Context, target: str, fragment: str = "") -> str:
    """A relative link from the page being rendered to a URL of core.urls."""
    here: str = context["page_url"]
    link = urls.relative(target, here)
    return f"{link}#{quote(fragment)}" if fragment else link


@jinja2.pass_context
def _facts(context: jinja2.runtime.Context, group: FactGroup) -> Markup:
    return _printer(context).facts(group)


@jinja2.pass_context
def _cells(context: jinja2.runtime.Context, row: Row) -> Markup:
    return _printer(context).cells(row)


def _printer(context: jinja2.runtime.Context) -> Printer:
    printers: Printers = context["site"].printers
    return printers.of(context["page_url"])


def _paragraphs(text: str) -> Markup:
    """Escaped text with its blank lines as paragraphs and its line breaks kept."""
    blocks = [block.strip() for block in _BREAKS.split(text.replace("\r\n", "\n"))]
    lines = (Markup("<br>").join(block.split("\n")) for block in blocks if block)
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)


def _kib(size: int) -> str:
    """A file size as people read it."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.1f} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def _thousands(number: int) -> str:
    return f"{number:,}"


def _web(url: str) -> str | None:
    """The URL if it is plain http(s); anything else must not become a link."""
    parts = urlsplit(url)
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _mailto(target: str, subject: str) -> str:
    """The edition's report_error address with the record's id filled in."""
    joiner = "&" if "?" in target else "?"
    name = "subject" if target.startswith("mailto:") else "id"
    return f"{target}{joiner}{name}={quote(subject)}"
