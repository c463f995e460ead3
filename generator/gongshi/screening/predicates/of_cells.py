"""What a rule may ask of the cells of a row.

A missing value answers False to everything but `missing`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from gongshi.loading.table import Table
from gongshi.screening.predicates.registry import Parameters, constant, predicate
from gongshi.screening.values import by_distinct, cells
from gongshi.screening.world import World

_TITLE = re.compile(r"《([^《》]+)》")
# A document by its number: 国办发〔2025〕22号, 法释〔2017〕7号, 令第36号.
_DOCUMENT = re.compile(r"[\u4e00-\u9fa5]{1,14}〔\d{4}〕\d{1,4}号|令第\d+号")


@predicate
def missing(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field}: the cell is a missing value, or the table has no such column."""
    if parameters["field"] not in table.frame.columns:
        return constant(table, value=True)
    return cells(table, parameters["field"]).str.strip() == ""


@predicate
def in_(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, values}"""
    return cells(table, parameters["field"]).isin(parameters["values"])


@predicate
def has_status(_: World, table: Table, values: list[str]) -> pd.Series[bool]:
    """[status…]: the row says so of itself. A table without a status says nothing."""
    if "status" not in table.frame.columns:
        return constant(table, value=False)
    return cells(table, "status").isin(values)


@predicate
def matches(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, pattern}: the whole cell matches the regular expression."""
    column = cells(table, parameters["field"])
    whole = partial(_matched, re.compile(parameters["pattern"]))
    return by_distinct(whole, column).astype(bool) & (column != "")


@predicate
def malformed(_: World, table: Table, patterns: Mapping[str, str]) -> pd.Series[bool]:
    """{field: pattern, …}: a cell of one of the columns that the table has is not of the form."""
    answer = constant(table, value=False)
    for name, pattern in patterns.items():
        if name in table.frame.columns:
            column = cells(table, name)
            well = by_distinct(partial(_matched, re.compile(pattern)), column).astype(bool)
            answer |= ~well & (column != "")
    return answer


def _matched(pattern: re.Pattern[str], cell: str) -> bool:
    return pattern.fullmatch(cell) is not None


@predicate
def contains(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, pattern}: the regular expression is found somewhere in the cell."""
    column = cells(table, parameters["field"])
    search = re.compile(parameters["pattern"]).search
    return by_distinct(lambda cell: search(cell) is not None, column).astype(bool) & (column != "")


@predicate
def less_than(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, value}: as numbers."""
    numbers = pd.to_numeric(cells(table, parameters["field"]), errors="coerce")
    below: pd.Series[bool] = numbers < parameters["value"]
    return below


@predicate
def differ(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{fields: [one, other]}: both are given and not the same."""
    one, other = (cells(table, name) for name in parameters["fields"])
    return (one != other) & (one != "") & (other != "")


@predicate
def prefix_differs(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, prefix: other field, length}: the first characters are not the other cell."""
    one, other = cells(table, parameters["field"]), cells(table, parameters["prefix"])
    return (one.str[: parameters["length"]] != other) & (one != "") & (other != "")


@predicate
def prefix_not_in(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field, start, values, unless?: {field: values}}: the characters from `start` (0-based) are
    none of the values.
    """
    column, start = cells(table, parameters["field"]), parameters.get("start", 0)
    values = [str(value) for value in parameters["values"]]
    length = len(values[0])
    return ~column.str[start : start + length].isin(values) & (column != "")


@predicate
def repeated(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{fields}: another row has the same values, all of them given."""
    frame = pd.DataFrame({name: cells(table, name) for name in parameters["fields"]})
    return frame.duplicated(keep=False) & (frame != "").all(axis=1)


@predicate
def graded_apart(_: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{same, field}: rows with the same `same` have different values in `field`."""
    same, field = cells(table, parameters["same"]), cells(table, parameters["field"])
    kinds = field.groupby(same).transform("nunique")
    return (kinds > 1) & (same != "")


@predicate
def names_no_law(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field}: the text names neither a document by its number nor a law of the list."""
    known = set(world.rulebook.laws)

    def unresolved(text: str) -> bool:
        titles = {title.removeprefix("中华人民共和国") for title in _TITLE.findall(text)}
        return bool(text) and not (titles & known or _DOCUMENT.search(text))

    return by_distinct(unresolved, cells(table, parameters["field"])).astype(bool)


@predicate
def not_in_catalogue(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field}: the text begins with no entry of the catalogue that is loaded."""
    entries = tuple(world.rulebook.catalogue)
    column = cells(table, parameters["field"])
    return ~column.str.startswith(entries) & (column != "")


@predicate
def other_class(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{field}: the row's data class is not the edition's."""
    return cells(table, parameters["field"]) != world.dataset.edition.data_class.value


@predicate
def no_mandate(world: World, table: Table, _: Any) -> pd.Series[bool]:
    """{}: the edition's operator names no document by which it publishes for others."""
    return constant(table, value=not (world.dataset.edition.operator.mandate_ref or "").strip())


@predicate
def edition_class(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{is}: the edition is official, or a demonstration."""
    return constant(table, value=world.dataset.edition.data_class.value == parameters["is"])


@predicate
def no_table_basis(_: World, table: Table, __: Any) -> pd.Series[bool]:
    """{}: the descriptor gives no basis for the table as a whole."""
    return constant(table, value=not (table.resource.policy.basis or "").strip())


@predicate
def no_summary_fields(_: World, table: Table, __: Any) -> pd.Series[bool]:
    """{}: the descriptor does not say which fields make up a summary."""
    return constant(table, value=not table.resource.policy.summary_fields)
