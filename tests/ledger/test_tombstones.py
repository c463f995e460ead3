"""S03, and the command that writes what it allows."""

from __future__ import annotations

import pytest

from gongshi.core.errors import ProjectError
from ledger.editions import FIRST, LATER, PACKAGE, SECOND, World, stones

KEY = (PACKAGE, "dishonesty_records")


# S03

GOOD = (*KEY, FIRST, "withdrawn", LATER, "公开责任主体撤下")


def test_a_closed_tombstone_passes(released: World) -> None:
    assert released.removed(FIRST).with_stones(GOOD).errors == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        (0, "power"),
        (1, "records"),
        (2, "dr-990001-2026-0099"),
        (3, "corrected"),
        (3, "suspended"),
        (4, "2026-12-1"),
        (4, "2026-12-02"),  # after the day of the build
        (4, "2026-11-23"),  # it was public on the day after
        (5, "公开责任主体撤下：某局没有履行判决"),
        (5, "信用修复"),  # another event's class
        (5, ""),
    ],
)
def test_an_open_tombstone_is_refused_and_not_quoted(
    released: World, column: int, cell: str
) -> None:
    row = tuple(cell if n == column else old for n, old in enumerate(GOOD))
    world = released.removed(FIRST).with_stones(row)
    assert "S03" in world.blocked_by
    finding = next(f for f in world.errors if f.code == "S03")
    assert finding.place == "tombstones.csv:2"
    assert not cell or cell not in finding.message
    assert finding.value is None
    assert "S03" not in world.only_flagging("S03").blocked_by


@pytest.mark.parametrize(
    "header",
    [
        ("package", "resource", "record_id", "event", "event_on", "reason", "subject_name"),
        ("package", "resource", "record_id", "event", "event_on"),
        (),
    ],
)
def test_another_column_is_refused(released: World, header: tuple[str, ...]) -> None:
    world = released.removed(FIRST).with_stones(GOOD, header=header)
    finding = next(f for f in world.errors if f.code == "S03")
    assert finding.place == "tombstones.csv:1"
    assert "subject_name" not in finding.line()


@pytest.mark.parametrize("row", [GOOD[:-1], (*GOOD, "某局没有履行判决")])
def test_another_number_of_cells_is_refused(released: World, row: tuple[str, ...]) -> None:
    world = released.removed(FIRST).with_stones(row)
    assert "S03" in world.blocked_by
    assert all("某局" not in finding.line() for finding in world.errors)


def test_the_same_row_twice_is_refused(released: World) -> None:
    assert released.removed(FIRST).with_stones(GOOD, GOOD).blocked_by == {"S03"}


def test_a_tombstone_without_a_ledger_needs_a_safe_id() -> None:
    day = str(World().day)
    row = (*KEY, "dr-990001-2026-0099", "withdrawn", day, "录入错误")
    assert World().with_stones(row).errors == []
    assert "dr-990001-2026-0099" in stones(World().with_stones(row).disclosure)
    bad = (*KEY, "某局", "withdrawn", day, "录入错误")
    assert World().with_stones(bad).blocked_by == {"S03"}


# The command's refusals


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"record_id": "dr-990001-2026-0009"}, "台账里没有"),
        ({"record_id": SECOND}, "还在 data/dishonesty-records/dishonesty_records.csv 第 2 行"),
        ({"event": "corrected"}, "没有事件"),
        ({"reason": "某局没有履行判决"}, "规定的类别"),
        ({"event": "repaired", "reason": "录入错误"}, "规定的类别"),
        ({"day": "2026-11-23"}, "到 2026-11-24 还在公开"),
        ({"table": "honours/honours"}, "--table"),
    ],
)
def test_the_command_refuses(released: World, wish: dict[str, str], words: str) -> None:
    asked = {"record_id": FIRST, **wish}
    with pytest.raises(ProjectError, match=words):
        released.removed(FIRST).buried(asked.pop("record_id"), **asked)


def test_the_command_needs_a_ledger() -> None:
    with pytest.raises(ProjectError, match="gongshi release"):
        World().removed(FIRST).buried(FIRST)


def test_the_command_writes_once(released: World) -> None:
    once = released.removed(FIRST).buried(FIRST)
    assert once.buried(FIRST, reason="录入错误") == once
    assert once.released().buried(FIRST) == once.released()


@pytest.mark.parametrize(
    ("wish", "written"),
    [
        ({}, ("withdrawn", "公开责任主体撤下")),
        ({"event": "repaired"}, ("repaired", "信用修复")),
        ({"reason": "荣誉已撤销"}, ("revoked", "荣誉已撤销")),
        ({"event": "withdrawn", "reason": "录入错误"}, ("withdrawn", "录入错误")),
    ],
)
def test_what_the_command_fills_in(
    released: World, wish: dict[str, str], written: tuple[str, str]
) -> None:
    event, day, reason = stones(released.removed(FIRST).buried(FIRST, **wish).disclosure)[FIRST]
    assert ((event, reason), day) == (written, LATER)
