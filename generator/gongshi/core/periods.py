"""Calendar-month arithmetic for publication periods.

民法典 第二百条至第二百零三条: a period counted in months ends on the same day of its last month,
or on that month's last day where it has no such day.
"""

from __future__ import annotations

import calendar
from datetime import date


def add_months(start: date, months: int) -> date:
    """`start` plus whole calendar months, clamped to the end of a shorter month.

    >>> add_months(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)

    Raises OverflowError beyond year 9999.
    """
    index = start.year * 12 + (start.month - 1) + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"{start} + {months} months")
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))
