"""Illnesses of a person whom the text names or calls 李某.

个人信息保护法第二十八条: medical data are sensitive. Without a person next to it an illness is a
subject of public health (艾滋病防治) and is left alone, and so are rules (患有…的人员).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.screening.detectors.anchors import Anchors
from gongshi.screening.detectors.identity import Place
from gongshi.screening.detectors.normalise import View
from gongshi.screening.detectors.persons import ending_at
from gongshi.screening.detectors.tables import table

_ILLNESS = rf"[一-鿿a-z0-9]{{0,10}}?(?:{'|'.join(table('words')['illnesses'])})(?:病|症|感染)?"
_ILL = re.compile(
    r"(?:身患|罹患|患上?|查出|感染|确诊|诊断)(?:了|有|为|出|过|患)?(?:患?有|为)?"
    rf"{_ILLNESS}"
    rf"|[(系为是]{_ILLNESS}(?:患者|病人|感染者|携带者)"
    rf"|因{_ILLNESS}(?:住院|治疗|手术|就医|入院|去世|死亡|病逝)"
)
_WORDS = Anchors(
    ["身患", "罹患", "患", "查出", "感染", "确诊", "诊断", "(", "系", "为", "是", "因"]
)
_BETWEEN = re.compile(
    r"[,、 ]{0,2}"
    r"(?:系|因|被|自|曾|现|已|长期|常年|多年|自幼|从小|一直|不幸|经医院|经诊断|经){0,2}"
)
_FARTHEST = 8  # from the end of a name to the word that says that somebody is ill


def health(view: View) -> Iterator[Place]:
    text = view.text
    for at, _ in _WORDS.places(text):
        ill = _ILL.match(text, at)
        if ill:
            yield from _whose(text, at, ill.end())


def _whose(text: str, at: int, end_of_illness: int) -> Iterator[Place]:
    ends = {
        end for end in range(max(0, at - _FARTHEST), at + 1) if _BETWEEN.fullmatch(text, end, at)
    }
    for start, _ in ending_at(text, ends):
        yield start, end_of_illness
        return
