"""A table's columns as rules read them."""

from __future__ import annotations

import pandas as pd

from gongshi.loading.table import Table


def cells(table: Table, field: str) -> pd.Series[str]:
    """A column with its missing values as "". Raises KeyError if the table has no such column."""
    column = table.frame[field]
    declared = table.resource.by_name.get(field)
    missing = list(declared.missing_labels) if declared else [""]
    return column.mask(column.isin(missing), "")


def ids(table: Table) -> pd.Series[str]:
    return table.frame[table.resource.primary_key[0]]
