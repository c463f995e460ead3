"""Numbers of identity cards and residence permits.

GB 11643-1999: six digits of area, eight of birth, three of sequence and a check character by
ISO 7064 MOD 11-2. The same form have 港澳台居民居住证 (areas 810000, 820000, 830000;
国办发〔2018〕81号) and, since December 2023, 外国人永久居留身份证: a 9, two digits of province,
three of ISO 3166-1, then birth, sequence and check character (国家移民管理局,
新版永居证机读信息规则).

Of the area only the province is looked at: counties are abolished, but their numbers live on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongshi.screening.detectors.normalise import View
from gongshi.screening.detectors.runs import GAP, Run, Window
from gongshi.screening.detectors.tables import table

Place = tuple[int, int]
# GB/T 2260: the first two digits of every province-level code; 83 stands for Taiwan on permits.
PROVINCES = frozenset(table("words")["provinces"])
# ISO 3166-1 numeric. Without them a USCC whose area ends in 19 or 20 could pass for a permit.
_COUNTRIES = frozenset(table("words")["country numbers"])
# An area, or the 9 of a foreigner and the first digit of a province.
_BEGINNINGS = PROVINCES | {f"9{province[0]}" for province in PROVINCES}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_X = re.compile(rf"{GAP}[x×](?![0-9a-z])")
_AMOUNT = re.compile(r"(?:\.[0-9]{1,2}(?![0-9]))?[ ]?(?:元|万|亿|美元)|\.[0-9]{2}(?![0-9])")
_WORDS = re.compile(r"身份|证件|公民|居民|户口|一代证|二代证|id|sfz")
# GS 15-2006: what the fifteen digits of 工商注册号 are called.
_REGISTRATION = re.compile(r"注册号|执照|登记证|工商|登记号")


def identity_18(view: View) -> Iterator[Place]:
    for start, end, number, _ in _numbers_18(view):
        if check_character(number[:17]) == number[17]:
            yield start, end


def identity_18_mistyped(view: View) -> Iterator[Place]:
    """The shape, area and birth of an identity number, but another check character."""
    for start, end, number, window in _numbers_18(view):
        if (
            check_character(number[:17]) != number[17]
            and (window.ordinary or window.groups in ([6, 8, 4], [6, 8, 3]))
            and not window.label
            and not _AMOUNT.match(view.text, end)
        ):
            yield start, end


def _numbers_18(view: View) -> Iterator[tuple[int, int, str, Window]]:
    for run in view.runs:
        for window in run.windows(18, _BEGINNINGS):
            if plausible_18(window.digits) and window.label is not None and window.suffix() == "":
                yield window.start, window.end, window.digits, window
        ending = _with_x(run, view.text)
        if ending:
            yield ending


def _with_x(run: Run, text: str) -> tuple[int, int, str, Window] | None:
    """A run that ends in seventeen digits and an X."""
    window = run.tail(17)
    if window is None or window.label is None:
        return None
    letter = _X.match(text, window.end)
    if letter is None or not plausible_18(window.digits + "x"):
        return None
    return window.start, letter.end(), window.digits + "x", window


def identity_15(view: View) -> Iterator[Place]:
    """The form of 1984 to 1999: area, birth in the 1900s with two digits of year, sequence."""
    for run in view.runs:
        for window in run.windows(15, PROVINCES):
            number = window.digits
            if not _is_date(f"19{number[6:12]}"):
                continue
            words = view.before(window.start, 16)
            if (
                window.label is None
                or window.suffix() != ""
                or _AMOUNT.match(view.text, window.end)
            ):
                continue
            if _WORDS.search(words) or (
                not window.label
                and (window.ordinary or window.groups == [6, 6, 3])
                and not (_REGISTRATION.search(words) and _is_registration(number))
            ):
                yield window.start, window.end


def plausible_18(number: str) -> bool:
    """Whether area and birth of these eighteen characters can be those of a person."""
    if number[0] == "9":
        area = number[1:3] in PROVINCES and number[3:6] in _COUNTRIES
    else:
        area = number[:2] in PROVINCES
    # Nobody who was issued a number was born before 1870; beyond 2050 it is another code.
    return area and "1870" <= number[6:10] <= "2050" and _is_date(number[6:14])


def check_character(first17: str) -> str:
    """ISO 7064 MOD 11-2, as GB 11643 applies it."""
    total = sum(int(c) * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return "10x98765432"[total % 11]


def _is_date(eight: str) -> bool:
    try:
        date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return False
    return True


def _is_registration(number: str) -> bool:
    """ISO 7064 MOD 11,10, the check digit of 工商注册号 (GS 15-2006)."""
    rest = 10
    for digit in number[:14]:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return (rest + int(number[14])) % 10 == 1


STAR = r"*×x●■□○◯▲#✱∗?_·"
_COVER = re.compile(rf"[{STAR}]{{2}}")
# Digits and marks, with one space or hyphen at most between two of them.
_MASKED = re.compile(rf"(?<![0-9a-z{STAR}])[0-9](?:[ \-]?[0-9{STAR}]){{9,24}}(?![0-9a-z])")
_PARTS = re.compile(rf"([0-9]{{3,14}})([{STAR}]{{2,}}(?:[0-9]{{1,8}}[{STAR}]+)*)([0-9]{{0,4}}x?)")
_BEGINNING = re.compile(r"[0-9][0-9 \-]*\Z")


def identity_masked(view: View) -> Iterator[Place]:
    """An identity number with its middle or its end covered.

    Month and day covered, the check character leaves about thirty-two numbers; covering less of it
    than everything is not anonymisation (个人信息保护法第七十三条第（四）项).
    """
    at = 0
    while cover := _COVER.search(view.text, at):
        at = cover.end()
        digits = _BEGINNING.search(view.before(cover.start(), 28))
        match = _MASKED.match(view.text, cover.start() - len(digits.group())) if digits else None
        if match is None:
            continue
        at = max(at, match.end())
        parts = _PARTS.fullmatch(re.sub(r"[ \-]", "", match.group()))
        if parts and _could_be_identity(parts, view.before(match.start(), 14)):
            yield match.span()


def _could_be_identity(parts: re.Match[str], words: str) -> bool:
    head, stars, tail = parts.groups()
    if head[:2] not in PROVINCES:
        return False
    length = len(head) + len(stars) + len(tail)
    if length in (15, 18) or _WORDS.search(words):
        return True
    if length == 11 or (head[:2] == "62" and length in (16, 17, 19)):
        return False  # a telephone number, a bank card
    # Those who cover do not count the stars.
    return len(head) >= 10 or (len(head) >= 6 and len(tail) >= 2)
