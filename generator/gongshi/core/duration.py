"""ISO 8601 durations in calendar units: P1Y, P3M, P1W, P30D and their sums."""

from __future__ import annotations

import re
from datetime import date, timedelta

from gongshi.core.periods import add_months

_EVERY = {
    "P1D": "每日",
    "P7D": "每周",
    "P1W": "每周",
    "P1M": "每月",
    "P3M": "每季度",
    "P6M": "每半年",
    "P1Y": "每年",
}
_FORM = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def add_duration(start: date, duration: str) -> date:
    """`start` plus the duration. Raises ValueError if it is not of the form."""
    found = _FORM.fullmatch(duration)
    if found is None or duration == "P":
        raise ValueError(duration)
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return add_months(start, 12 * years + months) + timedelta(days=7 * weeks + days)


def every(duration: str) -> str:
    """How often that is, in words where there are some."""
    return _EVERY.get(duration, duration)
