"""Cells as HTML, each written once for a folder of pages.

Pages of one folder link to everything else by the same relative links, and most cells of a table
say what other cells of their column say. So a cell is put through the template's macro when it is
first met, and looked up from then on: this is most of what a record page consists of.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core import urls
from gongshi.render.views import FactGroup, Row, fact

if TYPE_CHECKING:
    from jinja2.environment import TemplateModule

_PARTS = "gongshi/parts.html"
# Longer cells are hardly ever said twice; they would only fill the memory.
_LONGEST = 100
_MOST = 50_000
_Key = tuple[CatalogTable, str, str]


class Printer:
    """For the pages of one folder; `folder` is "" or ends with a slash.

    A link from a page to itself is written like one from its neighbours (`../id/`).
    """

    def __init__(self, env: jinja2.Environment, catalog: Catalog, folder: str | None) -> None:
        self._env = env
        self._catalog = catalog
        self._here = "" if folder is None else f"{folder}_/"
        self._facts: dict[_Key, str] = {}
        self._cells: dict[_Key, str] = {}

    def facts(self, group: FactGroup) -> Markup:
        """The members of a definition list."""
        return self._joined(self._facts, self._macro("fact_item"), group.record, group.names)

    def cells(self, row: Row) -> Markup:
        """The cells of a table's row."""
        return self._joined(self._cells, self._macro("cell"), row.record, row.names)

    def _joined(
        self,
        known: dict[_Key, str],
        macro: Callable[..., str],
        record: Record,
        names: tuple[str, ...],
    ) -> Markup:
        table = record.table
        if len(known) > _MOST:
            known.clear()
        parts = []
        for name in names:
            cell = record.cell(name)
            key = (table, name, cell)
            html = known.get(key)
            if html is None:
                html = str(macro(fact(self._catalog, record, table.by_name[name])))
                if len(cell) <= _LONGEST:
                    known[key] = html
            parts.append(html)
        # Each part came out of a macro of an autoescaping environment.
        return Markup("".join(parts))  # noqa: S704

    def _macro(self, name: str) -> Callable[..., str]:
        macro: Callable[..., str] = getattr(self._macros, name)
        return macro

    @cached_property
    def _macros(self) -> TemplateModule:
        template = self._env.get_template(_PARTS)
        return template.make_module({"page_url": self._here, "urls": urls})


class Printers:
    """The printers of a build: one for the folder at work, since pages come folder by folder."""

    def __init__(self, env: jinja2.Environment, catalog: Catalog) -> None:
        self._make = cache(lambda folder: Printer(env, catalog, folder))

    def of(self, page_url: str) -> Printer:
        """The printer for a page; the home page has no folder."""
        folder = page_url.rstrip("/").rpartition("/") if page_url else None
        if self._make.cache_info().currsize > _FOLDERS:
            self._make.cache_clear()
        return self._make(folder and f"{folder[0]}{folder[1]}")


_FOLDERS = 8
