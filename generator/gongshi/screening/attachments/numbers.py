"""A number as its reader sees it, from how a program stores it."""

from __future__ import annotations

import re
from decimal import Decimal

_STORED = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_PLACES = 6


def as_shown(text: str) -> str:
    """1.3800138012E10 is a telephone number; 15 decimals of an average are no identity number."""
    stripped = text.strip()
    if stripped.isdecimal() or not _STORED.fullmatch(stripped):
        return text
    number = Decimal(stripped)
    whole = number == number.to_integral_value()
    return str(int(number)) if whole else f"{number:.{_PLACES}f}"
