"""frictionless is the judge of what loading has read, and of nothing else.

Where the two read a file differently, a table that nobody judged would be published.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import frictionless
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongshi.core.finding import Finding, Severity
from gongshi.loading.load import load
from gongshi.validation.report import Report
from gongshi.validation.validate import validate
from validation.mini import csv_of, places, report, table, write

ID = "ab-990001-2026-0001"
FIELDS: dict[str, dict[str, Any]] = {"id": {}, "n": {"type": "integer"}, "text": {}}


def _errors(found: Report) -> list[Finding]:
    return [finding for finding in found.findings if finding.severity is Severity.ERROR]


def _one(folder: Path, content: bytes, **more: Any) -> Report:
    return report(folder, alpha=[table("a", FIELDS, content, **more)])


@pytest.mark.parametrize(
    ("content", "dialect"),
    [
        (f"id;n;text\n{ID};1;x\n", {"delimiter": ";"}),
        (f"id\tn\ttext\n{ID}\t1\tx\n", {"delimiter": "\t"}),
        (f"id,n,text\n{ID},1,'x;y'\n", {"quoteChar": "'"}),
    ],
)
def test_stated_dialect_is_judged_by(tmp_path: Path, content: str, dialect: Any) -> None:
    assert _errors(_one(tmp_path / "stated", content.encode(), dialect=dialect)) == []
    if "delimiter" in dialect:
        assert _errors(_one(tmp_path / "silent", content.encode())) != []


def test_frictionless_alone_would_guess_the_delimiter(tmp_path: Path) -> None:
    """Why the judge states it: the table above, without a dialect, is valid to frictionless."""
    (tmp_path / "a.csv").write_text(f"id;n;text\n{ID};1;x\n", "utf-8")
    schema = {"fields": [{"name": name, "type": "string"} for name in FIELDS]}
    descriptor = {"name": "a", "path": "a.csv", "schema": schema}
    resource = frictionless.Resource.from_descriptor(descriptor, basepath=str(tmp_path))
    assert resource.validate().valid


@pytest.mark.parametrize("text", ["+ZeVnLIqe-", "~{VPND~}", "市"])
def test_encoding_is_not_guessed(tmp_path: Path, text: str) -> None:
    """frictionless would take these for UTF-7 and HZ, and the last, where its sample of 100,000
    bytes ends within a character, for ISO 8859-3.
    """
    start = f"id,n,text\n{ID},1,"
    padding = "x" * (99_998 - len(start)) if text == "市" else ""
    content = f"{start}{padding}{text}\nab-990001-2026-0002,2,{text}\n"
    fields = {**FIELDS, "text": {"constraints": {"pattern": f"x*{re.escape(text)}"}}}
    assert report(tmp_path, alpha=[table("a", fields, content.encode())]).findings == ()


@settings(max_examples=40)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["1", "20", "x", "", "1.5"]), st.text(',;"\n |\t甲', max_size=5)),
        max_size=6,
    )
)
def test_judge_sees_the_rows_that_are_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    """Each wrong number is found in its row, whatever the cells beside it look like."""
    lines = [[f"ab-990001-2026-{i:04}", n, text] for i, (n, text) in enumerate(rows)]
    found = report(tmp_path_factory.mktemp("judge"), alpha=[table("a", FIELDS, lines)])
    wrong = [row for row, (n, _) in enumerate(rows, start=2) if n in {"x", "1.5"}]
    assert places(_errors(found)) == [("type-error", row, "n") for row in wrong]
    assert (found.valid() is not None) == (not wrong)


def test_unique_keys_and_categories_are_ignored_by_frictionless(tmp_path: Path) -> None:
    """Why they are checked beside it. If this fails, frictionless has learnt it."""
    categories = [{"value": "x", "label": "甲"}]
    fields = {**FIELDS, "text": {"categories": categories}}
    rows = [[ID, "1", "x"], ["ab-990001-2026-0002", "1", "z"]]
    folder = write(tmp_path / "edition", alpha=[table("a", fields, rows, {"uniqueKeys": [["n"]]})])
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": "a",
        "path": "a.csv",
        "schema": {
            "primaryKey": ["id"],
            "uniqueKeys": [["n"]],
            "fields": [{"name": "id"}, {"name": "n"}, {"name": "text", "categories": categories}],
        },
    }
    for field in descriptor["schema"]["fields"]:
        field["type"] = "string"
    alone = frictionless.Resource.from_descriptor(descriptor, basepath=str(folder / "alpha"))
    assert alone.validate().valid
    found = _errors(validate(load(folder, "edition")))
    assert places(found) == [("unique-key", 3, "n"), ("category", 3, "text")]


@pytest.mark.parametrize(
    ("constraints", "cell", "words"),
    [
        ({"minimum": 2}, "1", "小于下限 2"),
        ({"maximum": 2}, "3", "大于上限 2"),
        ({"exclusiveMinimum": 2}, "2", "必须大于 2"),
        ({"exclusiveMaximum": 2}, "2", "必须小于 2"),
        ({"enum": [1, 2]}, "3", "不在允许范围"),
        ({"required": True}, "", "必须填写"),
    ],
)
def test_constraints_are_said_in_chinese(
    tmp_path: Path, constraints: dict[str, Any], cell: str, words: str
) -> None:
    fields = {**FIELDS, "n": {"type": "integer", "constraints": constraints}}
    (error,) = _errors(report(tmp_path, alpha=[table("a", fields, [[ID, cell, "x"]])]))
    assert (error.code, error.row, error.field) == ("constraint-error", 2, "n")
    assert words in error.message


@pytest.mark.parametrize(
    ("constraints", "cell", "words"),
    [
        ({"minLength": 2}, "甲", "太短（至少 2 个字）"),
        ({"maxLength": 2}, "甲乙丙", "太长（最多 2 个字）"),
        ({"pattern": "[a-z]+"}, "A", "格式不对"),
        ({"unique": True}, "同", "与第 2 行重复"),
    ],
)
def test_constraints_of_text_are_said_in_chinese(
    tmp_path: Path, constraints: dict[str, Any], cell: str, words: str
) -> None:
    fields = {**FIELDS, "text": {"constraints": constraints}}
    rows = [
        [ID, "1", "同" if "unique" in constraints else "abc"[: constraints.get("maxLength", 3)]]
    ]
    rows.append(["ab-990001-2026-0002", "2", cell])
    (error,) = _errors(report(tmp_path, alpha=[table("a", fields, rows)]))
    assert (error.row, error.field) == (3, "text")
    assert words in error.message


@pytest.mark.parametrize("kind", ["number", "boolean", "datetime", "time", "year", "yearmonth"])
def test_types_are_said_in_chinese(tmp_path: Path, kind: str) -> None:
    fields = {**FIELDS, "n": {"type": kind}}
    (error,) = _errors(report(tmp_path, alpha=[table("a", fields, [[ID, "某", "x"]])]))
    assert (error.code, error.row, error.field) == ("type-error", 2, "n")
    assert error.message.startswith("不是")
    assert error.message != "不是约定的类型"


def test_hash_is_judged(tmp_path: Path) -> None:
    content = csv_of([list(FIELDS), [ID, "1", "x"]])
    wrong = _errors(_one(tmp_path / "wrong", content, hash="sha256:" + "0" * 64))
    assert [error.code for error in wrong] == ["hash-count"]
    bad_bytes = _errors(_one(tmp_path / "bytes", content, bytes=len(content) + 1))
    assert [error.code for error in bad_bytes] == ["byte-count"]
    assert _errors(_one(tmp_path / "right", content, bytes=len(content))) == []


def test_no_verdict_is_not_a_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def speechless(*_: object, **__: object) -> None:
        raise AttributeError("13800138000 has no attribute 'decode'")

    monkeypatch.setattr(frictionless.fields.StringField, "create_value_reader", speechless)
    (error,) = _errors(_one(tmp_path, csv_of([list(FIELDS), [ID, "1", "x"]])))
    assert (error.code, error.path) == ("descriptor-error", "edition/alpha/datapackage.yaml")
    assert "frictionless 读不懂" in error.message
    assert "13800138000" not in error.message


_PHONE = "13800138000"


@pytest.mark.parametrize(
    ("field", "more", "words"),
    [
        ({"type": "date", "example": _PHONE}, {}, "字段“n”的 example 不是这一列合格的值"),
        ({"constraints": {"minimum": _PHONE}}, {}, "string 类型的字段不能用约束 minimum"),
        ({}, {"licenses": [{"title": _PHONE}]}, "licenses 里有一项既没有 name 也没有 path"),
        ({}, {"contributors": [{"title": "甲", "email": _PHONE}]}, "email 不是合格的邮箱地址"),
        ({}, {"created": _PHONE}, "created 不是合格的日期时间"),
        ({}, {"homepage": _PHONE, "version": ""}, ""),
    ],
)
def test_objections_to_a_descriptor_are_chinese_and_repeat_no_value(
    tmp_path: Path, field: dict[str, Any], more: dict[str, Any], words: str
) -> None:
    folder = write(tmp_path / "edition", alpha=[table("a", {**FIELDS, "n": field}, [])])
    path = folder / "alpha" / "datapackage.yaml"
    document = {**json.loads(path.read_text("utf-8")), **more}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), "utf-8")
    errors = _errors(validate(load(folder, "edition")))
    said = "".join(error.line() for error in errors)
    assert words in said
    assert _PHONE not in said
    assert not re.search("[a-z]{3,} [a-z]{2,} [a-z]{2,}", said), "English"
    if words:
        assert all(error.row and error.row > 1 for error in errors), "the line of the key"


def test_every_verdict_has_words_of_its_own() -> None:
    """A verdict without an entry is still Chinese and without a value, but says little."""
    known = yaml.safe_load((files("gongshi.validation") / "messages.yaml").read_text("utf-8"))
    of_rows = {
        error.type
        for error in vars(frictionless.errors).values()
        if isinstance(error, type)
        and issubclass(error, frictionless.errors.CellError | frictionless.errors.LabelError)
    }
    ours = {
        "row-constraint",
        "forbidden-value",
        "sequential-value",
        "truncated-value",
    }  # never asked
    ours |= {"ascii-value", "deviated-cell", "deviated-value", "duplicate-label", "blank-label"}
    assert of_rows - ours - {"cell-error", "label-error"} <= known.keys()
    assert not any("{note}" in text for entry in known.values() for text in entry.values())
