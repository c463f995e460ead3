"""Dates of birth: a date that words around it call somebody's birth.

民法典第一千零三十四条 names 出生日期 among personal information. Rules about everybody born since
a day (…以后出生的婴儿) are about nobody.
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
    rf"{_YEAR} ?(?:年 ?{_MONTH} ?月(?: ?{_DAY} ?[日号])?"
    rf"|[-./] ?{_MONTH}(?: ?[-./] ?{_DAY}(?![0-9]))?)"
)
_EIGHT = r"(?<![0-9])(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"

_WORDS = Anchors(["出生", "生日", "生辰", "dob", "birth", "date of birth", "生于"])
_WORD_FIRST = re.compile(
    r"(?:出生(?:日期|年月日?|时间|年份)?|生日|生辰|dob|birth(?:day|date)?|date of birth)"
    rf"[\s:为是于在(]{{0,4}}(?:{_DATE}|{_EIGHT}|{_YEAR} ?年(?![0-9一-鿿]))"
    rf"|出?生于(?:{_DATE}|{_YEAR} ?年)"
    rf"|生日[\s:为是]{{0,3}}(?:农历)?{_MONTH} ?月 ?{_DAY} ?[日号](?:\({_YEAR}年?\))?"
)
# 学生于1990年入学, 事故发生于2020年: another word ends here.
_OTHERS = frozenset("学新考医先发产诞滋衍派再业究女男招养卫写寄萌花陌众")
_SINCE = re.compile(r" ?(?:以|之)?(?:前|后)|至|起")

_DATE_WORDS = Anchors(
    ["出生", "降生", "日生", "月生", "号生", "日 生", "月 生", *(f"{n}生" for n in range(10))]
)
_DATE_BEFORE = re.compile(rf"(?:{_DATE}|{_EIGHT}|{_YEAR} ?年(?=\Z)) ?\Z")
_END_OF_DATE = re.compile(rf"[0-9{_HAN}十年]")
_BORN = re.compile(r"[日月号 ]{0,2}(?:出生|(?:降)?生(?![一-鿿])|生人)")
_EVERYBODY = re.compile(
    r"(?:的?(?:适龄)?(?:儿童|婴|幼|新生|子女|孩|人员|公民|居民|群众|老人|老年|人口|学生|未成年"
    r"|对象|参保|个体)|后|前|以|之|人数|政策|率|医学|缺陷|登记|、|[0-9]|至|到|-|期间|且|并)"
)
_RANGE = re.compile(r"(?:至|到|-|~|和|或)[ ]?\Z")
_LONGEST = 18  # characters of a date


def birth_date(view: View) -> Iterator[Place]:
    text = view.text
    for start, _ in _WORDS.places(text):
        match = _WORD_FIRST.match(text, start)
        other = text.startswith("生于", start) and text[start - 1 : start] in _OTHERS
        if match and not other and not _SINCE.match(view.after(match.end(), 4)):
            yield match.span()
    for start, _ in _DATE_WORDS.places(text):
        yield from _date_before(view, start)


def _date_before(view: View, at: int) -> Iterator[Place]:
    """1980年1月1日出生, where `at` is 出 or the last character of the date."""
    end = at if view.text.startswith(("出", "降"), at) else at + 1
    if not _END_OF_DATE.search(view.before(end, 3)):
        return
    date = _DATE_BEFORE.search(view.before(end, _LONGEST))
    born = _BORN.match(view.text, end)
    if date is None or born is None:
        return
    start = end - len(date.group())
    # Of a year alone so much is said (2020年出生一孩…) that only the end of the clause is sure.
    sure = not date.group().rstrip().endswith("年") or not re.match(
        "[一-鿿]", view.after(born.end(), 1)
    )
    everybody = _EVERYBODY.match(view.after(born.end(), 8)) or _RANGE.search(view.before(start, 3))
    if sure and not everybody:
        yield start, born.end()
