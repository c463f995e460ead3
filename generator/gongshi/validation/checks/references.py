"""Foreign keys between packages, and whether what any foreign key names exists at all."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from gongshi.core.finding import Finding
from gongshi.core.text import nearest
from gongshi.loading.table import Table
from gongshi.package.descriptor import ForeignKey, Key, Resource
from gongshi.validation.checks.context import Context, is_missing, present_fields


def check_references(context: Context) -> Iterator[Finding]:
    """Dangling references to other packages; references to tables or fields that do not exist.

    References inside a package are frictionless's to judge.
    """
    known = {r.key: r for package in context.dataset.packages for r in package.resources}
    listed = set(context.dataset.edition.packages)
    unread = listed - {package.name for package in context.dataset.packages}
    for package in context.dataset.packages:
        for index, resource in enumerate(package.resources):
            for number, fk in enumerate(resource.foreign_keys):
                if fk.target.package in unread:
                    continue  # that package has findings of its own
                problem = _target_problem(fk, known)
                if problem:
                    at = ("resources", index, "schema", "foreignKeys", number, "reference")
                    yield Finding(
                        code="descriptor-reference",
                        path=package.shown,
                        row=package.source.line(at),
                        message=problem[0],
                        hint=problem[1],
                    )
                elif fk.crosses_packages(resource.key):
                    yield from dangling_findings(context, resource.key, fk)


def _target_problem(fk: ForeignKey, known: dict[Key, Resource]) -> tuple[str, str] | None:
    target = known.get(fk.target)
    if target is None:
        meant = nearest(str(fk.target), [str(key) for key in known])
        hint = f"是不是“{meant}”？" if meant else "被引用的数据包要在 edition.yaml 的 packages 里"
        return f"外键引用的表“{fk.target}”不存在", hint
    for name in fk.target_fields:
        if name not in target.by_name:
            meant = nearest(name, target.by_name)
            hint = f"是不是“{meant}”？" if meant else "改成被引用的表里有的字段名"
            return f"外键引用的字段“{fk.target}.{name}”不存在", hint
    return None


def dangling_findings(context: Context, owner: Key, fk: ForeignKey) -> Iterator[Finding]:
    """A finding for each row whose reference is not there."""
    table, target = context.dataset.tables.get(owner), context.dataset.tables.get(fk.target)
    if table is None or target is None:
        return  # the file could not be read: it has its own finding
    fields, columns = present_fields(table, fk.fields), present_fields(target, fk.target_fields)
    if fields is None or columns is None:
        return
    wrong = ~_keys(table, fk.fields).isin(_keys(target, fk.target_fields))
    absent = np.logical_and.reduce([is_missing(table, field) for field in fields])
    yield from context.at_rows(
        table,
        wrong & ~absent,
        fields=fields,
        code="foreign-key",
        message=f"在“{target.resource.title}”里找不到对应的记录",
        hint=f"核对编号；被引用的记录要先登记在 {context.shown_path(target)}",
    )


def _keys(table: Table, names: tuple[str, ...]) -> pd.Series[str] | pd.MultiIndex:
    if len(names) == 1:
        return table.frame[names[0]]
    return pd.Series(pd.MultiIndex.from_frame(table.frame[list(names)]).to_flat_index())
