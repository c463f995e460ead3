"""YAML with the line of each key, and without YAML's surprises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongshi.package.lined_yaml import LinedYamlError, Pointer, parse
from gongshi.package.reading import read_yaml

_TEXT = """\
# 注释不算
name: a
title: >-
  折了
  行的文字
list:
  - {x: 1, y: 2}
  -
    x: 3
empty:
last: [p,
  q]
"""
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc-", max_size=3), inner),
    max_leaves=8,
)


def _error(text: str) -> LinedYamlError:
    with pytest.raises(LinedYamlError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("pointer", "line"),
    [
        (("name",), 2),
        (("title",), 3),
        (("list",), 6),
        (("list", 0), 7),
        (("list", 0, "y"), 7),
        (("list", 1), 9),
        (("list", 1, "x"), 9),
        (("empty",), 10),
        (("last",), 11),
        (("last", 1), 12),
    ],
)
def test_line_of_each_key(pointer: Pointer, line: int) -> None:
    assert parse(_TEXT).line(pointer) == line


def test_line_of_what_is_not_there_is_that_of_its_owner() -> None:
    document = parse(_TEXT)
    assert document.line(("list", 1, "z", "deeper")) == 9
    assert document.line(("list", 7)) == 6
    assert document.line(("nowhere",)) == 2, "where the mapping begins"
    assert parse("").line(("nowhere",)) == 1


def test_text_stays_text() -> None:
    """PyYAML makes a date, a truth, a sexagesimal number and an octal of these."""
    text = "a: 2026-11-24\nb: yes\nc: off\nd: 12:30:00\ne: 010\nf: 1_000\ng: NO\nh: True"
    surprises = yaml.safe_load(text)
    assert not any(isinstance(value, str) for value in surprises.values())
    expected = ["2026-11-24", "yes", "off", "12:30:00", "010", "1_000", "NO", "True"]
    assert list(parse(text).data.values()) == expected


def test_what_is_not_text() -> None:
    document = parse("a: 1\nb: -20\nc: true\nd: null\ne: 1.5\nf:\n")
    assert document.data == {"a": 1, "b": -20, "c": True, "d": None, "e": 1.5, "f": None}


@given(json_values)
def test_json_is_read_as_json(value: Any) -> None:
    assert parse(json.dumps(value, ensure_ascii=False)).data == value


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "键“a”写了两次"),
        ("x:\n  - {k: 1, k: 2}\n", 2, "键“k”写了两次"),
        ("a: &n {b: 1}\nc: *n\n", 1, "别名"),
        ("a: 1\nc: *nowhere\n", 2, "别名"),
        ("a:\n\tb: 1\n", 2, "制表符"),
        ("a: 1\n\tb: 1\n", 2, "制表符"),
        ("a: 1\nb：2\nc: 3\n", 3, "英文冒号"),
        ("a: 1\nb: c: d\n", 2, "英文冒号"),
        ("a: 1\n  b: 2\n", 2, "缩进"),
        ("a: [1, 2\n", 2, "没有配对"),
        ("a: 1\n--- \nb: 2\n", 2, "一个文件只能有一个文档"),
        ("a: 1\nb: x\x07y\n", 2, "控制字符"),
        ("a: 1\n? [x]\n: 2\n", 2, "键必须是文字"),
        ("a: 1\nb: " + "9" * 5000, 2, "值不合法"),
        ("a: !!timestamp 2026-99-99\n", 1, "值不合法"),
        ("a: !nobody x\n", 1, "值不合法"),
        ("[" * 5000, 1, "套了太多层"),
        ("{a: " * 3000 + "1" + "}" * 3000, 1, "套了太多层"),
    ],
)
def test_what_cannot_be_read_says_where_and_in_chinese(text: str, line: int, words: str) -> None:
    error = _error(text)
    assert (error.line, words in str(error)) == (line, True), str(error)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    line = 1
    try:
        parse(text)
    except LinedYamlError as error:
        line = error.line
    assert 1 <= line <= len(text) + 1


def test_nothing_is_run() -> None:
    document = parse("a: !!python/object/apply:os.getcwd []\n")
    assert document.data == {"a": []}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_of_the_byte_that_is_not_utf8(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(mark + b"a: 1\nb: " + "甲".encode("gb18030"))
    with pytest.raises(LinedYamlError) as caught:
        read_yaml(path)
    assert caught.value.line == 2
    path.write_bytes(mark + "a: 1\nb: 甲".encode())
    assert read_yaml(path).data == {"a": 1, "b": "甲"}


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LinedYamlError, match="读不到这个文件"):
        read_yaml(tmp_path / "x.yaml")
