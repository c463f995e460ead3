"""What to look for, to notice that a cell has got out: the whole of it, or pieces of a long text.

A piece is worth looking for if it can hardly stand somewhere by chance. Whether it is also public
somewhere is asked in screening.canaries.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongshi.core.squeeze import squeeze
from gongshi.package.descriptor import Field
from gongshi.screening.canary import Stand

# Characters of a piece of a long text. Every excerpt of a long cell that is at least
# WINDOW + STRIDE - 1 = 17 characters long holds a whole piece; one of the far end of a very long
# cell needs WINDOW + FAR_STRIDE - 1 = 35.
WINDOW, STRIDE, FAR_STRIDE = 12, 6, 24
_NEAR = 240
_WHOLE = 16  # up to here a cell is one piece
_LONGEST_WHOLE = 64
_LONGEST_CODE = 120

_CODE = re.compile(r"[!-~]+")
_NUMBER = re.compile(r"\d+")
_DATE = re.compile(r"(19|20)\d\d[-/.年]?(\d{1,2}[-/.月]?)?(\d{1,2}日?)?([tT]?\d\d:?\d\d.*)?")
# Digits, marks and the words around days and articles: “自2026年1月1日起”, “第三十四条第一款”.
_CALENDAR = re.compile(r"[\W\d_年月日时分秒度季周第上下半自至到起止条款一二三四五六七八九十百]")


@dataclass(frozen=True, slots=True)
class Piece:
    text: bytes  # squeezed
    stand: Stand


def pieces(cell: str, most: int, *, secret: bool = False) -> list[Piece]:
    """At most `most` pieces of a cell. Of a `secret` cell (a person's name) two characters are
    enough.
    """
    text = squeeze(cell.encode()).decode()
    if _CODE.fullmatch(cell.strip()) and len(text) <= _LONGEST_CODE:
        return [Piece(text.encode(), Stand.WHOLE)] if _distinctive(text) else _short(text, secret)
    if len(text) <= _WHOLE:
        stand = Stand.ANYWHERE if len(text) >= WINDOW else Stand.WHOLE
        return [Piece(text.encode(), stand)] if _distinctive(text) else _short(text, secret)
    windows = [w for w in _windows(text) if len(_CALENDAR.sub("", w)) >= WINDOW // 3]
    if len(text) <= _LONGEST_WHOLE:
        windows.append(text)  # each part of it may be public, but not all of it together
    if len(windows) > most:
        step = len(windows) / most
        windows = [windows[int(n * step)] for n in range(most)]
    return [Piece(window.encode(), Stand.ANYWHERE) for window in dict.fromkeys(windows)]


def whole(text: str) -> list[Piece]:
    """A text that means something only as a whole, such as a title made of two public names."""
    squeezed = squeeze(text.encode())
    stand = Stand.ANYWHERE if len(squeezed.decode()) >= WINDOW else Stand.WHOLE
    return [Piece(squeezed, stand)] if _distinctive(squeezed.decode()) else []


def strings_of(field: Field, cell: str) -> list[str]:
    """The texts in a cell: a JSON cell or a list has one for each member."""
    if field.type in {"array", "object", "geojson"}:
        try:
            return list(leaves(json.loads(cell)))
        except ValueError:
            return [cell]
    if field.type == "list":
        return cell.split(field.delimiter)
    return [cell]


def leaves(value: Any) -> Iterator[str]:
    """The strings in a JSON value, in its order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from leaves(member)
    elif isinstance(value, list):
        for member in value:
            yield from leaves(member)


def _short(text: str, secret: bool) -> list[Piece]:
    return [Piece(text.encode(), Stand.ALONE)] if secret and len(text) > 1 else []


def _distinctive(text: str) -> bool:
    """Six letters or ideographs; or a number of seven digits; or, as in a document number, five
    digits (four in two places) beside two letters. Never a day, a period or a quantity.
    """
    if _DATE.fullmatch(text):
        return False
    numbers = _NUMBER.findall(text)
    digits = sum(map(len, numbers))
    words = len(_CALENDAR.sub("", text))
    if words >= 2 and _CODE.fullmatch(text):
        return len(text) >= 6
    if words < 2:
        return digits >= 7
    return words >= 6 or digits >= (5 if len(numbers) == 1 else 4)


def _windows(text: str) -> Iterator[str]:
    last = len(text) - WINDOW
    near = range(0, min(last, _NEAR), STRIDE)
    for start in [*near, *range(_NEAR, last, FAR_STRIDE), last]:
        yield text[start : start + WINDOW]
