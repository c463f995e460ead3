"""Number plates of motor vehicles.

GA 36-2018: the character of the province, the letter of the office, five letters and digits without
I and O, two letters at most (three since 2019 in some cities); the last may be 警 学 挂 领 超 试 港
澳. Plates for new energies have six, one of them a letter for the kind of energy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.screening.detectors.identity import Place
from gongshi.screening.detectors.normalise import View

PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_LETTER = "a-hj-np-z"
_LAST = "警学挂领超试港澳"
_PLATE = re.compile(
    rf"[{PROVINCE}] ?[{_LETTER}][ ·\-.]?"
    rf"(?:[{_LETTER}0-9]{{4}}(?:[{_LETTER}0-9]|[{_LAST}])"
    rf"|[a-hjk][{_LETTER}0-9][0-9]{{4}}|[0-9]{{5}}[a-hjk])(?![0-9a-z]|-[0-9]|[〕\]])"
)
_SPACED = re.compile(
    rf"[{PROVINCE}] [{_LETTER}](?: [{_LETTER}0-9]){{4}} [{_LETTER}0-9{_LAST}](?![0-9a-z])"
)
_RESCUE = re.compile(rf"[{PROVINCE}] ?[sx][ ·]?[0-9]{{4}}应急")
# 北京A…, 四川B…: the character is the end of a name, not the beginning of a plate.
_NAME_ENDS = re.compile(r"(?:北|南|东|天|四|江|辽|西|新|银|海|浙|和|重)\Z")
_WORDS = re.compile(r"车|牌|号牌|驾驶")


def plate(view: View) -> Iterator[Place]:
    for pattern in (_PLATE, _SPACED, _RESCUE):
        for match in pattern.finditer(view.text):
            serial = match.group()[2:]
            # Three letters at most; fewer digits would be a word.
            if sum(character.isdigit() for character in serial) < 2:
                continue
            before = view.before(match.start(), 8)
            if not _NAME_ENDS.search(before) or _WORDS.search(before):
                yield match.span()
