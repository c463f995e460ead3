"""What a message may show of a cell.

Messages go to terminals, CI logs and mails. A wrong cell is often wrong because somebody typed an
identity or telephone number into it, so every value is cut and its long numbers are hidden here
before it becomes part of a finding. This is blunt on purpose; the exact detectors of
screening.detectors decide what may be published.
"""

from __future__ import annotations

import re
import unicodedata

from gongshi.core.ids import is_record_id
from gongshi.core.text import shorten

# Seven or more digits, also with one separator between any two of them.
_LONG_NUMBER = re.compile(r"\d(?:[ \-–—.·_/*xX]{0,2}\d){6,}[xX]?")
_DATE_LIKE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
HIDDEN = "〔内部字段，不显示〕"
# A public cell that says what nobody should read, so not in a message either.
UNTOLD = "〔不在这里显示〕"


def redact(value: str, most: int = 40) -> str:
    """`value` cut to `most` characters, its long numbers (dates apart) replaced by their length and
    what cannot be seen by its code point. A record's id is shown: it is public by design.
    """
    if is_record_id(value):
        return value
    text = _LONG_NUMBER.sub(_hide, unicodedata.normalize("NFKC", value))
    return shorten("".join(map(_visible, text)), most)


def redact_words(text: str, most: int) -> str:
    """As redact, for words that a clerk is to copy: as they are written, if no number is hidden."""
    if _LONG_NUMBER.search(unicodedata.normalize("NFKC", text)):
        return redact(text, most)
    return shorten("".join(map(_visible, text)), most)


def printable(text: str) -> str:
    """A whole sentence that quotes somebody's text: nothing long hidden in it, nothing unseen."""
    return "".join(map(_visible, _LONG_NUMBER.sub(_hide, text)))


def _visible(character: str) -> str:
    """Control and format characters by their number: raw, they could rewrite the line."""
    if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}:
        return f"〔U+{ord(character):04X}〕"
    return character


def _hide(match: re.Match[str]) -> str:
    text = match.group()
    if _DATE_LIKE.fullmatch(text):
        return text
    return f"〔{sum(c.isdigit() for c in text)}位数字〕"
