"""Telephone numbers of persons: mobiles. Landlines, 400, 800 and short numbers are for the public.

工业和信息化部, 电信网编号计划 (2017): mobile numbers have eleven digits and begin with 13 to 19.
The range is taken whole, because newly opened prefixes reach the library later than the street.
Numbers with a country code are judged by `phonenumbers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from gongshi.screening.detectors.identity import Place
from gongshi.screening.detectors.normalise import View
from gongshi.screening.detectors.runs import Run, Window

_SHAPES = frozenset([(11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (3, 3, 5), (4, 4, 3), (5, 6)])
# The trunk prefix and the country code, where they touch the number.
_RANGES = frozenset(f"1{digit}" for digit in range(3, 10))
_PREFIXES = {"": _RANGES, "0": ("01",), "86": ("86",), "0086": ("00",)}
_LABEL = r"(?:tel|phone|mobile|mob|cell|call|sj|dh|sjh|shouji|dianhua|m|t|p|h|no|v|vx|wx|qq|wechat)"
_LABELS = re.compile(_LABEL)
_WORDS = re.compile(r"手机|电话|移动|联系|致电|拨打|号码|tel|mobile|phone|微信|短信|机主|本人")
_AMOUNT = re.compile(
    r"(?:\.[0-9]{1,4})?[ ]?(?:元|万|亿|千|吨|公斤|平方|立方|亩|公里|米|人次|人民币|度|瓦|股|%|％)"
)
_IP_ADDRESS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
_CURRENCY = re.compile(r"(?:[¥￥$]|人民币|rmb|cny)[ ]?\Z")
_ABROAD = re.compile(
    r"(?<![0-9a-z])(?:\+|00)[ ]?([1-9][0-9](?:[ \-()·.]{0,2}[0-9]){5,13})(?![0-9])"
)
_PERSONAL = (PhoneNumberType.MOBILE, PhoneNumberType.PERSONAL_NUMBER)


def mobile(view: View) -> Iterator[Place]:
    for run in view.runs:
        for window, prefix in _candidates(run):
            # 0 and eleven digits are a code of twelve as often as a trunk call.
            shaped = prefix != "0" and _has_shape(window, len(prefix))
            said = shaped or _WORDS.search(view.before(window.start, 10))
            if said and _stands_alone(view, window):
                yield window.start, window.end
    yield from _abroad(view)


def _candidates(run: Run) -> Iterator[tuple[Window, str]]:
    for prefix, beginnings in _PREFIXES.items():
        for window in run.windows(11 + len(prefix), beginnings):
            number = window.digits
            if number.startswith(prefix) and number[len(prefix) :][:2] in _RANGES:
                yield window, prefix


def _has_shape(window: Window, prefix: int) -> bool:
    """Whether the digits stand together as people write them."""
    groups = window.groups
    groups[0] -= prefix
    return window.ordinary or tuple(group for group in groups if group) in _SHAPES


def _touches_code(window: Window) -> bool:
    """Letters around it make it a part of a code, unless they say that it is a telephone."""
    return not all(
        touching is not None and (not touching or _LABELS.fullmatch(touching))
        for touching in (window.label, window.suffix())
    )


def _stands_alone(view: View, window: Window) -> bool:
    return not (
        _touches_code(window)
        or _is_amount(view, window)
        or _IP_ADDRESS.fullmatch(view.text, window.start, window.end)
    )


def _is_amount(view: View, window: Window) -> bool:
    return bool(
        _AMOUNT.match(view.after(window.end, 10)) or _CURRENCY.search(view.before(window.start, 5))
    )


def _abroad(view: View) -> Iterator[Place]:
    for match in _ABROAD.finditer(view.text):
        # 00… alone is a code of zeros as often as a call abroad.
        if match.group()[0] == "0" and not _WORDS.search(view.before(match.start(), 10)):
            continue
        try:
            number = phonenumbers.parse("+" + re.sub(r"[^0-9]", "", match[1]), None)
        except NumberParseException:
            continue
        if (
            number.country_code != 86
            and phonenumbers.is_valid_number(number)
            and phonenumbers.number_type(number) in _PERSONAL
        ):
            yield match.span()
