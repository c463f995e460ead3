"""core.clock and core.ids: one way to write a date, one way to write an id."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.core.clock import AsOf, parse_date, today_in_shanghai
from gongshi.core.ids import is_path_safe, is_record_id
from gongshi.package.discovery import DESCRIPTORS


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


@given(st.dates())
def test_every_date_is_read_as_it_is_written(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert str(AsOf(day)) == day.isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20261124",
        "2026-W48-2",
        "2026-328",
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "2026-1-24",
        "2026/11/24",
        "2026.11.24",
        "2026年11月24日",
        "26-11-24",
        "2026-11-24T00:00:00",
        "2026-11-24 ",
        " 2026-11-24",
        "2026-11-24\n",
        "２０２６-１１-２４",
        "2026－11－24",
        "2026-11-2４",
        "0000-01-01",
        "-026-11-24",
        "+026-11-24",
        "2026-+1-24",
        "2026- 1-24",
        "2026-1_-24",
        "2026-W4-82",
    ],
)
def test_every_other_form_is_refused(text: str) -> None:
    assert not _is_date(text)


@given(st.text(max_size=12) | st.text("0129-W", min_size=10, max_size=10))
def test_what_is_read_is_written_the_same(text: str) -> None:
    assert not _is_date(text) or parse_date(text).isoformat() == text


def test_days_are_ordered_and_today_is_one() -> None:
    assert AsOf(date(2026, 11, 24)) < AsOf(date(2026, 11, 25))
    assert date(2025, 1, 1) < today_in_shanghai().day


@pytest.mark.parametrize(
    "text",
    [
        "pi-990001-2025-0001",
        "org-990001-2019-0001",
        "dr-990001-2026-123456",
        "abcde-1" + "9" * 5 + "-2026-0001",
    ],
)
def test_record_ids(text: str) -> None:
    assert is_record_id(text)
    assert is_path_safe(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PI-990001-2025-0001",
        "p-990001-2025-0001",
        "abcdef-990001-2025-0001",
        "pi-99001-2025-0001",
        "pi-990001-25-0001",
        "pi-990001-2025-001",
        "pi-990001-2025-1234567",
        "pi-990001-2025-0001\n",
        "pi-９９0001-2025-0001",
        "91350100M000100Y43",
        "list",
    ],
)
def test_what_is_not_a_record_id(text: str) -> None:
    assert not is_record_id(text)


@pytest.mark.parametrize("text", ["a", "A1", "0", "a_b-c", "a" * 80])
def test_keys_of_others_that_may_stand_in_a_path(text: str) -> None:
    assert is_path_safe(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "../a",
        "a/b",
        "a\\b",
        "a.b",
        "-a",
        "_a",
        "a b",
        "a\n",
        "a%2f",
        "编号",
        "a" * 81,
        "a?b",
        "a#b",
        *DESCRIPTORS,
    ],
)
def test_what_may_not(text: str) -> None:
    assert not is_path_safe(text)


@given(st.text(max_size=20))
def test_safe_text_is_one_plain_path_segment(text: str) -> None:
    if is_path_safe(text):
        assert text.isascii()
        assert text.replace("-", "").replace("_", "").isalnum()
        assert text[0].isalnum()
