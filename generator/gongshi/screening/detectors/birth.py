"""Dates of birth: a date that words around it call somebody's birth.

民法典第一千零三十四条 names 出生日期 among personal information. Rules about everybody born since a day
(…以后出生的婴儿) are about nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.screening.detectors.anchors import Anchors
from gongshi.screening.detectors.identity import Place
from gongshi.screening.detectors.normalise import View

_HAN = "〇零○一二三四五六七八九"
_YEAR = rf"(?:(?<![0-9])(?:18|19|20)[0-9]{{2}}|(?<![{_HAN}])[一二][{_HAN}]{{3}})"
_MONTH = r"(?:1[0-2]|0?[1-9](?![0-9])|十[一二]?|[一二三四五六七八九正])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DATE = (
    rf"{_YEAR} ?(?:年 ?{_MONTH} ?月(?: ?{_DAY} ?[日号])?|[-./] ?{_MONTH}(?: ?[-./] ?{_DAY}(?![0-9]))?)"
)
_EIGHT = (
    r"(?<![0-9])(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
)
_WORDS = Anchors(["出生", "生日", "生辰", "dob", "birth", "date of birth", "生于"])
_WORD_FIRST = re.compile(
    r"(?:出生(?:日期|年月日?|时间|年份)?|生日|生辰|dob|birth(?:day|date)?|date of birth)[\s:为是于在(]{0,4}"
    rf"(?:{_DATE}|{_EIGHT}|{_YEAR} ?年(?![0-9一-鿿]))"
    rf"|出?生于{_YEAR} ?年(?: ?{_MONTH} ?月(?: ?{_DAY} ?[日号])?)?"
    rf"|生日[\s:为是]{{0,3}}(?:农历)?{_MONTH} ?月 ?{_DAY} ?[日号](?:\({_YEAR}年?\))?"
)
# 学生于1990年入学, 事故发生于2020年: somebody or something else begins here.
_OTHERS = frozenset("学新考医先发产诞滋衍派再业究女男招养卫写寄萌花陌众")
_DATE_WORDS = Anchors(
    ["出生", "降生", "日生", "月生", "号生", "日 生", "月 生", *(f"{digit}生" for digit in range(10))]
)
_DATE_BEFORE = re.compile(rf"(?:{_DATE}|{_EIGHT}) ?\Z")
_BORN = re.compile(r"[日月号 ]{0,2}(?:出生|(?:降)?生(?![一-鿿])|生人)")
_EVERYBODY = re.compile(
    r"(?:的?(?:适龄)?(?:儿童|婴|幼|新生|子女|孩|人员|公民|居民|群众|老人|老年|人口|学生|未成年|对象|参保|个体)"
    r"|后|前|以|之|人数|政策|率|医学|缺陷|登记|、|[0-9]|至|到|-|期间|且|并)"
)
_YEAR_ONLY = re.compile(rf"{_YEAR} ?年出生(?![一-鿿0-9])")
_RANGE = re.compile(r"(?:至|到|-|~|和|或)[ ]?\Z")
_SINCE = re.compile(r" ?(?:以|之)?(?:前|后)|至|起")
_LONGEST = 18  # characters of a date


def birth_date(view: View) -> Iterator[Place]:
    text = view.text
    for start, _ in _WORDS.places(text):
        year = _YEAR_ONLY.search(view.before(start, 6) + view.after(start, 3))
        if year and text.startswith("出生", start):
            yield start + 2 - len(year.group()), start + 2
        match = _WORD_FIRST.match(text, start)
        if match and not _SINCE.match(view.after(match.end(), 4)):
            if not text.startswith("生于", start) or text[start - 1 : start] not in _OTHERS:
                yield match.span()
    for start, end in _DATE_WORDS.places(text):
        date_ends = start if text.startswith(("出", "降"), start) else start + 1
        date = _DATE_BEFORE.search(view.before(date_ends, _LONGEST))
        born = _BORN.match(text, date_ends)
        if not date or not born or _EVERYBODY.match(view.after(born.end(), 8)):
            continue
        begins = date_ends - len(date.group())
        if not _RANGE.search(view.before(begins, 3)):
            yield begins, born.end()
