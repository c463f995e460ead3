"""all, any, not."""

from __future__ import annotations

import pandas as pd

from gongshi.loading.table import Table
from gongshi.screening.predicates.registry import Parameters, constant, holds, predicate
from gongshi.screening.world import World


@predicate
def all_(world: World, table: Table, conditions: list[Parameters]) -> pd.Series[bool]:
    answer = constant(table, value=True)
    for condition in conditions:
        answer &= holds(world, table, condition)
    return answer


@predicate
def any_(world: World, table: Table, conditions: list[Parameters]) -> pd.Series[bool]:
    answer = constant(table, value=False)
    for condition in conditions:
        answer |= holds(world, table, condition)
    return answer


@predicate
def not_(world: World, table: Table, condition: Parameters) -> pd.Series[bool]:
    return ~holds(world, table, condition)
