"""The characters that matter, as small numbers: what each is, and which two in a row begin a word.

A character counts as what the detectors read in its place (normalise.fold): ５ as 5, （ as (.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from gongshi.core import text as core_text
from gongshi.screening.detectors.address import HAN_NUMBER
from gongshi.screening.detectors.identity import STAR
from gongshi.screening.detectors.normalise import fold
from gongshi.screening.detectors.plate import PROVINCE
from gongshi.screening.detectors.runs import HAN_DIGITS
from gongshi.screening.detectors.surnames import COMPOUND, SURNAMES

# Stands between two texts; no character at all, so it is nothing to look for.
SEAM = "\U0010ffff"
Pair = str
Symbols = npt.NDArray[np.uint16]

DIGIT, HAN_DIGIT, GAP, LETTER, HAN, STARS, SPACE, PLUS, AT, INITIAL, DOT = (
    1 << n for n in range(11)
)
PLATE, NUMERAL, LINK, HYPHEN, OPEN, CROSS, ILLNESS, SUFFERS, BLOCK = (1 << n for n in range(11, 20))
ESTATE, HOUSE, AGE, DWELL, BORN, CODE, MARK, DATE = (1 << n for n in range(20, 28))
_MEMBERS: Mapping[int, str] = {
    DIGIT: "0123456789",
    HAN_DIGIT: HAN_DIGITS,
    GAP: " \t\r\n-.·_/()~",
    LETTER: "abcdefghijklmnopqrstuvwxyz",
    STARS: STAR,
    SPACE: " \t\r\n",
    PLUS: "+",
    AT: "@#",
    INITIAL: "".join(SURNAMES) + "".join(name[0] for name in COMPOUND),
    DOT: "·",
    PLATE: PROVINCE,
    NUMERAL: f"{HAN_NUMBER}〇零甲乙丙丁东西南北中第",
    LINK: ': \t\r\n为是系叫分(“"',
    HYPHEN: "-",
    OPEN: "([",
    CROSS: "x×",
    ILLNESS: "癌病炎症",
    SUFFERS: "患",
    BLOCK: "栋幢座楼#号弄元梯洞门",
    ESTATE: "区园苑墅庭寓舍房居府邸馆庄宅楼城湾里阁郡坊院村期",
    HOUSE: "号组栋幢室弄队社巷单房",
    AGE: "岁",
    DWELL: "住",
    BORN: "生",
    CODE: "-./_=",
    MARK: ", ",
    DATE: "日月号降 ",
}
_UNKNOWN, _ODD = 0xFFFF, 0xFFFE
_NOTHING, _SOME_HAN = 0, 1


class Alphabet:
    """The characters of the detectors and of `pairs`, by which words are found."""

    def __init__(self, pairs: frozenset[Pair]) -> None:
        letters = sorted({*"".join(pairs), *"".join(_MEMBERS.values())})
        self._symbols = {letter: number for number, letter in enumerate(letters, start=2)}
        self._size = len(letters) + 2
        self.flags = np.zeros(self._size, dtype=np.uint32)
        self.flags[_SOME_HAN] = HAN
        for letter, symbol in self._symbols.items():
            self.flags[symbol] = sum(bit for bit, members in _MEMBERS.items() if letter in members)
            if _is_han(letter):
                self.flags[symbol] |= HAN
        self.values = np.zeros(self._size, dtype=np.int16)
        for value, digit in enumerate("0123456789"):
            self.values[self._symbols[digit]] = value
        self._table: Symbols = np.full(0x110000, _UNKNOWN, dtype=np.uint16)
        self._plain = np.ones(0x110000, dtype=bool)
        self._table[ord(SEAM)] = _NOTHING
        self.numbers = {pair: number for number, pair in enumerate(sorted(pairs), start=1)}
        self._pairs = np.zeros(self._size * self._size, dtype=np.uint16)
        for pair, number in self.numbers.items():
            first, second = (self._symbols[character] for character in pair)
            self._pairs[first * self._size + second] = number

    def symbols(self, codes: npt.NDArray[np.uint32]) -> Symbols:
        """Each code point's symbol."""
        found = self._table[codes]
        unknown = codes[found == _UNKNOWN]
        if len(unknown):
            for code in np.unique(unknown).tolist():
                self._table[code] = self._symbol(chr(code))
                self._plain[code] = _is_plain(chr(code))
            found = self._table[codes]
        return found

    def foreign(self, codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.intp]:
        """Where a character stands that the expressions of the rules might read otherwise than the
        detectors (their texts are folded by core.text.fold). Only after `symbols`.
        """
        return np.flatnonzero(~self._plain[codes])

    def _symbol(self, character: str) -> int:
        folded = fold(character)
        if len(folded) != 1:
            return _ODD
        return self._symbols.get(folded, _SOME_HAN if _is_han(folded) else _NOTHING)

    @staticmethod
    def odd(symbols: Symbols) -> npt.NDArray[np.intp]:
        """Where a character is read as none or as several."""
        return np.flatnonzero(symbols == _ODD)

    def pairs(self, symbols: Symbols) -> Symbols:
        """For each character which pair begins with it; 0 for none."""
        numbers: Symbols = self._pairs[symbols[:-1].astype(np.uint32) * self._size + symbols[1:]]
        return numbers

    def among(self, numbers: Symbols, words: frozenset[Pair]) -> npt.NDArray[np.bool_]:
        """Which of these pairs belong to the words."""
        table = np.zeros(len(self.numbers) + 1, dtype=bool)
        table[[self.numbers[pair] for pair in words]] = True
        return table[numbers]


def _is_plain(character: str) -> bool:
    """A character that composes with no other and that both ways of folding read alike."""
    if unicodedata.combining(character):
        return False
    # Hangul jamo compose without being combining characters.
    if not (character <= "\u02ff" or "\u2000" <= character <= "\u30ff" or _is_cjk(character)):
        return False
    folded = fold(character)
    return len(folded) == 1 and folded == core_text.fold(character)


def _is_cjk(character: str) -> bool:
    return _is_han(character) or "\uff00" <= character <= "\uffee"


def _is_han(character: str) -> bool:
    return "一" <= character <= "鿿"


@lru_cache(maxsize=8)
def alphabet(pairs: frozenset[Pair]) -> Alphabet:
    return Alphabet(pairs)
