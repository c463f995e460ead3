"""Children whom a text points out, by name or as 李某.

未成年人保护法第一百零三条: nothing may be published from which a minor can be identified;
个人信息保护法第二十八条: data of those under fourteen are sensitive. A word for children alone
(未成年人保护, 青少年宫, 六周岁以下儿童) points at nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.screening.detectors.anchors import Anchors
from gongshi.screening.detectors.identity import Place
from gongshi.screening.detectors.normalise import View
from gongshi.screening.detectors.persons import HAN, anonymous, ending_at, somebody
from gongshi.screening.detectors.tables import table

_HAN_NUMBER = "一二三四五六七八九十"
_ENOUGH = r"(?:十八|18|十四|14|十六|16)"
_AGE = (
    rf"(?<![0-9{_HAN_NUMBER}])(?:1[0-7]|[1-9]|十[一二三四五六七]?|[一二三四五六七八九])"
    r"(?: ?周)? ?岁"
)
_UNDER_AGE = rf"(?:未满|不满|不足) ?{_ENOUGH}(?: ?周)?岁"

# Words that nobody of age is called, and then a name.
_CHILDREN = Anchors(table("words")["children"])
_NOT_A_CHILD = re.compile(r"[大究留]学生|少年[宫犯]|婴儿[车床]|儿童(?:文学|节|剧|车)")
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
    r"|(?:当时|现|均)?(?:系|是|为|属|属于)(?:在读)?未成年(?:人|学生)?(?!人?保护)"
    r"|(?:尚|还|仍)未成年|\((?:系)?未成年(?:人|学生)?\)"
)
_YOUNG_WORDS = Anchors(["岁", "未满", "不满", "不足", "未成年"])
_FARTHEST_AGE = 12  # from the end of a name to the word that says how old
_BEFORE_A_NAME = frozenset("中人子女孙生童孩与和及对由是系为向称的告助现到")


def minor(view: View) -> Iterator[Place]:
    text = view.text
    for start, end in _CHILDREN.places(text):
        if not _NOT_A_CHILD.match(text, start - 1) and not _NOT_A_CHILD.match(text, start):
            yield from _named_after(text, start, end)
    for _, end in _AGES.places(text):
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
    ends = {
        end: young.end()
        for end in range(max(0, anchor - _FARTHEST_AGE), anchor + 1)
        if (young := _YOUNG.match(text, end)) and young.end() >= beyond
    }
    for start, end in ending_at(text, ends):
        before = text[start - 1 : start]
        # A name in the middle of a sentence is one only after words that names stand after.
        if before in _BEFORE_A_NAME or not HAN.match(before) or anonymous(text, start):
            yield start, ends[end]
            return
