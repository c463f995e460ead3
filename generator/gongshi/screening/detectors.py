"""Personal numbers in public text.

A detector answers the spans that it is sure of. They see the text after NFKC (full-width digits)
and without invisible characters; one separator between digits does not hide a number. Written here
because the libraries tried miss or misjudge real numbers (design evidence: python-stdnum's cn.ric).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from gongshi.core.text import fold

_GAP = r"[ \u00a0\-–—.·]?"
# Maximal runs of ASCII letters and digits: a number inside a longer code is not that number.
_NOT_BEFORE = r"(?<![0-9a-z])"
_NOT_AFTER = r"(?![0-9a-z])"
# GB/T 2260: the first two digits of every province-level code.
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_ID18 = re.compile(_NOT_BEFORE + _GAP.join([r"\d"] * 17) + _GAP + "[0-9x]" + _NOT_AFTER)
_ID15 = re.compile(_NOT_BEFORE + _GAP.join([r"\d"] * 15) + _NOT_AFTER)
# A mask in the middle of a long number. Masking month and day of an 18-digit number leaves about 32
# candidates, so a masked number is a number.
_STARS = r"\s?[*x×●•■□○#]{2,}"
_MASKED = re.compile(
    rf"(?<![0-9a-z])(?:\d{{4,14}}{_STARS}\s?\d{{1,3}}[0-9x](?![0-9a-z])|\d{{10,14}}{_STARS})"
)
_MOBILE = re.compile(
    r"(?<!\d)(?:\+?86" + _GAP + r")?(1[3-9]\d" + _GAP + r"\d{4}" + _GAP + r"\d{4})(?!\d)"
)
_CODE_RUN = re.compile(r"[0-9a-z]{18,}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity_numbers_18(text: str) -> Iterator[str]:
    """GB 11643: area, plausible birth date, ISO 7064 MOD 11-2."""
    for match in _ID18.finditer(text):
        number = re.sub(r"[^0-9x]", "", match.group())
        if _plausible(number[:2], number[6:14]) and _check_character(number[:17]) == number[17]:
            yield match.group()


def mistyped_identity_numbers(text: str) -> Iterator[str]:
    """The shape, area and birth date of an identity number, but a wrong check character."""
    for match in _ID18.finditer(text):
        number = re.sub(r"[^0-9x]", "", match.group())
        if _plausible(number[:2], number[6:14]) and _check_character(number[:17]) != number[17]:
            yield match.group()


def identity_numbers_15(text: str) -> Iterator[str]:
    """The legacy form: area and a birth date in the 1900s."""
    for match in _ID15.finditer(text):
        number = re.sub(r"\D", "", match.group())
        if _plausible(number[:2], "19" + number[6:12]):
            yield match.group()


def masked_identity_numbers(text: str) -> Iterator[str]:
    yield from (match.group() for match in _MASKED.finditer(text))


def mobile_numbers(text: str) -> Iterator[str]:
    """Eleven digits from 13… to 19…, with or without +86, not inside a long code."""
    codes = [match.span() for match in _CODE_RUN.finditer(text)]
    for match in _MOBILE.finditer(text):
        start, end = match.span(1)
        if not any(a <= start and end <= b and b - a > end - start for a, b in codes):
            yield match.group(1)


Detector = Callable[[str], Iterator[str]]
DETECTORS: Mapping[str, Detector] = {
    "identity_18": identity_numbers_18,
    "identity_18_mistyped": mistyped_identity_numbers,
    "identity_15": identity_numbers_15,
    "identity_masked": masked_identity_numbers,
    "mobile": mobile_numbers,
}


def detect(names: list[str], text: str) -> bool:
    """Whether any of the named detectors finds something in `text`."""
    folded = fold(text)
    if sum(character.isdigit() for character in folded) < 6:
        return False
    return any(next(DETECTORS[name](folded), None) is not None for name in names)


def _plausible(province: str, birth: str) -> bool:
    try:
        born = date(int(birth[:4]), int(birth[4:6]), int(birth[6:]))
    except ValueError:
        return False
    return province in _PROVINCES and 1880 <= born.year <= 2099


def _check_character(first17: str) -> str:
    total = sum(int(c) * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return "10x98765432"[total % 11]
