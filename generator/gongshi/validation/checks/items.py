"""Objects inside `array` and `object` cells: only the members that the descriptor names.

A member nobody declared has no visibility, so it would be published without anyone having said so
(source systems carry the clerk's name there: law-and-fields.md §2.3, TRANSACTOR).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from gongshi.core.finding import Finding
from gongshi.core.text import nearest
from gongshi.loading.table import Table
from gongshi.package.descriptor import Field
from gongshi.package.policy import Visibility
from gongshi.validation.checks.context import Context, is_missing


def check_items(context: Context) -> Iterator[Finding]:
    for table in context.tables:
        for field in table.resource.fields:
            if field.type in {"array", "object"} and field.name in table.frame.columns:
                yield from _field_findings(context, table, field)


def _field_findings(context: Context, table: Table, field: Field) -> Iterator[Finding]:
    known = [item.name for item in field.items or ()]
    present = ~is_missing(table, field)
    for position, cell in table.frame[field.name][present].items():
        problem = _problem(cell, known)
        if problem and field.visibility is not Visibility.INTERNAL:
            yield Finding(
                code="item-key",
                path=context.shown_path(table),
                row=int(table.rows[table.frame.index.get_loc(position)]),
                field=field.name,
                field_title=field.title,
                message=problem[0],
                hint=problem[1],
            )


def _problem(cell: str, known: list[str]) -> tuple[str, str] | None:
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        return None  # a type-error, which frictionless reports
    for member in value if isinstance(value, list) else [value]:
        for key in _keys(member):
            if key not in known:
                meant = nearest(key, known)
                hint = f"是不是“{meant}”？" if meant else f"只能用：{'、'.join(known) or '文字'}"
                return f"列表里有描述文件没有登记的“{key}”", hint
            if isinstance(member[key], (list, dict)):
                return f"列表里的“{key}”又套了一层", "只写文字或数字"
    return None


def _keys(member: Any) -> list[str]:
    return list(member) if isinstance(member, dict) else []
