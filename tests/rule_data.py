"""A case → the dataset that it tells of: the starter's tables, filled up from cases/base.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from gongshi.core.clock import AsOf, parse_date
from gongshi.loading.load import load
from gongshi.loading.table import Dataset, Table
from gongshi.package.building import UNLABELLED
from gongshi.package.descriptor import Field, MissingValue, Package, Resource
from gongshi.package.edition import Edition
from gongshi.package.lined_yaml import parse
from gongshi.package.policy import FieldPolicy
from gongshi.package.reading import read_descriptor
from gongshi.screening.rule_cases import Case, EditionGiven, FieldGiven, TableGiven
from projects import ROOT, STARTER

CASES = ROOT / "tests" / "cases"
Rows = Mapping[str, list[dict[str, str]]]


@cache
def base() -> Mapping[str, Any]:
    return parse((CASES / "base.yaml").read_text("utf-8")).data


@cache
def starter() -> Dataset:
    dataset = load(STARTER / "data" / "edition", "data").dataset
    assert dataset is not None
    return dataset


@cache
def packages() -> tuple[Package, ...]:
    """The starter's, and the tables that only rules need."""
    more, findings = read_descriptor(CASES / "more-tables" / "datapackage.yaml", "more.yaml")
    assert more is not None, [f.line() for f in findings]
    return (*starter().packages, more)


@cache
def resources() -> Mapping[str, Resource]:
    return {resource.name: resource for package in packages() for resource in package.resources}


def as_of(case: Case) -> AsOf:
    return AsOf(case.as_of or parse_date(base()["as_of"]))


def dataset_of(case: Case) -> Dataset:
    """The tables that the case needs, and only their packages."""
    edition = _edition(case.edition)
    changed = {**resources()}
    for name, given in case.descriptors.items():
        changed[name] = _resource(changed[name], given)
    rows = all_rows(case, edition.data_class.value)
    tables = {changed[name].key: _table(changed[name], rows[name]) for name in rows}
    wanted = {key.package for key in tables} | {changed[n].key.package for n in case.descriptors}
    used = tuple(
        replace(p, raw={}, resources=tuple(changed[r.name] for r in p.resources))
        for p in packages()
        if p.name in wanted
    )
    return Dataset(edition, used, tables)


def _edition(given: EditionGiven) -> Edition:
    stated = given.model_dump(exclude_none=True, exclude={"official", "mandate_ref"})
    edition = starter().edition
    operator = given.model_dump(exclude_none=True, include={"official", "mandate_ref"})
    return edition.model_copy(
        update={**stated, "operator": edition.operator.model_copy(update=operator)}
    )


def all_rows(case: Case, data_class: str) -> Rows:
    """The rows of a case, filled up from the base, and the rows that they point to."""
    given = {name: [dict(row) for row in rows] for name, rows in case.given.items()}
    if case.text:
        given["dishonesty_records"] = [{"fact_summary": text} for text in case.text]
    for name, rows in given.items():
        for row in rows:
            _assert_known(name, row, case.descriptors.get(name, TableGiven()))
    uscc = base()["own_uscc"][data_class]
    always = {"data_class": data_class, "as_of": str(as_of(case)), "own_uscc": uscc}
    result = {
        name: [_filled(name, row, n, always) for n, row in enumerate(rows, start=1)]
        for name, rows in given.items()
    }
    while missing := next(_dangling(result), None):
        name, cell = missing
        rows = result.setdefault(name, [])
        rows.append(_filled(name, cell, len(rows) + 1, always))
    return result


def _filled(
    name: str, row: Mapping[str, str], number: int, always: Mapping[str, str]
) -> dict[str, str]:
    common = base()["common"] if "disclosure_attr" in resources()[name].by_name else {}
    whole = {**always, **common, **base()["rows"][name], **row}

    def cell(field: str) -> str:
        text = str(whole[field]).lower() if isinstance(whole[field], bool) else str(whole[field])
        return cell(text[1:]) if text.startswith("=") else text.replace("{n}", str(number))

    return {field: cell(field) for field in whole if field not in {"as_of", "own_uscc"}}


def _dangling(rows: Rows) -> Iterator[tuple[str, dict[str, str]]]:
    """Each reference to a row that is not there, as the row that would be."""
    for name in rows:
        for key in resources()[name].foreign_keys:
            target = key.target.resource
            present = {row.get(key.target_fields[0]) for row in rows.get(target, ())}
            for row in rows[name]:
                cell = row.get(key.fields[0], "")
                if cell not in {"", "不适用"} and cell not in present:
                    yield target, {key.target_fields[0]: cell}


_SAID = ("kind", "basis", "title", "summary_fields", "mechanisms")


def _resource(resource: Resource, given: TableGiven) -> Resource:
    stated = given.model_dump(exclude_none=True, include=set(_SAID))
    fields = {field.name: field for field in resource.fields}
    for field in given.fields:
        fields[field.name] = _field(fields.get(field.name), field)
    policy = resource.policy.model_copy(update=stated)
    title = given.called or resource.title
    return replace(resource, title=title, policy=policy, fields=tuple(fields.values()))


def _field(present: Field | None, given: FieldGiven) -> Field:
    policy = FieldPolicy(visibility=given.visibility, items=given.items)
    if present:
        constraints = dict(present.constraints)
        if given.enum is not None:
            constraints["enum"] = list(given.enum)
        return replace(
            present,
            visibility=given.visibility,
            title=given.title or present.title,
            constraints=constraints,
            missing_values=_missing(given) or present.missing_values,
        )
    return Field(
        name=given.name,
        title=given.title or given.name,
        type="array" if given.items else "string",
        description="",
        constraints={} if given.enum is None else {"enum": list(given.enum)},
        missing_values=_missing(given) or (MissingValue("", UNLABELLED),),
        visibility=given.visibility,
        policy=policy,
        raw={"name": given.name},
    )


def _missing(given: FieldGiven) -> tuple[MissingValue, ...]:
    return tuple(MissingValue(value, UNLABELLED) for value in given.missing or ())


def _table(resource: Resource, rows: list[dict[str, str]]) -> Table:
    names = [field.name for field in resource.fields]
    cells = {name: pd.Series([r.get(name, "") for r in rows], dtype="str") for name in names}
    return Table(resource, pd.DataFrame(cells), np.arange(2, len(rows) + 2, dtype=np.int64))


def _assert_known(name: str, row: Mapping[str, str], given: TableGiven) -> None:
    """A cell that validation would not let through makes no case; an empty one does."""
    added = {field.name for field in given.fields}
    for field_name, cell in row.items():
        field = resources()[name].by_name.get(field_name)
        assert field or field_name in added, f"{name} has no {field_name}"
        if field is None or cell in field.missing_labels:
            continue
        assert not field.enum or cell in field.enum, f"{field_name}: {cell}"
        assert re.search(field.constraints.get("pattern", ""), cell), f"{field_name}: {cell}"
        if field.type == "date":
            parse_date(cell)
