"""Passports, travel permits between the mainland, Hong Kong, Macau and Taiwan, military papers.

护照法 and 国家移民管理局 on the forms of numbers: E and eight digits, or E, a letter and seven, on
ordinary passports (G before 2012); D, S, P with or without E on official ones; H and M with eight
or ten digits on 港澳居民来往内地通行证; C and W on 往来港澳通行证; L and T on 往来台湾通行证; eight
digits on 台湾居民来往大陆通行证; three letters of ISO 3166-1 and twelve digits on permits of
foreigners until 2023.

Most of these forms are those of other codes, too (国药准字H12345678): they count after words that
name the paper. The few that are distinct count alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from gongshi.screening.detectors.anchors import Anchors
from gongshi.screening.detectors.identity import PROVINCES, Place
from gongshi.screening.detectors.normalise import View
from gongshi.screening.detectors.tables import table

_ISO_3166 = frozenset(table("words")["country letters"])
_LINK = (
    r"(?:\([^()\x00]{1,12}\))?件?[\s:=为是(,;]{0,4}(?:证件)?"
    r"(?:编号|号码|号|no\.?)?[\s:=为是(,;]{0,4}"
)
_WORDS = Anchors(table("words")["permits"])
# What the paper is called, then its number in the forms that it can have.
_AFTER_WORDS = re.compile(
    rf"(?:护照|passport){_LINK}([a-z]{{1,2}} ?[0-9]{{7,8}}|[0-9]{{9}})(?![0-9a-z])"
    rf"|(?:港澳居民来往内地通行证|回乡证|来往内地通行证){_LINK}"
    rf"([hm] ?[0-9]{{8}}(?:[0-9]{{2}})?|[0-9]{{9}})(?![0-9a-z])"
    rf"|(?:往来(?:港澳|台湾)|港澳|赴台)通行证{_LINK}([cwlt](?:[0-9]{{8}}|[a-z][0-9]{{7}}))(?![0-9a-z])"
    rf"|(?:台湾居民来往大陆通行证|台胞证|台湾通行证){_LINK}"
    rf"([0-9]{{8}}(?:[0-9]{{2}}(?:\([a-z]\))?)?)(?![0-9a-z])"
    rf"|(?:军官证|士兵证|文职干部证|军人证|警官证|士官证|义务兵证){_LINK}"
    rf"([一-鿿]{{1,2}}字?第? ?[0-9]{{6,8}}号?)"
    rf"|(?:台湾|臺灣)身份证{_LINK}([a-z][1289][0-9]{{8}})(?![0-9a-z])"
)
# An ordinary passport by itself; E2024… is a number of a year.
_PASSPORT = re.compile(
    r"(?<![0-9a-z\-./_=])e(?:(?!(?:19|20)[0-9]{2})[0-9]{8}|[a-z][0-9]{7})(?![0-9a-z\-._])"
)
# 合同编号E12345678: what is counted is said right in front of the number.
_OTHER_NUMBER = re.compile(
    r"(?:(?:合同|协议|项目|设备|产品|器材|工单|订单|批次|档案|标段|型号)(?:的?(?:编号|号码?|代码))?"
    r"|(?<!件)编号|单号|批号|货号|序号|案号|流水号)[\s:=为是(]{0,3}\Z"
)
_PAPER = re.compile(r"护照|证件|passport|签证|身份")
_FOREIGNER = re.compile(r"(?<![0-9a-z])([a-z]{3})([0-9]{2})[0-9]{2}([0-9]{6})[0-9]{2}(?![0-9a-z])")
_HONG_KONG = re.compile(r"(?<![0-9a-z])([a-z]{1,2})([0-9]{6}) ?\(([0-9a])\)(?![0-9a-z])")


def permit(view: View) -> Iterator[Place]:
    for start, _ in _WORDS.places(view.text):
        named = _AFTER_WORDS.match(view.text, start)
        if named:
            yield named.span(named.lastindex or 0)
    for match in _PASSPORT.finditer(view.text):
        before = view.before(match.start(), 14)
        if not _OTHER_NUMBER.search(before) or _PAPER.search(before):
            yield match.span()
    for match in _FOREIGNER.finditer(view.text):
        country, province, born = match.groups()
        if country in _ISO_3166 and province in PROVINCES and _is_short_date(born):
            yield match.span()
    for match in _HONG_KONG.finditer(view.text):
        if _hong_kong_check(match[1], match[2]) == match[3]:
            yield match.span()


def _is_short_date(six: str) -> bool:
    try:
        datetime.strptime(six, "%y%m%d")  # noqa: DTZ007 - only whether such a day exists
    except ValueError:
        return False
    return True


def _hong_kong_check(letters: str, number: str) -> str:
    """香港身份证: weights 9 to 2 over the letters (A is 10) and digits, modulo 11."""
    values = [36] * (2 - len(letters)) + [ord(letter) - 87 for letter in letters]
    total = sum(
        value * weight
        for value, weight in zip([*values, *map(int, number)], range(9, 1, -1), strict=True)
    )
    return "0123456789a"[-total % 11]
