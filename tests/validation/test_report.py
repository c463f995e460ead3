"""Findings as text and as JSON: order, counts, five examples, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongshi.core.finding import Finding, Severity, has_errors, in_order
from gongshi.core.report_text import EXAMPLES, report_text
from projects import AS_OF, run
from validation.mini import places, report, table, write

MANY = {"id": {}, "level": {"constraints": {"enum": ["县级", "市级"]}}, "day": {"type": "date"}}
ROWS = [[f"r{number}", "区级", "2026-01-01"] for number in range(8)]


def _finding(**more: Any) -> Finding:
    return Finding(**{"code": "some-code", "message": "错了", "path": "data/a.csv", **more})


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({}, "data/a.csv 错了 [some-code]"),
        ({"row": 37}, "data/a.csv:37 错了 [some-code]"),
        ({"field": "level"}, "data/a.csv 字段“level” 错了 [some-code]"),
        (
            {"row": 37, "field": "level", "field_title": "行使层级", "value": "区级", "hint": "改"},
            "data/a.csv:37 字段“行使层级” 值“区级” 错了 [some-code] 提示：改",
        ),
        ({"value": ""}, "data/a.csv 值“” 错了 [some-code]"),
    ],
)
def test_line_of_a_finding(more: dict[str, Any], line: str) -> None:
    assert _finding(**more).line() == line


def test_json_of_a_finding_has_what_there_is() -> None:
    assert _finding().as_json() == {
        "code": "some-code",
        "message": "错了",
        "path": "data/a.csv",
        "severity": "error",
    }
    full = _finding(row=2, field="f", field_title="字", value="", hint="改")
    assert json.loads(json.dumps(full.as_json(), ensure_ascii=False)) == {
        **_finding().as_json(),
        "row": 2,
        "field": "f",
        "field_title": "字",
        "value": "",
        "hint": "改",
    }


def test_reading_order_and_no_repeats() -> None:
    first, second = _finding(row=2, field="a"), _finding(row=10, field="a")
    other, file = _finding(path="data/b.csv", row=1), _finding()
    assert in_order([other, second, first, file, first]) == (file, first, second, other)


def test_only_errors_are_errors() -> None:
    warning = _finding(severity=Severity.WARNING)
    assert not has_errors([warning])
    assert has_errors([warning, _finding()])


def test_text_counts_and_shows_five_of_a_kind() -> None:
    findings = [_finding(row=row) for row in range(2, 10)]
    findings += [_finding(row=2, code="other-code")]
    lines = report_text(findings).splitlines()
    assert lines[0] == "9 处错误："
    assert sum("[some-code]" in line and "错了" in line for line in lines) == EXAMPLES == 5
    assert sum("[other-code]" in line for line in lines) == 1
    assert lines[-1].strip() == "… [some-code] 另有 3 处；用 --format json 看全部"


def test_five_of_a_kind_are_all_shown() -> None:
    text = report_text([_finding(row=row) for row in range(2, 7)])
    assert text.count("错了") == 5
    assert "另有" not in text


def test_errors_stand_before_warnings() -> None:
    text = report_text([_finding(severity=Severity.WARNING, row=1), _finding(row=2)])
    assert text.index("1 处错误：") < text.index("a.csv:2") < text.index("1 处提示：")
    assert report_text([]) == ""


def test_report_gives_its_data_only_without_an_error(tmp_path: Path) -> None:
    bad = report(tmp_path / "bad", alpha=[table("a", MANY, ROWS)])
    assert not bad.ok
    assert bad.valid() is None
    assert bad.rows == 8
    good = report(tmp_path / "good", alpha=[table("a", MANY, [["r1", "县级", "2026-01-01"]])])
    assert [f.code for f in good.findings] == ["record-id-form"]
    valid = good.valid()
    assert valid is not None
    assert valid.warnings == good.findings, "a warning is not an error, and is not lost"


def test_nothing_is_left_out_by_frictionless(tmp_path: Path) -> None:
    """It gives up after a thousand errors unless told otherwise."""
    rows = [[f"ab-990001-2026-{number:04}", "区级", "昨天"] for number in range(700)]
    found = report(tmp_path, alpha=[table("a", MANY, rows)])
    assert len(found.findings) == 1400


def test_every_table_is_told_of_in_one_run(tmp_path: Path) -> None:
    found = report(
        tmp_path,
        alpha=[table("a", MANY, b""), table("b", MANY, [["r1", "区级", "2026-01-01"]])],
        beta=[table("c", MANY, [["r1", "县级", "昨天"]])],
    )
    errors = [f for f in found.findings if f.severity is Severity.ERROR]
    assert places(errors) == [
        ("source-error", 1, None),
        ("constraint-error", 2, "level"),
        ("type-error", 2, "day"),
    ]


def test_command_aggregates_in_text_and_not_in_json(tmp_path: Path) -> None:
    edition = write(tmp_path / "edition", alpha=[table("a", MANY, ROWS)])
    arguments = ("validate", "--data", str(edition), "--as-of", AS_OF)
    text = run(*arguments, cwd=tmp_path)
    assert text.returncode == 1
    assert text.stderr.count("[constraint-error] 提示") == 5
    assert "[constraint-error] 另有 3 处" in text.stderr
    whole = run(*arguments, "--format", "json", cwd=tmp_path)
    assert whole.returncode == 1
    found = json.loads(whole.stdout)["findings"]
    assert [f["row"] for f in found if f["code"] == "constraint-error"] == list(range(2, 10))
