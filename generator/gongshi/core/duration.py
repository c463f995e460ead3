"""ISO 8601 durations in calendar units: P1Y, P3M, P1W, P30D and their sums."""

from __future__ import annotations

import re
from datetime import date, timedelta

from gongshi.core.periods import add_months

_FORM = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def add_duration(start: date, duration: str) -> date:
    """`start` plus the duration. Raises ValueError if it is not of the form."""
    found = _FORM.fullmatch(duration)
    if found is None or duration == "P":
        raise ValueError(duration)
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return add_months(start, 12 * years + months) + timedelta(days=7 * weeks + days)
