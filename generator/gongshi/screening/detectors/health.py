"""Illnesses of a person whom the text names or calls 李某.

个人信息保护法第二十八条: medical data are sensitive. Without a person next to it an illness is a subject of
public health (艾滋病防治) and is left alone, and so are rules (患有…的人员).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.screening.detectors.anchors import Anchors
from gongshi.screening.detectors.identity import Place
from gongshi.screening.detectors.normalise import View
from gongshi.screening.detectors.persons import INITIALS, anonymous, person

_ILLNESS = (
    r"[一-鿿a-z0-9]{0,10}?(?:癌|肿瘤|病|炎|症|障碍|中毒|衰竭|感染|梗死|梗塞|中风|瘫痪|残疾|骨折|癫痫|抑郁|艾滋|hiv|结核|帕金森|脑瘫|狼疮|糖尿|麻痹|贫血)"
)
_HAS = (
    rf"(?:身患|罹患|患上?|查出|感染|确诊|诊断)(?:了|有|为|出|过|患)?(?:患?有|为)?{_ILLNESS}"
    rf"|[(系为是]{_ILLNESS}(?:患者|病人|感染者|携带者)"
)
_BETWEEN = r"[,、 ]{0,2}(?:系|因|被|自|曾|现|已|长期|常年|不幸|经医院|经){0,2}"
_IS_ILL = re.compile(rf"{_BETWEEN}(?:{_HAS})")
_WORDS = Anchors("患 确诊 查出 感染 诊断 癌 病 炎 症 癫痫 艾滋 抑郁 障碍 结核 瘫痪 残疾 狼疮 糖尿 麻痹 贫血".split())
_FARTHEST = 14  # from the beginning of a name to the word for the illness


def health(view: View) -> Iterator[Place]:
    text = view.text
    for anchor, beyond in _WORDS.places(text):
        for start in range(max(0, anchor - _FARTHEST), anchor):
            if text[start] not in INITIALS and "·" not in text[start:anchor]:
                continue
            end = anonymous(text, start) or person(text, start, goes_on=_IS_ILL)
            ill = _IS_ILL.match(text, end) if end else None
            if ill and ill.end() >= beyond:
                yield start, ill.end()
                break
