"""The text as a reader sees it, for a machine.

Full-width, mathematical and circled digits, Arabic-Indic ones, exotic spaces and dashes and marks
that no reader sees (zero-width, bidirectional, variation selectors, combining strokes) are ways in
which a number survives copying and escapes a pattern. Folding works character by character, so that
a place in the folded text can be found in the original.

Sources: Unicode Standard Annex #15 (NFKC), general categories of the Unicode Character Database.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property

from gongshi.screening.detectors.decimals import without_coordinates
from gongshi.screening.detectors.runs import Run, runs

# Stands between texts that are read together; no text contains it once folded.
SEAM = "\x00"
# Letters by category, but nothing is drawn: Hangul fillers, the empty Braille cell.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_LOOKS = {
    **dict.fromkeys("•‧・∙⋅･․", "·"),
    **dict.fromkeys("−─━⁃˗", "-"),
    **dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
    # How the check character of an identity number is typed where X is not at hand.
    **dict.fromkeys("хХχΧ✕✖╳", "x"),
}
_LOOKS_OF = {"Zs": " ", "Pd": "-"}
_UNSEEN = frozenset(["Cf", "Cc", "Mn", "Me"])


class _Folding(dict[int, str]):
    """Code point → what is read; worked out when a character is first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        self[code] = folded
        return folded


def _fold(character: str) -> str:
    if character in "\t\n\r":
        return character
    category = unicodedata.category(character)
    if character in _BLANK or (category in _UNSEEN and character not in _LOOKS):
        return ""
    look = _LOOKS.get(character) or _LOOKS_OF.get(category)
    if look:
        return look
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    folded = unicodedata.normalize("NFKC", character).lower()
    return "".join(part for part in folded if unicodedata.category(part) not in _UNSEEN)


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` as it is read: lower case, half-width, with nothing invisible in it."""
    return text.translate(_FOLDING)


def origins(text: str) -> list[int]:
    """For each character of `fold(text)` the index in `text` of the one that it comes from."""
    return [at for at, character in enumerate(text) for _ in _FOLDING[ord(character)]]


class View:
    """A folded text, or several with seams between them, and the digit runs found in it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        return tuple(runs(without_coordinates(self.text, SEAM)))

    def before(self, end: int, count: int) -> str:
        """At most `count` characters in front of `end`, none of them from another text."""
        return self.text[max(0, end - count) : end].rpartition(SEAM)[2]

    def after(self, start: int, count: int) -> str:
        """At most `count` characters from `start` on, none of them from another text."""
        return self.text[start : start + count].partition(SEAM)[0]
