"""Coordinates and numbers of contracts are no numbers of persons; what looks alike still is one."""

from __future__ import annotations

import pytest
from detecting import found, identity, kinds

OLD = "350102900101123"  # the form of an identity number of 1984 to 1999
PHONE = "13800138000"


@pytest.mark.parametrize(
    "text",
    [
        f"118.{OLD}",
        f"24.{OLD}",
        f"[118.{OLD}, 24.{PHONE}]",
        f"24.{PHONE},118.{PHONE}",
        "131.16543210,45.13800138000",
        f"东经118.{OLD}，北纬24.{OLD}",
        f"坐标：118.{PHONE}",
        f'{{"lng": 118.{PHONE}, "lat": 24.{PHONE}}}',
        f"118.{identity('350102', '19900101')[:17].rstrip('X')}",
    ],
)
def test_coordinates_are_nobodys(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        ("mobile", f"1.{PHONE}", PHONE),
        ("mobile", f"联系人24.{PHONE}", PHONE),
        ("mobile", "电话138.00138000", "138.00138000"),
        ("mobile", "138.00138000、139.00139000", "138.00138000"),
        ("mobile", "坐标见图，电话13800138000", PHONE),
        ("identity_15", f"118.5，证号{OLD}", OLD),
        ("identity_15", f"2.{OLD}", OLD),
    ],
)
def test_numbers_behind_a_dot_are_found(kind: str, text: str, number: str) -> None:
    assert number in found(kind, text)


@pytest.mark.parametrize(
    "text",
    [
        "合同编号E12345678",
        "合同编号：E12345678",
        "设备E12345678",
        "订单号为 E12345678",
        "编号E12345678",
    ],
)
def test_numbers_of_other_things_are_no_passports(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "E12345678",
        "护照编号E12345678",
        "证件编号：E12345678",
        "持E12345678签订合同",
        "护照（合同附件）E12345678",
    ],
)
def test_passports_are_found(text: str) -> None:
    assert found("permit", text) == ["E12345678"]
