"""Coordinates: the long fractions that stand in public tables and are no number of a person.

A fraction of eleven to eighteen digits has, now and then, the form of a telephone or an identity
number. It counts as a coordinate where it is certain: longitude and latitude side by side, a word
that says so, or a text that is nothing but such a number. The ranges are those of China's territory
(73°–136° E, 3°–54° N), which also tells 118.588… from a telephone number with a dot in it.
"""

from __future__ import annotations

import re
from itertools import pairwise

_DECIMAL = re.compile(r"(?<![0-9a-z.\-/_])([0-9]{1,3})\.[0-9]{4,}(?![0-9.])")
_LONGITUDE, _LATITUDE = range(73, 136), range(3, 54)
_NO_MOBILE = range(73, 130)  # 13x.… alone may be a telephone number
_BETWEEN = re.compile(r"[\s,;|、\"':a-z°]{1,12}|[\s,;、]{0,2}(?:东经|北纬|经度|纬度)[\s:为是]{0,3}")
_WORDS = re.compile(
    r"(?:东经|北纬|经度|纬度|坐标|经纬度?|lng|lon|lat|longitude|latitude)[\"'\s:=为是(\[]{0,5}\Z"
)


def without_coordinates(text: str, seam: str) -> str:
    """`text` (folded), each certain coordinate replaced by as many marks that are no digits."""
    found = list(_DECIMAL.finditer(text))
    if not found:
        return text
    paired = {m.start() for pair in pairwise(found) if _paired(text, *pair) for m in pair}
    parts, at = [], 0
    for match in found:
        if match.start() in paired or _alone(text, match, seam) or _said(text, match):
            parts += [text[at : match.start()], "#" * len(match.group())]
            at = match.end()
    return "".join([*parts, text[at:]])


def _paired(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    if not _BETWEEN.fullmatch(text, first.end(), second.start()):
        return False
    a, b = int(first[1]), int(second[1])
    return (a in _LONGITUDE and b in _LATITUDE) or (a in _LATITUDE and b in _LONGITUDE)


def _said(text: str, match: re.Match[str]) -> bool:
    whole = int(match[1])
    before = text[max(0, match.start() - 16) : match.start()]
    return (whole in _LONGITUDE or whole in _LATITUDE) and bool(_WORDS.search(before))


def _alone(text: str, match: re.Match[str], seam: str) -> bool:
    start, end = match.span()
    starts = start == 0 or text[start - 1] == seam
    ends = end == len(text) or text[end] == seam
    return starts and ends and (int(match[1]) in _NO_MOBILE or int(match[1]) in _LATITUDE)
