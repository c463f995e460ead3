"""A table's columns as rules read them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gongshi.loading.table import Table

_HEAP = 50_000


def cells(table: Table, field: str) -> pd.Series[str]:
    """A column with its missing values as "". Raises KeyError if the table has no such column."""
    column = table.frame[field]
    declared = table.resource.by_name.get(field)
    missing = [label for label in declared.missing_labels if label] if declared else []
    if not missing:
        return column
    found = among(column, missing)
    return column.mask(found, "") if found.any() else column


def ids(table: Table) -> pd.Series[str]:
    return table.frame[table.resource.primary_key[0]]


def among(column: pd.Series[str], values: Collection[str]) -> pd.Series[bool]:
    """`isin`, for any number of values: pandas makes an Arrow scalar of each."""
    if not len(values):
        return pd.Series(data=False, index=column.index, dtype=bool)
    cells = pa.array(column)
    found = pc.is_in(cells, pa.array(list(values), cells.type))
    return pd.Series(found.to_numpy(zero_copy_only=False), index=column.index, dtype=bool)


def in_heaps(column: pd.Series[str]) -> Iterator[list[str]]:
    """The different cells of a column, some at a time: as Python strings they need most room."""
    distinct = column.unique()
    for start in range(0, len(distinct), _HEAP):
        yield distinct[start : start + _HEAP].tolist()


def by_distinct(
    function: Callable[..., Any], first: pd.Series[Any], *more: pd.Series[Any]
) -> pd.Series[Any]:
    """The function of the cells of each row, asked once for each different row."""
    codes, values = pd.factorize(first)
    known = [values]
    for column in more:
        inner, values = pd.factorize(column)
        codes = codes.astype(np.int64) * (len(values) or 1) + inner
        known.append(values)
    distinct, places = np.unique(codes, return_inverse=True)
    answers = np.empty(len(distinct), dtype=object)
    parts = []
    for values in reversed(known[1:]):
        distinct, rest = np.divmod(distinct, len(values) or 1)
        parts.append(np.asarray(values, dtype=object)[rest])
    parts.append(np.asarray(known[0], dtype=object)[distinct])
    for number, row in enumerate(zip(*reversed(parts), strict=True)):
        answers[number] = function(*row)
    return pd.Series(answers[places], index=first.index, dtype=object)
