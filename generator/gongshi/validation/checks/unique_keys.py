"""`uniqueKeys` (Table Schema v2), which frictionless 5.21 reads and ignores (its issue #937)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gongshi.core.finding import Finding
from gongshi.validation.checks.context import Context, is_missing, present_fields


def check_unique_keys(context: Context) -> Iterator[Finding]:
    """A second row with the same key. A key with a missing member is not compared (as in SQL)."""
    for table in context.tables:
        for key in table.resource.unique_keys:
            fields = present_fields(table, key)
            if fields is None:
                continue
            complete = ~np.logical_or.reduce([is_missing(table, f) for f in fields])
            repeated = table.frame[complete].duplicated(list(key)).reindex(table.frame.index)
            yield from context.at_rows(
                table,
                repeated.eq(True),  # pandas' elementwise comparison
                fields=fields,
                code="unique-key",
                message="与前面的行重复",
                hint="同一" + "、".join(f.title for f in fields) + "只能有一行；合并或改正",
            )
