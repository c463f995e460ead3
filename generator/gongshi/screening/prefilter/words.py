"""What each detector that looks for words cannot do without, by chunk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from gongshi.screening.detectors.tables import table
from gongshi.screening.prefilter.alphabet import (
    AGE,
    AT,
    BLOCK,
    BORN,
    CODE,
    DATE,
    DIGIT,
    DOT,
    DWELL,
    ESTATE,
    HAN,
    HAN_DIGIT,
    HOUSE,
    HYPHEN,
    ILLNESS,
    INITIAL,
    LETTER,
    LINK,
    MARK,
    NUMERAL,
    OPEN,
    PLATE,
    SPACE,
    STARS,
    SUFFERS,
    Pair,
)
from gongshi.screening.prefilter.chunk import Chunk, Marks, Places


def _first(words: list[str]) -> frozenset[Pair]:
    return frozenset(word[:2] for word in words if len(word) > 1)


def _last(words: list[str]) -> frozenset[Pair]:
    return frozenset(word[-2:] for word in words if len(word) > 1)


_LISTS = table("words")
_NUMBER = DIGIT | NUMERAL | LETTER
_PERMITS = _last(_LISTS["permits"])
_PASSPORT_E = frozenset(f"e{more}" for more in "0123456789abcdefghijklmnopqrstuvwxyz")
_IN_BRACKETS = frozenset(["(a", "[a"])
_QQ = frozenset(["q号", "q:", "qq", "q ", "加q", "+q", "扣扣", "企鹅"])
_WECHAT = _first([*_LISTS["wechat"], "v:", "微 信", "薇 信", "v :", "加 v"])
_ACCOUNTS = _first([*_LISTS["accounts"], "账 号"]) | {"账 ", "帐 "}
_CERTIFICATES = _first(_LISTS["certificates"])
_DWELLINGS = frozenset(
    ["住址", "现住", "居住", "暂住", "租住", "住在", "常住", "家住", "庭住", "细住", "户籍", "户口"]
) | {"庭地", "细地", "达地"}
_BORN_AT = frozenset(["出生", "生于", "生日", "生辰", "降生", "生人", "ob", "bi"])
_CHILDREN = _last(_LISTS["children"])
_UNDER_AGE = frozenset(["未成"])
_ROLES = _last(_LISTS["roles"])
_ILLNESSES = _last([word for word in _LISTS["illnesses"] if len(word) > 1])
_ILL = frozenset(
    ["查出", "感染", "确诊", "诊断", "病人", "携带", "住院", "治疗", "手术", "就医", "入院"]
) | {"去世", "死亡", "病逝"}


def _digits_in_a_row(chunk: Chunk, count: int) -> Marks:
    """Where so many digits begin (up to some more where the count is no power of two)."""
    digits = chunk.has(DIGIT)
    row, reached = digits, 1
    while reached < count:
        step = min(reached, count - reached)
        row = row & np.concatenate([row[step:], np.zeros(step, dtype=bool)])
        reached += step
    return row


def identity_masked(chunk: Chunk) -> Marks:
    stars = chunk.places(STARS)
    covers = stars[chunk.at(stars + 1, STARS)]
    return chunk.texts(covers[chunk.at(covers - 1, DIGIT | SPACE | HYPHEN)])


def permit(chunk: Chunk) -> Marks:
    named = chunk.with_word(_PERMITS) & chunk.with_flag(DIGIT)
    six = _digits_in_a_row(chunk, 6)
    if not six.any():
        return named
    letters = chunk.words(_PASSPORT_E)
    seven = _digits_in_a_row(chunk, 7)
    passports = letters[seven[letters + 2] & ~chunk.at(letters - 1, DIGIT | LETTER | CODE)]
    begins = np.flatnonzero(six & np.concatenate([[False], chunk.has(LETTER)[:-1]]))
    behind = begins + 6
    bracket = chunk.at(behind, OPEN) | (chunk.at(behind, SPACE) & chunk.at(behind + 1, OPEN))
    twelve = _digits_in_a_row(chunk, 12)[begins] & chunk.at(begins - 3, LETTER)
    alone = np.concatenate([passports, begins[bracket | twelve]])
    return named | chunk.texts(alone)


def email_personal(chunk: Chunk) -> Marks:
    at = chunk.places(AT)
    at = at[chunk.near(at, DIGIT | LETTER, 1, 3)]
    return chunk.texts(at) | chunk.with_word(_IN_BRACKETS)


def im_account(chunk: Chunk) -> Marks:
    return chunk.with_word(_QQ | _WECHAT)


def bank_account(chunk: Chunk) -> Marks:
    words = chunk.words(_ACCOUNTS)
    # The last digit of nine stands so far on at most that no bound is worth its time.
    return chunk.texts(words) & chunk.texts(chunk.places(DIGIT))


def plate(chunk: Chunk) -> Marks:
    heads = chunk.places(PLATE)
    then = chunk.at(heads + 1, SPACE) & chunk.at(heads + 2, LETTER)
    heads = heads[chunk.at(heads + 1, LETTER) | then]
    return chunk.texts(heads[chunk.near(heads, DIGIT, 2, 10)])


def home_address(chunk: Chunk) -> Marks:
    ends = chunk.places(BLOCK)
    on = chunk.at(ends + 1, _NUMBER | MARK) & chunk.near(ends, _NUMBER, -4, -1)
    dashes = chunk.places(ESTATE)
    dashes = dashes[chunk.at(dashes + 1, DIGIT)]
    dashes = dashes[chunk.near(dashes, HYPHEN | AT, 2, 5)]
    return chunk.texts(ends[on]) | chunk.texts(dashes) | _lives(chunk)


def _lives(chunk: Chunk) -> Marks:
    """A word that somebody lives there, and the number of a house."""
    dwells = chunk.places(DWELL)
    alone = dwells[~chunk.at(dwells - 1, HAN) & chunk.at(dwells + 1, HAN)]
    words = np.concatenate([alone, chunk.words(_DWELLINGS)])
    if not len(words):
        return np.zeros(chunk.count, dtype=bool)
    houses = chunk.places(HOUSE)
    houses = houses[chunk.at(houses - 1, _NUMBER)]
    return chunk.texts(words) & chunk.texts(houses)


def birth_date(chunk: Chunk) -> Marks:
    born = chunk.places(BORN)
    ended = ~chunk.at(born + 1, HAN) & chunk.at(born - 1, DATE | DIGIT)
    dated = chunk.with_flag(DIGIT | HAN_DIGIT | NUMERAL)
    return (chunk.texts(born[ended]) | chunk.with_word(_BORN_AT)) & dated


def _name_behind(chunk: Chunk, ends: Places, farthest: int, bracket: int) -> Places:
    """Those after which a name may begin: at once, or behind a colon, 为, a bracket and the like.

    A name begins with a surname, or has a dot in its middle.
    """
    found = chunk.at(ends, INITIAL)
    linked = chunk.at(ends, LINK) & chunk.near(ends, INITIAL, 1, farthest)
    opened = chunk.at(ends, OPEN)
    opened[opened] = chunk.near(ends[opened], INITIAL, 1, bracket)
    dotted = chunk.near(ends, DOT, 1, bracket + 10) if len(chunk.places(DOT)) else False
    return ends[found | linked | opened | dotted]


def minor(chunk: Chunk) -> Marks:
    children = _name_behind(chunk, chunk.words(_CHILDREN) + 2, 3, 3)
    return chunk.texts(children) | chunk.with_flag(AGE) | chunk.with_word(_UNDER_AGE)


def health(chunk: Chunk) -> Marks:
    ill = chunk.with_word(_ILL) | chunk.with_flag(SUFFERS)
    if not ill.any():
        return ill
    return ill & (chunk.with_flag(ILLNESS) | chunk.with_word(_ILLNESSES))


def person_name(chunk: Chunk) -> Marks:
    return chunk.texts(_name_behind(chunk, chunk.words(_ROLES) + 2, 7, 21))


def property_certificate(chunk: Chunk) -> Marks:
    return chunk.with_word(_CERTIFICATES) & chunk.with_flag(DIGIT)


# Detectors that ask nothing of runs of digits.
OF_WORDS: Mapping[str, Callable[[Chunk], Marks]] = {
    "identity_masked": identity_masked,
    "permit": permit,
    "email_personal": email_personal,
    "im_account": im_account,
    "bank_account": bank_account,
    "plate": plate,
    "home_address": home_address,
    "birth_date": birth_date,
    "minor": minor,
    "health": health,
    "person_name": person_name,
    "property_certificate": property_certificate,
}
# Every pair above; an alphabet is made of them.
PAIRS: frozenset[Pair] = frozenset().union(
    _PERMITS,
    _PASSPORT_E,
    _IN_BRACKETS,
    _QQ,
    _WECHAT,
    _ACCOUNTS,
    _CERTIFICATES,
    _DWELLINGS,
    _BORN_AT,
    _CHILDREN,
    _UNDER_AGE,
    _ROLES,
    _ILL,
    _ILLNESSES,
)
