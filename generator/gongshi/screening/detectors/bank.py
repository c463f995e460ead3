"""Numbers of bank cards.

ISO/IEC 7812-1: six digits of issuer, the account, a check digit by Luhn (annex B). Luhn alone
passes one number in ten, so the issuer and the length have to fit as well: UnionPay's 62 with 16 to
19 digits, the older prefixes of Chinese banks with the length that they were issued with. Cards of
Visa, Mastercard, American Express, JCB and Diners issued elsewhere count where they are written in
fours or a word says that they are cards: their prefixes are a seventh of all numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongshi.screening.detectors.identity import Place, check_character, plausible_18
from gongshi.screening.detectors.normalise import View
from gongshi.screening.detectors.runs import Window
from gongshi.screening.detectors.tables import table

_UNIONPAY = range(16, 20)
_LENGTHS = range(13, 20)
_WORDS = re.compile(r"卡|[账帐]号|账户|card|银行")
_BRANDS = re.compile(
    r"4[0-9]{12}(?:[0-9]{3})?"
    r"|(?:5[1-5][0-9]{2}|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"
    r"|3[47][0-9]{13}|35(?:2[89]|[3-8][0-9])[0-9]{12}|3(?:0[0-5]|[68][0-9])[0-9]{11}"
    r"|6(?:011|5[0-9]{2})[0-9]{12}"
)
_LABELS = re.compile(r"card|no|id|kh|yhk|bank|k")
_SHAPES = ([6, 8, 4], [6, 10], [6, 13], [6, 12], [6, 6, 3], [4, 6, 5])
_VALUES = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))


def bank_card(view: View) -> Iterator[Place]:
    for run in view.runs:
        for length in _LENGTHS:
            for window in run.windows(length, _beginnings()):
                if _is_card(window, view):
                    yield window.start, window.end


def _is_card(window: Window, view: View) -> bool:
    number = window.digits
    if not luhn(number):
        return False
    groups = window.groups
    fours = len(groups) > 2 and set(groups[:-1]) == {4} and groups[-1] <= 4
    said = _WORDS.search(view.before(window.start, 12)) is not None
    if not (_is_chinese(number) or ((fours or said) and _BRANDS.fullmatch(number))):
        return False
    whole = window.ordinary or fours or said or groups in _SHAPES
    return whole and not _touches_code(window) and not _is_identity(number)


def _is_chinese(number: str) -> bool:
    if number.startswith("62"):
        return len(number) in _UNIONPAY
    return number.startswith(_issuers().get(len(number), ()))


@cache
def first_four(length: int) -> frozenset[str]:
    """The first four digits of every number of this length that can be a card."""
    known = {prefix[:4] for prefix in _issuers().get(length, ())}
    known |= {"62"} if length in _UNIONPAY else set()
    every = [f"{four:04d}" for four in range(10_000)]
    brands = {four for four in every if _BRANDS.fullmatch(four.ljust(length, "0"))}
    return frozenset(
        brands | {four for four in every if any(four[:n] in known for n in range(1, 5))}
    )


def _touches_code(window: Window) -> bool:
    label = window.label
    return window.suffix() != "" or label is None or bool(label and not _LABELS.fullmatch(label))


def _is_identity(number: str) -> bool:
    """An identity number of Gansu begins like a card; it is reported once."""
    return len(number) == 18 and plausible_18(number) and check_character(number[:17]) == number[17]


def luhn(number: str) -> bool:
    """ISO/IEC 7812-1 annex B: every second digit from the right is doubled."""
    values = number.encode()[::-1]
    return (sum(values[::2].translate(_VALUES)) + sum(values[1::2].translate(_DOUBLED))) % 10 == 0


@cache
def _issuers() -> dict[int, tuple[str, ...]]:
    """By length of the number."""
    return {int(length): tuple(prefixes) for length, prefixes in table("bins").items()}


@cache
def _beginnings() -> frozenset[str]:
    """The first two digits of every number that can be a card."""
    brands = {
        "22",
        "23",
        "24",
        "25",
        "26",
        "27",
        "30",
        "34",
        "35",
        "36",
        "37",
        "38",
        "60",
        "62",
        "65",
    }
    brands |= {f"4{digit}" for digit in range(10)} | {f"5{digit}" for digit in range(1, 6)}
    return frozenset(brands | {prefix[:2] for known in _issuers().values() for prefix in known})
