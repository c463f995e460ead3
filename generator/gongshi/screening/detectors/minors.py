"""Children whom a text points out, by name or as 李某.

未成年人保护法第一百零三条: nothing may be published from which a minor can be identified; 个人信息保护法
第二十八条: data of those under fourteen are sensitive. A word for children alone (未成年人保护, 青少年宫,
六周岁以下儿童) points at nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.screening.detectors.anchors import Anchors
from gongshi.screening.detectors.identity import Place
from gongshi.screening.detectors.normalise import View
from gongshi.screening.detectors.persons import HAN, INITIALS, anonymous, person, somebody

_HAN_NUMBER = "一二三四五六七八九十"
_ENOUGH = r"(?:十八|18|十四|14|十六|16)"
_AGE = (
    rf"(?<![0-9{_HAN_NUMBER}])(?:1[0-7]|[1-9]|十[一二三四五六七]?|[一二三四五六七八九])(?: ?周)? ?岁"
)
_UNDER_AGE = rf"(?:未满|不满|不足) ?{_ENOUGH}(?: ?周)?岁"
# Words that nobody of age is called.
_CHILDREN = Anchors(
    "未成年 未成年人 未成年子女 未成年女儿 未成年儿子 未成年被害人 未成年犯罪嫌疑人 未成年被告人 未成年当事人 未成年学生 中学生 中小学生 小学生 初中生"
    " 高中生 中职生 在校学生 在校生 学生 幼儿 幼童 儿童 男童 女童 婴儿 男婴 女婴 少年 少女 男孩 女孩 男生 女生 被监护人 孤儿 小孩"
    " 患儿 幼子 幼女 弃婴 男孩子 女孩子".split()
)
_NOT_A_CHILD = re.compile(r"[大究留]学生|少年宫")
_LINK = re.compile(r"[\s:(为是系]{0,2}")
_AGES = Anchors(["岁"])
_AGE_BEFORE = re.compile(rf"(?:{_AGE}|{_UNDER_AGE})\Z")
_AFTER_AGE = re.compile(
    r"的?(?:男孩|女孩|男童|女童|儿童|少年|少女|学生|小孩|孩子|男生|女生|幼童|幼儿|男婴|女婴|小)?"
)
# What follows a name and says that it is a child's.
_SEX = r"[\s(,、]{0,3}(?:(?:男|女)[\s,、]{0,2})?"
_YOUNG = re.compile(
    rf"{_SEX}(?:今年|现年|时年|年仅|当时|刚满|才|仅|年)?{_AGE}(?!以|及|至|到|-|~)"
    rf"|{_SEX}(?:当时|现|尚|仍|均|还)?{_UNDER_AGE}(?!的)"
    r"|(?:当时|现|均)?(?:系|是|为|属|属于)(?:在读)?未成年(?:人|学生)?(?!人?保护)|(?:尚|还|仍)未成年|\((?:系)?未成年(?:人|学生)?\)"
)
_YOUNG_WORDS = Anchors(["岁", "未满", "不满", "不足", "未成年"])
_FARTHEST = 18  # from the beginning of a name to the word that says how old
_BEFORE_A_NAME = frozenset("中人子女孙生童孩与和及对由是系为向称的告助现到")


def minor(view: View) -> Iterator[Place]:
    text = view.text
    for start, end in _CHILDREN.places(text):
        if not _NOT_A_CHILD.match(text, start - 1) and not _NOT_A_CHILD.match(text, start):
            yield from _named_after(text, start, end)
    for start, end in _AGES.places(text):
        age = _AGE_BEFORE.search(view.before(end, 12))
        rest = _AFTER_AGE.match(text, end)
        if age and rest:
            yield from _named_after(text, end - len(age.group()), rest.end())
    for start, end in _YOUNG_WORDS.places(text):
        yield from _named_before(text, start, end)


def _named_after(text: str, start: int, end: int) -> Iterator[Place]:
    """未成年人李某, 年仅九岁的张小明"""
    link = _LINK.match(text, end)
    assert link is not None  # it may be empty
    introduced = link.group()[-1:] in (":", "(", " ") and bool(link.group())
    name = somebody(text, link.end(), introduced=introduced)
    if name:
        yield start, name


def _named_before(text: str, anchor: int, beyond: int) -> Iterator[Place]:
    """李某（13岁）, 王某某未满十八周岁, 张小明系未成年人"""
    for start in range(max(0, anchor - _FARTHEST), anchor):
        if text[start] not in INITIALS and "·" not in text[start:anchor]:
            continue
        end = anonymous(text, start)
        before = text[start - 1 : start]
        if not end and (not HAN.match(before) or before in _BEFORE_A_NAME):
            end = person(text, start, goes_on=_YOUNG)
        young = _YOUNG.match(text, end) if end else None
        if young and young.end() >= beyond:
            yield start, young.end()
            return
