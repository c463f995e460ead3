"""Our own checks, one table at a time: what each finds and what it leaves alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gongshi.core.finding import Finding, Severity
from gongshi.validation.checks import Context
from gongshi.validation.checks.categories import check_categories
from gongshi.validation.checks.cells import check_cells
from gongshi.validation.checks.ids import check_ids
from gongshi.validation.checks.items import check_items
from gongshi.validation.checks.references import check_references
from gongshi.validation.checks.unique_keys import check_unique_keys
from validation.mini import dataset, places, table

Check = Callable[[Context], Iterator[Finding]]
MISSING = {
    "missingValues": [{"value": "", "label": "未公开"}, {"value": "不适用", "label": "不适用"}]
}


def _found(folder: Path, check: Check, **packages: Any) -> list[Finding]:
    return list(check(Context(dataset(folder, **packages))))


def test_unique_key_of_two_fields(tmp_path: Path) -> None:
    rows = [
        ["1", "甲", "2026"],
        ["2", "甲", "2027"],
        ["3", "乙", "2026"],
        ["4", "甲", "2026"],
        ["5", "甲", ""],
        ["6", "甲", ""],
        ["7", "甲", "不适用"],
        ["8", "甲", "2026"],
    ]
    fields = {"id": {}, "name": {}, "year": {}}
    schema = {**MISSING, "uniqueKeys": [["name", "year"], "id"]}
    found = _found(tmp_path, check_unique_keys, alpha=[table("a", fields, rows, schema)])
    assert places(found) == [("unique-key", 5, "name"), ("unique-key", 9, "name")]
    assert found[0].value == "甲、2026"


def test_category_is_one_of_those_declared(tmp_path: Path) -> None:
    categories = [{"value": "x", "label": "甲"}, {"value": "y"}]
    fields = {
        "id": {},
        "labelled": {"categories": categories},
        "plain": {"categories": ["x", "y"]},
        "number": {"type": "integer", "categories": [{"value": 1, "label": "一"}]},
        "both": {"categories": ["x"], "constraints": {"enum": ["x", "y"]}},
        "none": {},
    }
    rows = [
        ["1", "x", "y", "1", "x", "z"],
        ["2", "甲", "z", "2", "y", "z"],
        ["3", "", "", "", "z", ""],
    ]
    found = _found(tmp_path, check_categories, alpha=[table("a", fields, rows)])
    assert places(found) == [
        ("category", 3, "labelled"),
        ("category", 3, "plain"),
        ("category", 3, "number"),
        ("category", 3, "both"),
    ]
    assert found[0].hint == "可选 x、y"


def _linked(rows: list[list[str]], **reference: Any) -> dict[str, Any]:
    key = {"fields": ["b_id", "b_year"], "reference": {"fields": ["id", "year"], **reference}}
    fields = {"id": {}, "b_id": {}, "b_year": {}}
    target = table("b", {"id": {}, "year": {}}, [["甲", "2026"], ["乙", "2027"]])
    return {
        "alpha": [table("a", fields, rows, {**MISSING, "foreignKeys": [key]})],
        "beta": [target],
    }


def test_reference_of_two_fields_across_packages(tmp_path: Path) -> None:
    rows = [
        ["1", "甲", "2026"],
        ["2", "甲", "2027"],
        ["3", "", "不适用"],
        ["4", "乙", ""],
        ["5", "乙", "2027"],
    ]
    editions = _linked(rows, package="beta", resource="b")
    found = _found(tmp_path, check_references, **editions)
    assert places(found) == [("foreign-key", 3, "b_id"), ("foreign-key", 5, "b_id")]
    assert found[0].value == "甲、2027"
    assert found[0].path == "edition/alpha/a.csv"
    assert "edition/beta/b.csv" in str(found[0].hint)


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ({"package": "beta", "resource": "bb"}, "“beta/bb”不存在"),
        ({"package": "gamma", "resource": "b"}, "“gamma/b”不存在"),
        ({"resource": "b"}, "“alpha/b”不存在"),
        ({"package": "beta", "resource": "b", "fields": ["id", "yaer"]}, "“beta/b.yaer”不存在"),
    ],
)
def test_reference_to_what_does_not_exist(tmp_path: Path, reference: Any, words: str) -> None:
    (found,) = _found(tmp_path, check_references, **_linked([["1", "甲", "2026"]], **reference))
    assert (found.code, found.path) == ("descriptor-reference", "edition/alpha/datapackage.yaml")
    line = (tmp_path / found.path).read_text("utf-8").splitlines()[(found.row or 0) - 1]
    assert "reference" in line
    assert words in found.message


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("dr-990001-2026-0001", None),
        ("第三方-1", "record-id"),
        ("../x", "record-id"),
        ("a/b", "record-id"),
        ("a.html", "record-id"),
        ("list", "record-id"),
        ("a", "record-id"),
        ("x1", "record-id-form"),
        ("91350100M000100Y43", "record-id-form"),
        ("dr-９90001-2026-0001", "record-id"),
        ("", None),
    ],
)
def test_id_is_fit_for_a_url(tmp_path: Path, value: str, code: str | None) -> None:
    """`list` is a page of every table, `a` the name of the table itself."""
    found = _found(tmp_path, check_ids, alpha=[table("a", {"id": {}, "x": {}}, [[value, "1"]])])
    assert places(found) == ([(code, 2, "id")] if code else [])
    assert all((f.severity is Severity.WARNING) == (code == "record-id-form") for f in found)


@pytest.mark.parametrize("key", [[], ["id", "x"]])
def test_every_table_has_one_id(tmp_path: Path, key: list[str]) -> None:
    rows = [["dr-990001-2026-0001", "1"]]
    declared = table("a", {"id": {}, "x": {}}, rows, {"primaryKey": key})
    assert places(_found(tmp_path, check_ids, alpha=[declared])) == [
        ("descriptor-primary-key", _line_of(tmp_path, '"primaryKey"'), None)
    ]


def _line_of(folder: Path, text: str) -> int:
    descriptor = (folder / "edition/alpha/datapackage.yaml").read_text("utf-8")
    return descriptor.partition(text)[0].count("\n") + 1


ITEMS = {"items": [{"name": "law", "title": "法律"}, {"name": "article", "title": "条款"}]}


@pytest.mark.parametrize(
    ("cell", "code", "words"),
    [
        ("[]", None, ""),
        ('[{"law": "某条例", "article": null}, "文字", 3, true]', None, ""),
        ('{"law": "某条例"}', None, ""),
        ("", None, ""),
        ("不适用", None, ""),
        ("不是 JSON", None, ""),
        ('[{"law": "甲"}, {"lwa": "乙"}]', "item-key", "是不是“law”？"),
        ('[{"经办人": "某人"}]', "item-key", "只能用：law、article"),
        ('[{"law": "甲", "law": "乙"}]', "item-key", "写了两次"),
        ('[{"law": {"transactor": "某人"}}]', "item-value", "又套了一层"),
        ('[{"law": ["某人"]}]', "item-value", "又套了一层"),
        ('[[{"transactor": "某人"}]]', "item-value", "又套了一层"),
        ("[" * 100_000, "item-value", "套了太多层"),
        ('[{"law": NaN}]', "item-value", "NaN"),
        ("[-Infinity]", "item-value", "NaN"),
        ("[1e999]", "item-value", "NaN"),
        ('[{"law": "a\\u0000b"}]', "item-value", "控制字符"),
        ('["a\\u202eb"]', "item-value", "控制字符"),
        ('["\\ud800"]', "item-value", "控制字符"),
        ('["\\ud83d\\ude00"]', None, ""),
    ],
)
def test_items_of_a_cell(tmp_path: Path, cell: str, code: str | None, words: str) -> None:
    fields = {
        "id": {},
        "basis": {"type": "array", "gongshi": ITEMS},
        "inside": {"type": "array", "gongshi": {"visibility": "internal"}},
    }
    rows = [["1", "[]", "[]"], ["2", cell, cell]]
    found = _found(tmp_path, check_items, alpha=[table("a", fields, rows, MISSING)])
    assert places(found) == ([(code, 3, "basis")] if code else [])
    assert all(words in f.line() for f in found)


def test_key_of_a_masked_cell_is_not_shown(tmp_path: Path) -> None:
    fields = {"id": {}, "basis": {"type": "array", "gongshi": {"visibility": "masked"}}}
    rows = [["1", json.dumps([{"张某某": "x"}], ensure_ascii=False)]]
    (found,) = _found(tmp_path, check_items, alpha=[table("a", fields, rows)])
    assert "张某某" not in found.line()


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ("普通文字", False),
        ("换行\n制表\t回车\r", False),
        ("a\x00b", True),
        ("a\x1bb", True),
        ("a\x7fb", True),
        ("a\u202eb", True),
        ("a\u2066b", True),
        ("阿拉伯语\u200f", False),
    ],
)
def test_control_characters(tmp_path: Path, cell: str, wrong: bool) -> None:
    found = _found(tmp_path, check_cells, alpha=[table("a", {"id": {}, "x": {}}, [["1", cell]])])
    assert places(found) == ([("control-character", 2, "x")] if wrong else [])


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ("https://www.yanshi.example/a?b=1", False),
        ("http://www.yanshi.example/", False),
        ("", False),
        ("不适用", False),
        ("javascript:alert(1)", True),
        ("JavaScript:alert(1)", True),
        ("data:text/html,x", True),
        ("//www.yanshi.example/", True),
        ("www.yanshi.example", True),
        (" https://www.yanshi.example/", True),
        ("ftp://www.yanshi.example/", True),
    ],
)
def test_links(tmp_path: Path, cell: str, wrong: bool) -> None:
    fields = {"id": {}, "url": {"format": "uri"}, "text": {}}
    found = _found(tmp_path, check_cells, alpha=[table("a", fields, [["1", cell, cell]], MISSING)])
    assert places(found) == ([("link-scheme", 2, "url")] if wrong else [])


def test_column_that_is_not_in_the_file_is_left_to_the_judge(tmp_path: Path) -> None:
    fields = {"id": {}, "url": {"format": "uri", "categories": ["x"]}, "b": {"type": "array"}}
    content = b"id\n1\n"
    schema = {
        "uniqueKeys": [["url"]],
        "foreignKeys": [
            {"fields": ["url"], "reference": {"package": "beta", "resource": "b", "fields": ["id"]}}
        ],
    }
    packages = {
        "alpha": [table("a", fields, content, schema)],
        "beta": [table("b", {"id": {}}, [])],
    }
    context = Context(dataset(tmp_path, **packages))
    for check in (check_cells, check_categories, check_items, check_unique_keys, check_references):
        assert list(check(context)) == []
