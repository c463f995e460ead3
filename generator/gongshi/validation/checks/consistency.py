"""Fields that must agree with each other: consistency.yaml, read and run column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
import yaml

from gongshi.core.finding import Finding
from gongshi.loading.table import Table
from gongshi.package.descriptor import Field
from gongshi.validation.checks.context import Context, is_missing, present_fields

Rule = Mapping[str, Any]


@cache
def rules() -> tuple[Rule, ...]:
    text = (files("gongshi.validation") / "consistency.yaml").read_text("utf-8")
    return tuple(yaml.safe_load(text))


def check_consistency(context: Context) -> Iterator[Finding]:
    for table in context.tables:
        for rule in rules():
            if rule["kind"] not in {"*", table.resource.kind}:
                continue
            fields = present_fields(table, _names(rule))
            if fields is None:
                continue
            yield from context.at_rows(
                table,
                _RUNS[rule["rule"]](table, rule),
                fields=fields,
                code=rule["code"],
                message=rule["message"],
                hint=rule["hint"],
            )


def _names(rule: Rule) -> list[str]:
    if rule["rule"] == "sum":
        return [*rule["parts"], rule["total"]]
    return [rule["left"], rule["right"]]


def _not_after(table: Table, rule: Rule) -> pd.Series[bool]:
    # ISO 8601 dates order as text; a cell that is not one is frictionless's finding.
    left, right = _dates(table, rule["left"]), _dates(table, rule["right"])
    return (left > right) & (left != "") & (right != "")


def _not_greater(table: Table, rule: Rule) -> pd.Series[bool]:
    wrong = _numbers(table, rule["left"]) > _numbers(table, rule["right"])
    if present_fields(table, rule.get("same", ())):
        one, other = rule["same"]
        wrong &= table.frame[one] == table.frame[other]
    return wrong


def _sum(table: Table, rule: Rule) -> pd.Series[bool]:
    parts = [_numbers(table, name) for name in rule["parts"]]
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total > _numbers(table, rule["total"])


_RUNS: dict[str, Callable[[Table, Rule], pd.Series[bool]]] = {
    "not-after": _not_after,
    "not-greater": _not_greater,
    "sum": _sum,
}


def _dates(table: Table, name: str) -> pd.Series[str]:
    cells, field = table.frame[name], table.resource.by_name[name]
    return cells.where(cells.str.fullmatch(r"\d{4}-\d{2}-\d{2}") & ~is_missing(table, field), "")


def _numbers(table: Table, name: str) -> pd.Series[float]:
    field: Field = table.resource.by_name[name]
    cells = table.frame[name].mask(is_missing(table, field))
    return pd.to_numeric(cells, errors="coerce").astype("float64")
