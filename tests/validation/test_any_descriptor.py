"""Never a traceback: a descriptor with anything anywhere gives a package or findings.

Every value of a descriptor that uses the whole standard is replaced in turn by values of the wrong
type and shape.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongshi.core.finding import Severity
from gongshi.loading.load import load
from gongshi.package.lined_yaml import Pointer
from gongshi.validation.report import Report
from gongshi.validation.validate import validate
from validation.mini import csv_of, table, write

_CASE = Path(__file__).parent / "whole_standard.yaml"
_GONE = object()
_VALUES: list[Any] = [_GONE, None, 5, -1.5, True, "x", "", "../x", "(", [], [5], [None], [["x"]]]
_VALUES += [{}, {"a": 1}, [{"a": [1]}]]
_ID = "ab-990001-2026-0001"


def _descriptor() -> dict[str, Any]:
    descriptor: dict[str, Any] = yaml.safe_load(_CASE.read_text("utf-8"))
    return descriptor


def _edition(folder: Path) -> Path:
    names = [field["name"] for field in _descriptor()["resources"][0]["schema"]["fields"]]
    cells = {
        "id": _ID,
        "kind": "x",
        "day": "2026-01-01",
        "n": "1.5",
        "flag": "true",
        "tags": "a;b",
        "items": '[{"law": "某条例"}]',
        "b": _ID,
        "c": _ID,
        "url": "https://yanshi.example/",
        "uscc": "91350100M000100Y43",
    }
    content = csv_of([names, [cells.get(name, "") for name in names]])
    other = table("c", {"id": {}}, [[_ID]])
    edition = write(folder / "edition", alpha=[table("a", {"id": {}}, content)], beta=[other])
    (edition / "alpha" / "b.csv").write_bytes(csv_of([["id"], [_ID]]))
    return edition


def _judged(edition: Path, descriptor: Any) -> Report:
    path = edition / "alpha" / "datapackage.yaml"
    path.write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    return validate(load(edition, "edition"))


def _pointers(value: Any, at: Pointer = ()) -> Iterator[Pointer]:
    if at:
        yield at
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from _pointers(inner, (*at, key))


def _changed(descriptor: Any, at: Pointer, value: Any) -> Any:
    copy = owner = deepcopy(descriptor)
    for key in at[:-1]:
        owner = owner[key]
    if value is _GONE:
        del owner[at[-1]]
    else:
        owner[at[-1]] = value
    return copy


def test_the_whole_standard_is_valid(tmp_path: Path) -> None:
    report = _judged(_edition(tmp_path), _descriptor())
    assert report.findings == ()
    assert report.valid() is not None


def test_anything_anywhere_is_read_or_refused(tmp_path: Path) -> None:
    """A hundred changes, the same ones each time; all of them take minutes."""
    edition, descriptor = _edition(tmp_path), _descriptor()
    changes = [(at, value) for at in _pointers(descriptor) for value in _VALUES]
    refused = 0
    for at, value in random.Random(0).sample(changes, 100):
        report = _judged(edition, _changed(descriptor, at, value))
        refused += not report.ok
        for finding in report.findings:
            assert finding.severity is not Severity.ERROR or finding.line(), (at, value)
    assert refused > 30, "and many are refused"


@pytest.mark.parametrize(
    ("at", "value", "words"),
    [
        (("$schema",), 5, "$schema 应当是文字"),
        (("keywords",), "a", "keywords 应当是文字的列表"),
        (("licenses",), [5], "licenses 应当是列表，每项是键值对"),
        (("contributors", 0, "roles"), "creator", "roles 应当是文字的列表"),
        (("resources", 0, "hash"), 5, "hash 应当是文字"),
        (("resources", 0, "bytes"), "5", "bytes 应当是整数"),
        (("resources", 0, "bytes"), True, "bytes 应当是整数"),
        (("resources", 0, "dialect"), "csv", "dialect 应当是键值对"),
        (("resources", 0, "dialect", "delimiter"), ";;", "delimiter 应当是一个字符"),
        (("resources", 0, "dialect", "quoteChar"), None, "quoteChar 应当是一个字符"),
        (("resources", 0, "dialect", "header"), "no", "header 应当是真假值 true 或 false"),
        (("resources", 0, "schema", "fieldsMatch"), "equals", "fieldsMatch 应当是这几个词之一"),
        (("resources", 0, "schema", "primaryKey"), 5, "primaryKey 应当是字段名的列表"),
        (("resources", 0, "schema", "uniqueKeys"), 5, "uniqueKeys 应当是列表"),
        (("resources", 0, "schema", "uniqueKeys"), [[]], "uniqueKeys 里有一项是空的"),
        (("resources", 0, "schema", "foreignKeys"), True, "foreignKeys 应当是列表"),
        (("resources", 0, "schema", "missingValues"), 5, "missingValues 应当是列表"),
        (
            ("resources", 0, "schema", "missingValues", 0),
            {"label": "x"},
            "missingValues 应当是列表",
        ),
        (("resources", 0, "schema", "fields", 0, "type"), "strng", "type 应当是字段类型之一"),
        (("resources", 0, "schema", "fields", 0, "constraints"), [], "constraints 应当是键值对"),
        (("resources", 0, "schema", "fields", 0, "gongshi"), "公开", "gongshi 应当是键值对"),
        (("resources", 0, "schema", "fields", 0, "constraints", "pattern"), "[", "合法的正则"),
        (
            ("resources", 0, "schema", "fields", 2, "categories"),
            [{"label": "x"}],
            "categories 应当",
        ),
        (("resources", 0, "schema", "fields", 6, "delimiter"), "", "delimiter 应当是分隔符"),
    ],
)
def test_wrong_value_is_said_in_chinese_at_its_line(
    tmp_path: Path, at: Pointer, value: Any, words: str
) -> None:
    edition = _edition(tmp_path)
    descriptor = _changed(_descriptor(), at, value)
    path = edition / "alpha" / "datapackage.yaml"
    path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=1), "utf-8")
    (finding,) = validate(load(edition, "edition")).findings
    assert (finding.code, finding.path) == ("descriptor-error", "edition/alpha/datapackage.yaml")
    assert words in finding.message
    lines = path.read_text("utf-8").splitlines()
    key = next(part for part in reversed(at) if isinstance(part, str))
    near = "\n".join(lines[(finding.row or 0) - 2 :][:3])
    assert f'"{key}"' in near
