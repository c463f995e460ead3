"""Each case of cases/*.yaml: a broken file gives its findings, at their rows, in Chinese."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongshi.core.clock import AsOf
from gongshi.core.finding import Finding, Severity
from gongshi.loading.load import load
from gongshi.package import reading
from gongshi.package.lined_yaml import Lined, parse
from gongshi.pipeline import examine
from gongshi.project import Project
from gongshi.validation.report import Report
from gongshi.validation.validate import validate
from projects import AS_OF, Starter, make_starter, run, tree
from validation.changes import Sheet, apply, cut_down

Case = Mapping[str, Any]
_CASES: list[Case] = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]
_BY_COMMAND = [case for case in _CASES if case.get("command_line")]
_LINE = re.compile(r"\S+ (字段“.+?” )?(值“.*” )?.+ \[[a-z-]+\]( 提示：.+)?")
_LAST_SITE = {"index.html": b"<p>last good site</p>", "a/b.csv": b"x\n1\n"}


@pytest.fixture(autouse=True)
def parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half the time of a case is PyYAML on descriptors that it did not change."""

    def parsed(text: str) -> Lined:
        document = _parse(text)
        return Lined(deepcopy(document.data), document.lines)

    monkeypatch.setattr(reading, "parse", parsed)


_parse = cache(parse)


def _broken(case: Case, folder: Path) -> Starter:
    starter = make_starter(folder / "project")
    cut_down(starter, case["file"].partition("/")[0] if "/" in case["file"] else "institutions")
    apply(starter.data / case["file"], case["change"])
    return starter


def _report(starter: Starter) -> Report:
    return validate(load(starter.data, "data/edition"))


def _row(expected: Mapping[str, Any], changed: Path) -> int | None:
    if "line_of" not in expected:
        return expected["row"]
    return changed.read_text("utf-8").partition(expected["line_of"])[0].count("\n") + 1


def _is(finding: Finding, expected: Mapping[str, Any], case: Case, changed: Path) -> bool:
    path = f"data/edition/{expected.get('path', case['file'])}"
    return (
        (finding.path, finding.code) == (path, expected["code"])
        and finding.row == _row(expected, changed)
        and finding.severity == expected.get("severity", "error")
        and ("field" not in expected or expected["field"] in str(finding.field_title))
        and all(words in finding.line() for words in expected.get("words", []))
    )


def _title(case: Case) -> str:
    return str(case["title"])


@pytest.mark.parametrize("case", _CASES, ids=_title)
def test_finding_says_what_is_wrong_and_where(case: Case, tmp_path: Path) -> None:
    starter = _broken(case, tmp_path)
    report = _report(starter)
    changed = starter.data / case["file"]
    lines = "\n".join(finding.line() for finding in report.findings)
    left = list(report.findings)
    for expected in case["finds"]:
        found = [finding for finding in left if _is(finding, expected, case, changed)]
        assert found, f"nothing says {dict(expected)}:\n{lines}"
        left.remove(found[0])
    assert not left, f"not asked for:\n{lines}"
    assert (report.valid() is None) == any(f.severity is Severity.ERROR for f in report.findings)
    for text in case.get("never", []):
        assert text not in json.dumps([f.as_json() for f in report.findings], ensure_ascii=False)


def test_case_that_finds_nothing_says_so() -> None:
    """And every other one names a place."""
    for case in _CASES:
        assert bool(case["finds"]) != case["title"].endswith(("，可以", "，不算重复")), case[
            "title"
        ]
        assert all(expected.keys() & {"row", "line_of"} for expected in case["finds"])


def test_starter_is_valid_before_anything_is_broken(tmp_path: Path) -> None:
    """All of it, and each part that cut_down makes: whatever a case finds is its own."""
    assert _report(make_starter(tmp_path / "whole")).findings == ()
    for package in ("institutions", "power-list", "service-commitments"):
        starter = make_starter(tmp_path / package)
        cut_down(starter, package)
        report = _report(starter)
        assert report.findings == ()
        assert report.valid() is not None


def test_rows_are_those_of_excel_not_lines_of_the_file(tmp_path: Path) -> None:
    """So that the rows in cases/cells.yaml mean something."""
    path = make_starter(tmp_path / "project").table("power_items")
    third = Sheet(path).row(3)[0]
    lines = path.read_text("utf-8").splitlines()
    assert next(n for n, line in enumerate(lines, start=1) if line.startswith(third)) > 3


def test_screening_is_not_asked_about_broken_data(tmp_path: Path) -> None:
    starter = _broken(_BY_COMMAND[0], tmp_path)
    project = Project(starter.root, starter.data, starter.root / "content")
    examination = examine(project, AsOf(date.fromisoformat(AS_OF)))
    assert examination.disclosure is None
    assert examination.findings == _report(starter).findings


def test_the_kinds_of_the_promise_are_run_by_command() -> None:
    codes = {expected["code"] for case in _BY_COMMAND for expected in case["finds"]}
    assert codes == {
        "missing-label",
        "type-error",
        "constraint-error",
        "primary-key",
        "foreign-key",
        "encoding-error",
        "source-error",
        "csv-quote",
        "descriptor-unknown-key",
    }


@pytest.mark.parametrize("case", _BY_COMMAND, ids=_title)
def test_build_fails_and_the_last_site_stays(case: Case, tmp_path: Path) -> None:
    starter = _broken(case, tmp_path)
    for path, content in _LAST_SITE.items():
        (starter.site / path).parent.mkdir(parents=True, exist_ok=True)
        (starter.site / path).write_bytes(content)
    before = sorted(path.name for path in starter.root.iterdir())
    done = run("build", "--as-of", AS_OF, cwd=starter.root)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    for finding in _report(starter).findings:
        assert finding.line() in said
    assert "原来的网站没有变" in said
    assert "Traceback" not in said
    assert tree(starter.site) == _LAST_SITE
    assert sorted(path.name for path in starter.root.iterdir()) == before, "and nothing beside it"


def test_validate_prints_a_line_that_a_clerk_can_follow(tmp_path: Path) -> None:
    starter = _broken(_case("不在允许范围"), tmp_path)
    done = run("validate", "--as-of", AS_OF, cwd=starter.root)
    assert done.returncode == 1
    line = (
        "data/edition/power-list/power_items.csv:7 字段“行使层级” 值“区级” 不在允许范围 "
        "[constraint-error] 提示：可选 国家级、省级、市级、县级"
    )
    assert line in done.stderr
    assert "1 处错误：" in done.stderr
    assert "不能公开" in done.stdout
    assert "Traceback" not in done.stderr


def test_validate_prints_json_that_a_program_can_read(tmp_path: Path) -> None:
    starter = _broken(_case("中间有一个空行，后面的行号不变"), tmp_path)
    done = run("validate", "--as-of", AS_OF, "--format", "json", cwd=starter.root)
    assert done.returncode == 1
    assert done.stderr == ""
    said = json.loads(done.stdout)
    assert said.keys() >= {"asOf", "publishable", "errors", "warnings", "rows", "findings"}
    assert (said["asOf"], said["publishable"], said["errors"]) == (AS_OF, False, 2)
    assert [(f["code"], f["row"]) for f in said["findings"]] == [
        ("blank-row", 5),
        ("constraint-error", 7),
    ]
    assert said["findings"][1] == {
        "code": "constraint-error",
        "path": "data/edition/power-list/power_items.csv",
        "row": 7,
        "field": "exercise_level",
        "field_title": "行使层级",
        "value": "区级",
        "message": "不在允许范围",
        "hint": "可选 国家级、省级、市级、县级、镇（乡、街道）级、村（社区）级",
        "severity": "error",
    }


def _case(title: str) -> Case:
    return next(case for case in _CASES if case["title"] == title)
