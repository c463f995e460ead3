"""Types are only what every cell says beyond doubt; names and ids stay the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.core.ids import DERIVED_ALPHABET, is_derived_id, is_path_safe
from gongshi.intake.draft import Column, DraftTable
from gongshi.intake.inference import infer, iso_day
from gongshi.intake.names import romanised, unique_name
from gongshi.intake.record_ids import give_ids
from gongshi.project import Project
from intake.bringing import bring, descriptor
from intake.sources import csv_bytes


@pytest.mark.parametrize(
    ("label", "cells", "kind"),
    [
        ("人数", ["1", "20", ""], "integer"),
        ("人数", ["1", "020"], "string"),
        ("数量", ["-3", "0"], "integer"),
        ("数量", ["1234567890123456"], "string"),
        ("区划代码", ["350502", "350503"], "string"),
        ("联系电话", ["12345"], "string"),
        ("金额", ["1,234.50", "7"], "number"),
        ("金额", ["12,34"], "string"),
        ("金额", ["1.5", "2"], "number"),
        ("金额", ["1.5万"], "string"),
        ("日期", ["2026-01-02", "2026/3/4", "2026.5.6", "2026年7月8日"], "date"),
        ("日期", ["03/04/2026"], "string"),
        ("日期", ["2026-01-02", "长期"], "string"),
        ("日期", ["2026-02-30"], "string"),
        ("月份", ["2026-01"], "yearmonth"),
        ("时刻", ["2026-01-02T03:04:05"], "datetime"),
        ("公开", ["true", "false"], "boolean"),
        ("公开", ["是", "否"], "string"),
        ("网址", ["https://yanshi.example/"], "string"),
        ("空列", ["", ""], "string"),
    ],
)
def test_type(label: str, cells: list[str], kind: str) -> None:
    assert infer(label, cells).field["type"] == kind


def test_cells_are_changed_only_where_nobody_can_read_them_otherwise() -> None:
    assert infer("金额", ["1,234.50", ""]).cells == ["1234.50", ""]
    assert infer("日期", ["2026年7月8日"]).cells == ["2026-07-08"]
    assert infer("名称", [" 甲 ", "乙"]).cells == [" 甲 ", "乙"]
    assert infer("网址", ["https://yanshi.example/"]).field["format"] == "uri"


@given(st.text(max_size=12))
def test_only_a_year_first_date_is_a_day(text: str) -> None:
    found = iso_day(text)
    assert found is None or re.match(r"[12]\d{3}\D", text)


def test_names_are_plain_and_different() -> None:
    assert romanised("占地面积（平方米）") == "zhan_di_mian_ji_ping_fang_mi"
    assert romanised("Start Date") == "start_date"
    assert romanised("※") == ""
    assert len(romanised("很长的名称" * 20)) <= 40
    assert unique_name("※", (), "field_3") == "field_3"
    assert unique_name("2026年", (), "field_1") == "f_2026_nian"
    assert unique_name("名", ["ming"], "x") == "ming_2"


@given(st.text(max_size=40), st.lists(st.text(max_size=5), max_size=3))
def test_any_label_gives_a_name_that_a_descriptor_may_have(text: str, taken: list[str]) -> None:
    name = unique_name(text, taken, "field_1")
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,59}", name)
    assert name not in taken


def _table(*keys: str, primary: tuple[str, ...] = ("k",)) -> DraftTable:
    columns = [Column("k", {}, list(keys)), Column("v", {}, [f"v{key}" for key in keys])]
    return DraftTable("t_able", "表", "a.csv", range(2, len(keys) + 2), columns, primary)


def test_ids_follow_the_key_and_not_the_order() -> None:
    one, other = _table("甲", "乙"), _table("乙", "甲")
    for table in (one, other):
        give_ids(table, b"key")
    assert one.columns[0].cells == other.columns[0].cells[::-1]
    assert all(is_derived_id(cell) and is_path_safe(cell) for cell in one.columns[0].cells)
    assert one.unique_keys == [("k",)]
    assert one.primary_key == ("entry_id",)


def test_ids_cannot_be_guessed_and_hold_no_digit_and_no_vowel() -> None:
    one, other = _table("甲"), _table("甲")
    give_ids(one, b"key")
    give_ids(other, b"another key")
    assert one.columns[0].cells != other.columns[0].cells
    assert not set("aeiouy0123456789") & set(DERIVED_ALPHABET)


def test_own_ids_of_the_agreed_form_are_kept() -> None:
    table = _table("ab-990001-2026-0001", "ab-990001-2026-0002", primary=())
    give_ids(table, b"key")
    assert table.primary_key == ("k",)
    assert len(table.columns) == 2
    code = _table("110101199003078515", primary=("k",))
    give_ids(code, b"key")
    assert code.primary_key == ("entry_id",), "a code may not become a URL"


def test_the_same_source_gives_the_same_ids_again(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes([["名称", "数"], ["甲", "1"], ["乙", "2"]]))
    bring(project, "one", path)
    path.write_bytes(csv_bytes([["名称", "数"], ["乙", "2"], ["丙", "3"], ["甲", "1"]]))
    bring(project, "two", path)
    one, two = (project.data / name / "a.csv" for name in ("one", "two"))
    ids = [dict(zip(*_columns(path), strict=True)) for path in (one, two)]
    assert ids[0].items() <= ids[1].items()
    assert (project.data / "id-key.txt").stat().st_size == 33


def _columns(path: Path) -> tuple[list[str], list[str]]:
    rows = [line.split(",") for line in path.read_text("utf-8").splitlines()[1:]]
    return [row[1] for row in rows], [row[0] for row in rows]


def test_titles_that_the_project_knows_keep_their_names(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [["名称", "备注", "统一社会信用代码", "状态"], ["甲", "x", "11990001DEM000508K", "在建"]]
    path.write_bytes(csv_bytes(rows))
    bring(project, "one", path)
    (resource,) = descriptor(project, "one")["resources"]
    names = [field["name"] for field in resource["schema"]["fields"]]
    assert names == ["entry_id", "ming_cheng", "note", "uscc", "zhuang_tai"]
    assert resource["schema"]["foreignKeys"][0]["reference"]["fields"] == ["uscc"]
