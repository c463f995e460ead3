"""Working days, with the State Council's yearly adjustments (调休).

The calendar is the package chinesecalendar's, which is brought up to date once a year after the
notice of the General Office of the State Council; a year that it does not know is not guessed.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import chinese_calendar


class UnknownYearError(ValueError):
    """The holidays of `year` have not been published, or not yet in the installed calendar."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year} 年的放假安排未知")
        self.year = year


@cache
def is_workday(day: date) -> bool:
    """Raises UnknownYearError."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise UnknownYearError(day.year) from error


def add_workdays(start: date, days: int) -> date:
    """The last day of a period of so many working days (`days` ≥ 0) that begins after `start`.

    民法典 第二百零一条: the day on which a period begins is not counted. Raises UnknownYearError.

    >>> add_workdays(date(2026, 9, 30), 1)
    datetime.date(2026, 10, 8)
    """
    day = start
    while days > 0:
        day += timedelta(days=1)
        if is_workday(day):
            days -= 1
    return day
