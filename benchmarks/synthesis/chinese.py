"""Numbers, dates and names as they stand in Chinese documents."""

from __future__ import annotations

from datetime import date

_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """1–99 in Chinese numerals, as article numbers are written."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def money(wan: float) -> str:
    """An amount in 万元 without idle zeros."""
    return f"{wan:.2f}".rstrip("0").rstrip(".")


def joined(words: list[str]) -> str:
    """甲、乙和丙."""
    return words[0] if len(words) == 1 else "、".join(words[:-1]) + "和" + words[-1]
