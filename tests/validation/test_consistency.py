"""consistency.yaml: each rule finds what is wrong, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gongshi.validation.checks import Context
from gongshi.validation.checks.consistency import check_consistency, rules
from validation.mini import dataset, kind_fields, table

Rule = Mapping[str, Any]
# (left, right) → is it wrong? A missing cell or one of another type is somebody else's finding.
_DATES = [
    ("2026-02-01", "2026-01-31", True),
    ("2026-02-01", "2026-02-01", False),
    ("2026-01-31", "2026-02-01", False),
    ("9999-12-31", "2026-01-31", True),
    ("2026-02-01", "", False),
    ("", "2026-01-31", False),
    ("不适用", "2026-01-31", False),
    ("明年", "2026-01-31", False),
]
# "10" and "9" order the other way as text.
_NUMBERS = [
    ("10", "9", True),
    ("9", "10", False),
    ("9", "9", False),
    ("0.5", "0.25", True),
    ("10", "", False),
    ("", "9", False),
    ("不适用", "9", False),
    ("十", "9", False),
]


def _name(rule: Rule) -> str:
    return f"{rule['kind']}: {'+'.join(_fields(rule))}"


def _fields(rule: Rule) -> list[str]:
    if rule["rule"] == "sum":
        return [*rule["parts"], rule["total"]]
    return [rule["left"], rule["right"]]


def _rows(rule: Rule) -> list[tuple[dict[str, str], bool]]:
    if rule["rule"] == "sum":
        (one, other), total = rule["parts"], rule["total"]
        return [
            ({one: "7", other: "4", total: "10"}, True),
            ({one: "6", other: "4", total: "10"}, False),
            ({one: "11", other: "0", total: "10"}, True),
            ({one: "7", other: "", total: "10"}, False),
            ({one: "7", other: "4", total: ""}, False),
        ]
    pairs = _DATES if rule["rule"] == "not-after" else _NUMBERS
    rows = [({rule["left"]: a, rule["right"]: b}, wrong) for a, b, wrong in pairs]
    if "same" in rule:
        unit, other = rule["same"]
        rows = [({**row, unit: "工作日", other: "工作日"}, wrong) for row, wrong in rows]
        rows.append(({**rows[0][0], other: "小时"}, False))
    return rows


def _found(folder: Path, rule: Rule, kind: str) -> tuple[list[int], set[str]]:
    rows = _rows(rule)
    fields = kind_fields(kind, *_fields(rule), *rule.get("same", ()))
    lines = [
        [str(number), *(row.get(name, "") for name in list(fields)[1:])]
        for number, (row, _) in enumerate(rows)
    ]
    declared = table("a", fields, lines, {"missingValues": ["", "不适用"]}, gongshi={"kind": kind})
    found = check_consistency(Context(dataset(folder, alpha=[declared])))
    mine = [f for f in found if f.message == rule["message"] and f.field == _fields(rule)[0]]
    assert {f.code for f in mine} <= {rule["code"]}
    return [f.row or 0 for f in mine], {str(f.value) for f in mine}


@pytest.mark.parametrize("rule", rules(), ids=_name)
def test_rule_finds_the_wrong_rows_only(rule: Rule, tmp_path: Path) -> None:
    kind = "record" if rule["kind"] == "*" else rule["kind"]
    rows, values = _found(tmp_path, rule, kind)
    assert rows == [row for row, (_, wrong) in enumerate(_rows(rule), start=2) if wrong]
    first = _rows(rule)[0][0]
    assert "、".join(first[name] for name in _fields(rule)) in values


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule["kind"] != "*"], ids=_name)
def test_rule_is_about_its_kind_only(rule: Rule, tmp_path: Path) -> None:
    rows, _ = _found(tmp_path, rule, "record")
    general = [r for r in rules() if r["kind"] == "*" and _fields(r) == _fields(rule)]
    assert rows == [] or general


def test_rule_is_skipped_where_a_column_is_not_there(tmp_path: Path) -> None:
    fields = {"id": {}, "valid_from": {}}
    data = dataset(tmp_path, alpha=[table("a", fields, [["1", "2026-01-01"]])])
    assert list(check_consistency(Context(data))) == []


def test_the_promises_are_there() -> None:
    """promised ≤ statutory, kept + breached ≤ total, publication in order."""
    assert {(r["kind"], *_fields(r)) for r in rules()} >= {
        ("procedure", "promised_limit", "statutory_limit"),
        ("commitment_result", "kept", "breached", "total"),
        ("*", "generated_on", "first_published_on"),
        ("*", "first_published_on", "updated_on"),
        ("*", "valid_from", "valid_to"),
    }
