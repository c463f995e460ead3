"""How a table is first shown: title, columns, facets, order. A proposal: the clerk may change it.

It is written into the descriptor, so that a page never changes because this module did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from gongshi.intake.draft import Column, DraftTable
from gongshi.package.kinds import PUBLISHER

_NAMING = re.compile(
    r"名称|标题|题名|项目名|事项名|^名$|^项目$|^事项$|^name$|title|_name$", re.IGNORECASE
)
_TEXT = frozenset({"string", "any"})
_GROUPED = frozenset({"string", "boolean", "year", "any"})
_SHORT, _LINE, _PARAGRAPHS = 30, 60, 500
_MOST_VALUES, _MOST_LINKED = 20, 40
_MOST_FACETS, _MOST_COLUMNS, _MOST_SEARCHED = 5, 5, 8


def present(table: DraftTable) -> dict[str, Any]:
    """The `gongshi:` keys of a resource, for whatever its source does not say."""
    own = set(table.primary_key)
    linked = {r.fields[0] for r in table.references if len(r.fields) == 1}
    columns = [c for c in table.columns if c.name not in own]
    title = _title(columns, linked)
    plain = [c for c in columns if c is not title and c.name != PUBLISHER]
    facets = [c.name for c in plain if _is_facet(c, linked)][:_MOST_FACETS]
    short = [c for c in plain if _longest(c) <= _LINE and c.type not in {"array", "object"}]
    in_list = sorted(short, key=lambda c: c.name not in linked)[:_MOST_COLUMNS]
    searched = [c.name for c in short if c.type == "string" and c.name not in facets]
    searched += [name for name in facets if name in linked]
    days = [c.name for c in plain if c.type == "date"]
    proposed: dict[str, Any] = {
        "title": f"{{{title.name}}}" if title else "",
        "columns": [c.name for c in table.columns if c in in_list],
        "facets": facets,
        "search": searched[:_MOST_SEARCHED],
        "sort": [f"-{days[0]}"] if days else [],
        "date_field": days[0] if days else "",
        "groups": _groups(table, columns),
    }
    return {key: value for key, value in proposed.items() if value} | table.policy


def _title(columns: list[Column], linked: Iterable[str]) -> Column | None:
    """What a reader would call the record by: a name, or else the first short text."""
    short = [
        c
        for c in columns
        if c.type in _TEXT and c.name not in linked and c.given and _longest(c) <= _LINE
    ]
    whole = [c for c in short if len(c.given) == len(c.cells)] or short
    named = [c for c in whole if _NAMING.search(c.title) or _NAMING.search(c.name)]
    many = [c for c in whole if len(set(c.given)) * 2 > len(c.given)]
    return next(iter([*named, *many, *whole]), None)


def _is_facet(column: Column, linked: Iterable[str]) -> bool:
    if column.type not in _GROUPED or _longest(column) > _SHORT:
        return False
    if len(column.given) * 2 < len(column.cells):
        return False
    values = len(set(column.cells))
    most = _MOST_LINKED if column.name in linked else _MOST_VALUES
    return 1 < values <= most and (values * 2 <= len(column.cells) or column.name in linked)


def _longest(column: Column) -> int:
    return max(map(len, column.cells), default=0)


def _groups(table: DraftTable, columns: list[Column]) -> list[dict[str, Any]]:
    """The source's order, the id last; long texts after everything that is read at a glance."""
    long = [c.name for c in columns if _longest(c) > _PARAGRAPHS]
    short = [c.name for c in columns if c.name not in long]
    groups = [
        {"title": "内容", "fields": [*short, *table.primary_key]},
        {"title": "全文", "fields": long},
    ]
    return [group for group in groups if group["fields"]]
