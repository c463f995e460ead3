"""Working days: the State Council's adjustments, and years that nobody has announced."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.screening.workdays import UnknownYearError, add_workdays, is_workday

KNOWN = st.dates(date(2005, 1, 1), date(2026, 6, 30))


def test_a_weekend_made_up_for_is_a_working_day() -> None:
    assert is_workday(date(2026, 10, 10)), "国庆节调休，星期六上班"
    assert not is_workday(date(2026, 10, 7)), "国庆节，星期三放假"
    assert not is_workday(date(2026, 10, 11))


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_vectors(start: str, days: int, last: str) -> None:
    assert add_workdays(date.fromisoformat(start), days) == date.fromisoformat(last)


@given(KNOWN, st.integers(0, 40))
def test_exactly_so_many_working_days_lie_in_the_period(start: date, days: int) -> None:
    last = add_workdays(start, days)
    inside = [start + timedelta(n) for n in range(1, (last - start).days + 1)]
    assert sum(is_workday(day) for day in inside) == days
    assert not days or is_workday(last)


def test_an_unannounced_year_is_not_guessed() -> None:
    with pytest.raises(UnknownYearError, match="2035"):
        add_workdays(date(2034, 12, 31), 1)
