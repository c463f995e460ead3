"""Conditions: {predicate: parameters} → a boolean for each row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from gongshi.core.errors import RulebookError
from gongshi.loading.table import Table
from gongshi.screening.world import World

Parameters = Mapping[str, Any]
Predicate = Callable[[World, Table, Any], "pd.Series[bool]"]

PREDICATES: dict[str, Predicate] = {}


def predicate(function: Predicate) -> Predicate:
    """Enter a predicate under its name."""
    name = function.__name__
    PREDICATES[name.removesuffix("_")] = function
    return function


def holds(world: World, table: Table, condition: Mapping[str, Any]) -> pd.Series[bool]:
    """Evaluate a condition, a mapping with one key: {predicate: parameters}.

    Raises RulebookError for an unknown predicate or a field that the table does not have.
    """
    if len(condition) != 1:
        raise RulebookError(f"一个条件只能有一个谓词：{dict(condition)}")
    ((name, parameters),) = condition.items()
    if name not in PREDICATES:
        raise RulebookError(f"没有这个谓词：{name}")
    try:
        return PREDICATES[name](world, table, parameters).astype(bool)
    except KeyError as error:
        raise RulebookError(f"谓词 {name} 用了 {table.resource.key} 没有的 {error}") from error


def constant(table: Table, *, value: bool) -> pd.Series[bool]:
    return pd.Series(value, index=table.frame.index, dtype=bool)
