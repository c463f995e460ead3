"""Whether a name of a person stands at a place in a text.

There is no list of names. A Chinese name is a surname and one or two characters after which the
sentence goes on with something that a name does not contain, or two characters that are hardly used
but in names. What looks like one and is an everyday word (单位, 高度, 应当) is the word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator
from functools import cache

from gongshi.screening.detectors.surnames import COMPOUND, STRONG, SURNAMES
from gongshi.screening.detectors.tables import table

HAN = re.compile(r"[一-鿿]")
# With what a name may begin.
_INITIALS = SURNAMES | {name[0] for name in COMPOUND}
# 法释〔2016〕19号第八条: 张某, 张某某, 张某甲; typists also write 张×, 张**.
_ANONYMOUS = re.compile(
    r"[一-鿿]{1,2}?(?:某{1,3}(?:[甲乙丙丁戊己]|[0-9a-z]{1,2}(?![0-9a-z]))?|[×*○□●xo]{1,3}(?![a-z]))"
)
_GOES_ON = (
    "诉称辩因向与和及或在于自系对将至按作曾未已不拒拖提申签负承借欠擅违逾经为的以从没认持到被等之名所并代反举投要请领收表"
    "说男女主出强指讲带率任当是也均仅又再先后即同携驾驶陈述起上支返赔偿履确现户电手联职身住家处介们共随殴伤参去来让把给用"
    "通需无其此该则且但而却都受失由尚仍年今时辍死看告接汇批获谈宣结组"
)
# A transcribed name goes on with these.
_TRANSCRIBED = "不提来都自再仍今"
_DOTTED = re.compile(
    r"[一-鿿]{2,8}(?:·[一-鿿]{2,8})*·(?:[一-鿿]{2,8}?(?![一-鿿])|[一-鿿]{2,5}?"
    rf"(?=[{''.join(set(_GOES_ON) - set(_TRANSCRIBED))}])|[一-鿿]{{2,4}})"
)
# A name does not end with these, but the sentence may go on.
_NEVER_LAST = frozenset("未已不向与和及或在于的等被将对为是因之所并以从到称诉们由")
# 综合科, 办公室, 安全员: a post or an office, not a person.
_POST = frozenset("员科室局处组站所办委厅岗者部院队会")
_THING = frozenset("额费率类款项件证照限性式量数值价表册据料期内外上下时前后间镇村县市区街乡路里")
# Surnames that stand in front of nouns and verbs all the time: 向法院, 应公开, 时强调.
_PREPOSITIONS = frozenset("向应时代终回家文")
# Characters of a name: 欧阳某某甲; 阿依古丽·吐尔逊.
_LONGEST_HAN = 5
_LONGEST = 20
_COURTESY = re.compile(r"子女|先生|女士|小姐|同志|大爷|大妈|阿姨|师傅|老师|某|氏|姓|总(?![一-鿿])")
_APART = re.compile(r"[一-鿿] {1,3}[一-鿿]")
# 林海建设工程有限公司: the name of a person begins the name of a firm.
_INSTITUTION = re.compile(
    r"[一-鿿a-z0-9()]{0,10}?(?:公司|厂|店|企业|集团|合作社|中心|事务所|银行|学校|医院|委员会|协会|机构|商行|经营部|工作室|部门)"
    r"|[局园城区厅馆楼路村镇县市街乡]"
)


def person(text: str, start: int, *, introduced: bool = False, ends: Container[int] = ()) -> int:
    """Where the name that begins at `start` ends, or 0 if none does.

    `introduced`: a colon or a space in front says that what comes is a name and not the rest of a
    sentence. `ends`: where a name may end, whatever follows.
    """
    if "·" in text[start : start + 9] and (dotted := _DOTTED.match(text, start)):
        return _dotted_end(dotted, ends)
    compound = text[start : start + 2] in COMPOUND
    if not compound and text[start : start + 1] not in SURNAMES:
        return 0
    if not compound and (apart := _apart(text, start, introduced)):
        return apart
    surname = 2 if compound else 1
    if _COURTESY.match(text, start + surname):
        return 0
    return _shortest(text, start, surname, introduced, ends)


def somebody(text: str, start: int, *, introduced: bool = False, ends: Container[int] = ()) -> int:
    """As `person`, also for a name that is made anonymous."""
    return anonymous(text, start) or person(text, start, introduced=introduced, ends=ends)


def anonymous(text: str, start: int) -> int:
    match = _ANONYMOUS.match(text, start)
    if match and (text[start] in SURNAMES or text[start : start + 2] in COMPOUND):
        return match.end()
    return 0


def ending_at(text: str, ends: Collection[int]) -> Iterator[tuple[int, int]]:
    """The names, also anonymous ones, that end at one of `ends`."""
    if not ends:
        return
    first, last = min(ends), max(ends)
    dotted = "·" in text[max(0, first - _LONGEST) : last]
    for start in range(max(0, first - (_LONGEST if dotted else _LONGEST_HAN)), last - 1):
        if text[start] in _INITIALS or dotted:
            end = anonymous(text, start)
            if end not in ends:
                end = person(text, start, ends=ends)
            if end in ends:
                yield start, end


def _dotted_end(name: re.Match[str], ends: Container[int]) -> int:
    """阿西木自幼患…: where what comes next is known, the name ends in front of it."""
    shortest = name.group().rindex("·") + name.start() + 2
    return next((end for end in range(shortest, shortest + 8) if end in ends), name.end())


def _shortest(text: str, start: int, surname: int, introduced: bool, ends: Container[int]) -> int:
    """The name's end: the longer reading, unless its last character begins what comes next."""
    best = 0
    for length in _lengths(text, start, surname):
        name, end = text[start : start + length], start + length
        if len(name) < length or not all(map(HAN.match, name)):
            break
        if not _is_name(name, surname, introduced=introduced):
            continue
        if end in ends or _can_end(text, end) or _is_namely(text, name, end, surname):
            best = end
            following = text[end : end + 1]
            # 郑鹏受伤: 受 goes on with the sentence, and is in no given name (but 陶若男).
            goes_on = following in _GOES_ON and following not in "男女"
            if (goes_on and following not in _given()) or following in _NEVER_LAST or end in ends:
                break
    return best


def _lengths(text: str, start: int, surname: int) -> tuple[int, ...]:
    double = surname == 1 and text[start] in STRONG and text[start + 1 : start + 2] in STRONG
    return (2, 3, 4) if double else (surname + 1, surname + 2)


def _can_end(text: str, end: int) -> bool:
    following = text[end : end + 1]
    return following in _GOES_ON if HAN.match(following) else following not in ("·", "×", "*")


def _is_namely(text: str, name: str, end: int, surname: int) -> bool:
    """王建军受伤: the characters themselves say that it is a name, whatever follows."""
    given = name[surname:]
    return (
        len(given) == 2
        and (surname == 2 or name[0] in STRONG)
        and name[:2] not in _everyday()
        and not _given().isdisjoint(given)
        and not _INSTITUTION.match(text, end)
    )


def _is_name(name: str, surname: int, *, introduced: bool) -> bool:
    last = name[-1]
    if last in _POST or last in _NEVER_LAST or "某" in name:
        return False
    if surname == 2:
        return True
    if len(name) == 4:
        return _given() >= set(name[2:])
    if name[:2] in _everyday():
        return _is_name_all_the_same(name, introduced=introduced)
    if introduced:
        return True
    # A surname that is rare, or a word of every sentence, needs a name that looks like one.
    likely = _given().intersection(name[1:])
    sure = (
        name[0] in STRONG
        or len(likely) == len(set(name[1:]))
        or (likely and len(name) == 3 and name[0] not in _PREPOSITIONS)
    )
    return bool(sure) and last not in _THING


def _is_name_all_the_same(name: str, *, introduced: bool) -> bool:
    """高明, 黄金凤, though 高明 and 黄金 are words; but 单位名, 申请人, 高级 are no names."""
    if len(name) == 2:
        return introduced and _given() >= set(name[1:])
    return _given() >= set(name[2 if introduced else 1 :])


def _apart(text: str, start: int, introduced: bool) -> int:
    """王　明: two characters set apart so that columns are even."""
    match = _APART.match(text, start)
    if match is None or text[match.end() - 1] in _POST:
        return 0
    following = text[match.end() : match.end() + 1]
    goes_on = not HAN.match(following) or following in _GOES_ON
    if not (goes_on if introduced else text[start] in STRONG or not HAN.match(following)):
        return 0
    return match.end()


@cache
def _everyday() -> frozenset[str]:
    return frozenset(
        first + second for first, rest in table("everyday").items() for second in "".join(rest)
    )


@cache
def _given() -> frozenset[str]:
    return frozenset("".join(table("given")["given"]))
