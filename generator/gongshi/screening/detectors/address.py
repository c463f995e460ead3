"""Addresses of homes.

What tells a home from an office: a unit (单元) with a room, or a block and a room in a place whose
name is that of an estate (小区, 花园, 新村…), or words that say that somebody lives there. A floor
or a room in a building of offices (机关大院3号楼2楼) has neither. An address that names the
institution which works there is that institution's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.screening.detectors.anchors import Anchors
from gongshi.screening.detectors.identity import Place
from gongshi.screening.detectors.normalise import View
from gongshi.screening.detectors.tables import table

HAN_NUMBER = "一二三四五六七八九十"
_LETTER = r"(?<![a-z])[a-z]"
_N = rf"(?:(?:{_LETTER})?[0-9]{{1,4}}|[{HAN_NUMBER}]{{1,3}}|{_LETTER}|[甲乙丙丁东西南北中])"
_BLOCK = rf"第?{_N} ?(?:栋|幢|座|号楼|楼栋|#楼?|号)"
_HAN_ROOM = r"[〇零一二三四五六七八九]{3,4}(?:室|房|号|户)"

_NOT_ESTATES = "".join(f"(?<!{word})" for word in table("words")["not estates"])
_ESTATE = (
    rf"(?:{'|'.join(table('words')['estates'])}|[苑府湾里园居庭轩阁邸墅郡城坊院]{_NOT_ESTATES})"
)
# Parts of an estate: 东区, A区, 二期.
_PART = rf"(?:[东南西北中a-z0-9{HAN_NUMBER}]{{1,2}}(?:区|期|苑|片区?))?"

# 3栋2单元1205室: what stands behind the word and in front of it.
_UNITS = Anchors(["单元", "梯", "门洞", "门"])
_ROOM = re.compile(
    r"(?:单元|梯|门洞|门)[ ,]?"
    rf"(?:第?[0-9]{{1,4}}(?:室|房|号房|户|号)?(?![0-9楼层])|{_HAN_ROOM}"
    rf"|{_N}[楼层](?:[东西南北中左右]{{1,2}}(?:户|室|侧)|[0-9]{{1,4}}(?:室|房|户)?))"
)
_UNIT_BEFORE = re.compile(rf"(?:{_BLOCK}|{_ESTATE}{_PART})[ ,]?第?{_N} ?\Z")

# 榴湾路12弄3号402室
_LANES = Anchors(["弄"])
_LANE = re.compile(
    r"弄(?:[0-9]{1,4}支弄)?[0-9]{1,4}(?:号楼|号|幢|栋)(?:[0-9]{1,2}楼)?[0-9]{2,4}(?:室|房)?"
)
_LANE_BEFORE = re.compile(r"[0-9]{1,4}\Z")

# 碧水花园5幢302室
_BLOCKS = Anchors(["栋", "幢", "座", "号楼", "楼栋", "#", "#楼", "号"])
_ROOM_IN_BLOCK = re.compile(
    r"(?:栋|幢|座|号楼|楼栋|#楼?)[ ,]?"
    r"(?:第?[0-9]{3,4}(?:室|房|号房|户|号)?(?![0-9年元平个户间套])"
    rf"|{_HAN_ROOM}|{_N}层?[0-9]{{1,4}}(?:室|房|户))"
    r"|号[ ,]?[0-9]{3,4}(?:室|房|户)"
)
_IN_ESTATE_BEFORE = re.compile(rf"{_ESTATE}{_PART}第?{_N} ?\Z")

# 碧水花园3-1-1205, 3#2-501
_DASHED = re.compile(
    r"(?<=[区园苑墅庭寓舍房居府邸馆庄宅楼城湾里阁郡坊院村期])"
    r"[0-9]{1,3} ?[-#] ?(?:[0-9]{1,2} ?- ?)?[0-9]{3,4}(?:室|房|户)?(?![0-9])"
)
_DASHED_BEFORE = re.compile(rf"{_ESTATE}{_PART}\Z")

# 住 alone counts where a person has just been described, or at the beginning.
_LIVES_WORDS = Anchors(table("words")["lives"])
_LIVES = re.compile(
    r"(?:家庭(?:详细)?[住地]址|现住址|住址|(?:现|经常)?居住地址?|户籍(?:(?:所在)?地址?)?|户口所在地"
    r"|暂住地址?|常住地址?|家住|现住|暂住|租住|住在|居住[在于]|送达地址\(家庭\)"
    r"|(?<![一-鿿])住(?=[一-鿿]))[\s:为是在于]{0,4}"
    rf"([一-鿿a-z0-9()\-#]{{2,40}}?[0-9{HAN_NUMBER}]{{1,5}}"
    r"(?:号|组|栋|幢|室|弄|队|社|巷|单元|房)"
    rf"(?:[0-9a-z{HAN_NUMBER}\-#]{{1,6}}(?:号楼|号|组|栋|幢|室|弄|队|单元|房|楼|层|座))*)"
)
_OFFICE = re.compile("|".join(table("words")["offices"]))
_NOT_A_PLACE = re.compile("|".join(table("words")["not places"]))
# The road and the estate in front of the block.
_NAME = re.compile(r"[一-鿿0-9a-z]*\Z")


def home_address(view: View) -> Iterator[Place]:
    yield from _around(view, _UNITS, _UNIT_BEFORE, _ROOM)
    yield from _around(view, _LANES, _LANE_BEFORE, _LANE)
    yield from _around(view, _BLOCKS, _IN_ESTATE_BEFORE, _ROOM_IN_BLOCK)
    for match in _DASHED.finditer(view.text):
        if _DASHED_BEFORE.search(view.before(match.start(), 14)):
            yield from _unless_office(view, *match.span())
    for start, _ in _LIVES_WORDS.places(view.text):
        lives = _LIVES.match(view.text, start)
        if (
            lives
            and not _NOT_A_PLACE.search(lives[1])
            and not _OFFICE.search(view.after(lives.end(), 10))
        ):
            yield lives.span(1)


def _around(
    view: View, words: Anchors, before: re.Pattern[str], behind: re.Pattern[str]
) -> Iterator[Place]:
    for at, _ in words.places(view.text):
        end = behind.match(view.text, at)
        start = before.search(view.before(at, 24)) if end else None
        if start and end:
            yield from _unless_office(view, at - len(start.group()), end.end())


def _unless_office(view: View, start: int, end: int) -> Iterator[Place]:
    if not _OFFICE.search(view.after(end, 14)):
        name = _NAME.search(view.before(start, 22))
        yield start - (len(name.group()) if name else 0), end
