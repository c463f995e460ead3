"""Objects inside `array` and `object` cells: only the members that the descriptor names.

A member nobody declared has no visibility, so it would be published without anyone having said so
(source systems carry the clerk's name there: law-and-fields.md §2.3, TRANSACTOR). So has whatever
stands one level deeper.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from gongshi.core.finding import Finding
from gongshi.core.text import nearest
from gongshi.loading.table import Table
from gongshi.package.descriptor import Field
from gongshi.package.policy import Visibility
from gongshi.validation.checks.cells import has_unseen
from gongshi.validation.checks.context import Context, is_missing
from gongshi.validation.messages import shown_cell


class _ItemError(Exception):
    """code, message, hint. Not a ValueError: that is what json says about text that is not JSON."""


def check_items(context: Context) -> Iterator[Finding]:
    for table in context.tables:
        for field in table.resource.fields:
            if (
                field.type in {"array", "object"}
                and field.name in table.frame.columns
                and field.visibility is not Visibility.INTERNAL
            ):
                yield from _field_findings(context, table, field)


def _field_findings(context: Context, table: Table, field: Field) -> Iterator[Finding]:
    present = ~is_missing(table, field)
    for cell, row in zip(table.frame[field.name][present], table.rows[present], strict=True):
        try:
            _check_cell(cell, field)
        except _ItemError as error:
            code, message, hint = error.args
            yield Finding(
                code=code,
                path=context.shown_path(table),
                row=int(row),
                field=field.name,
                field_title=field.title,
                message=message,
                hint=hint,
            )


def _check_cell(cell: str, field: Field) -> None:
    """Raises _ItemError. Text that is not JSON at all is frictionless's finding, a type-error."""
    try:
        value = json.loads(cell, object_pairs_hook=_once, parse_constant=float)
    except ValueError:
        return
    except RecursionError as error:
        raise _ItemError("item-value", "列表里套了太多层", "只写一层") from error
    for member in value if isinstance(value, list) else [value]:
        if isinstance(member, dict):
            for key, inner in member.items():
                _check_key(key, field)
                _check_value(inner)
        else:
            _check_value(member)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise _ItemError("item-key", "列表里有一个键写了两次", "同一个键只留一个")
    return members


def _check_key(key: str, field: Field) -> None:
    known = [item.name for item in field.items or ()]
    if key not in known:
        meant = nearest(key, known)
        hint = f"是不是“{meant}”？" if meant else f"只能用：{'、'.join(known) or '文字'}"
        shown = shown_cell(field, key)
        raise _ItemError("item-key", f"列表里有描述文件没有登记的“{shown}”", hint)


def _check_value(value: Any) -> None:
    if isinstance(value, list | dict):
        raise _ItemError("item-value", "列表里又套了一层", "只写文字或数字")
    if isinstance(value, float) and not math.isfinite(value):
        raise _ItemError("item-value", "列表里有不是数字的数（NaN、Infinity）", "写成数字或文字")
    if isinstance(value, str) and has_unseen(value):
        raise _ItemError(
            "item-value", "列表里含有看不见的控制字符", "删去 \\u 开头的写法，重新输入"
        )
