"""Names of natural persons after a word that says what they are in the matter.

法释〔2016〕19号第八条、第九条: names of parties and of those who act for them are made anonymous.
Names that are anonymous already (李某, 张某甲) are left alone, and so are offices and institutions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.screening.detectors.anchors import Anchors
from gongshi.screening.detectors.identity import Place
from gongshi.screening.detectors.normalise import View
from gongshi.screening.detectors.persons import HAN, person, somebody
from gongshi.screening.detectors.tables import table

_ROLES = Anchors(table("words")["roles"])
_LINK = re.compile(
    r"(?:\([^()\n\x00]{0,12}\))?(?: ?:\s{0,4}|[ \t\n]{1,4}|(?:分别)?[为是系叫]|[“\"(])?"
)
_INTRODUCES = frozenset(': \t\n"“(')
_NEXT = re.compile(r"[、,和与及] ?")
# 林业主管部门 is no 业主, 妇女儿童 no 女儿: what in front of a role makes another word of it.
_OTHER_WORDS = {"业主": "林农渔行作工商企创", "女儿": "妇", "会长": "机自"}


def person_name(view: View) -> Iterator[Place]:
    text = view.text
    for at, end_of_role in _ROLES.places(text):
        if text[at - 1 : at] and text[at - 1] in _OTHER_WORDS.get(text[at:end_of_role], ""):
            continue
        link = _LINK.match(text, end_of_role)
        assert link is not None  # every part of it may be missing
        introduced = link.group()[-1:] in _INTRODUCES and bool(link.group())
        end = person(text, link.end(), introduced=introduced)
        if end:
            yield link.end(), end
        else:
            end = somebody(text, link.end(), introduced=introduced)
        yield from _others(text, end)


def _others(text: str, end: int) -> Iterator[Place]:
    """原告张三、李四: the names that follow in the same list."""
    while end:
        link = _NEXT.match(text, end)
        if link is None:
            return
        start, end = link.end(), 0
        found = person(text, start)
        if found and not HAN.match(text, found):
            yield start, found
            end = found
