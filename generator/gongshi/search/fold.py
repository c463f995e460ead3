"""Texts as they are compared: what makeFold in search-core.js makes of the same text."""

from __future__ import annotations

from functools import cache

from gongshi.core import text
from gongshi.search.variants import simplified_pairs


@cache
def _simplified() -> dict[int, str]:
    traditional, simplified = simplified_pairs()
    return str.maketrans(traditional, simplified)


def fold(string: str) -> str:
    return text.fold(string).translate(_simplified())
