"""What the search of whole columns leaves out holds nothing: the detectors themselves are asked."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from gongshi.core.clock import AsOf
from gongshi.screening.detectors import DETECTORS, detect, detect_unique
from gongshi.screening.detectors.surnames import COMPOUND, STRONG
from gongshi.screening.detectors.tables import table
from gongshi.screening.prefilter.needs import NOTHING, All, Either, need_of, need_of_pattern
from gongshi.screening.prefilter.suspects import (
    FEW,
    detected,
    suspects_of_detectors,
    suspects_of_needs,
)
from gongshi.screening.rule import Rule, Scope
from gongshi.screening.rulebook import national_rulebook
from gongshi.screening.text_conditions import broken_by, text_holds
from pii.corpus import load

_AS_OF = AsOf(date(2026, 7, 1))
_FILLING = [f"没有什么{number}" for number in range(FEW)]
_LISTS = table("words")


@cache
def _examples() -> list[str]:
    return list(dict.fromkeys(example.text for example in load() if example.kind))


def _left_out(texts: list[str]) -> list[tuple[str, str]]:
    """(detector, text): found by the detector, though it would never be asked."""
    texts = list(dict.fromkeys([*texts, *_FILLING]))
    suspects = {name: set(of) for name, of in suspects_of_detectors(DETECTORS, texts).items()}
    return [
        (name, text)
        for text in texts
        for name in DETECTORS
        if text not in suspects[name] and detect([name], text)
    ]


def test_corpus(corpus) -> None:
    texts = list(dict.fromkeys(example.text for example in corpus))
    suspects = suspects_of_detectors(DETECTORS, texts)
    for name, asked in suspects.items():
        assert detect_unique([name], texts) <= set(asked), name
    assert len(suspects["mobile"]) < len(texts) / 5, "it leaves something out"


_DISGUISED = str.maketrans(
    "0123456789abcxABCX:()@-·",
    "０１２３４５６７８９ａｂｃｘＡＢＣＸ：（）＠－•",
)
_NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")
_WAYS = (
    lambda text, at: text.translate(_DISGUISED),
    lambda text, at: text.translate(_NUMERALS),
    lambda text, at: text[:at] + "\u200b" + text[at:],
    lambda text, at: text[:at] + "\n" + text[at:],
    lambda text, at: text[:at] + " " + text[at:],
    lambda text, at: text[:at] + "\u0336" + text[at:],
    lambda text, at: text[:at] + "ﬁ㎏" + text[at:],
    lambda text, at: text[:at] + text[at + 1 :],
    lambda text, at: text[at:] + text[:at],
    lambda text, at: text.upper(),
    lambda text, at: "①②③" + text,
)


@st.composite
def _changed(draw: st.DrawFn) -> str:
    """A text with somebody's data in it, once or several times disguised or torn."""
    text = draw(st.sampled_from(_examples()))
    for way in draw(st.lists(st.sampled_from(_WAYS), max_size=3)):
        text = way(text, draw(st.integers(0, len(text))))
    return text


# What the detectors' patterns are made of, put together anew: the corpus knows no 生日十月十日.
_PIECES = [
    *_LISTS["roles"], *_LISTS["children"], *_LISTS["lives"], *_LISTS["permits"],
    *_LISTS["accounts"], *_LISTS["wechat"], *_LISTS["certificates"], *_LISTS["illnesses"],
    *_LISTS["estates"], *sorted(COMPOUND)[:9], *sorted(STRONG)[:40], *"京闽AEx123456789〇一二三",
    *"十正月日号生岁住弄栋幢座楼单元室门梯洞第甲东男女某患系为是因的与: ,()·-#@+*.\n\u200b",
    "生日", "出生", "日生", "降生", "生人", "生于", "未满", "未成年", "不足", "患者", "住院",
    "qq", "q", "v", "加", "扣扣", "建国", "小明", "阿依古丽·吐尔逊", "李某某", "先天性", "农历",
    "1990年", "10月", "5日", "13800000000", "350500199001011234", "6222021234567890123", "qq.com",
    "(at)", "12345678", "应急", "号楼", "3-1-1205", "东路", "0086", "+1", "2025550123", "分别为",
]  # fmt: skip
_COMPOSED = st.lists(st.sampled_from(_PIECES), min_size=2, max_size=9).map("".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(_changed(), _COMPOSED), min_size=20, max_size=80))
def test_nothing_is_left_out(texts: list[str]) -> None:
    assert _left_out(texts) == []


def test_forms_that_no_corpus_has() -> None:
    """Each once slipped through a condition that was too narrow."""
    seldom = ["京 A B C D 1 2", "生日十月十日", "李某患先天性心脏病", "张三患\u200b特发性癌"]
    assert [text for text in seldom if not detect(DETECTORS, text)] == []
    assert _left_out(seldom) == []


@settings(max_examples=15, deadline=None)
@given(st.lists(st.one_of(_changed(), _COMPOSED), min_size=20, max_size=80))
def test_the_same_is_detected(texts: list[str]) -> None:
    texts = list(dict.fromkeys([*texts, *_FILLING]))
    assert detected(DETECTORS, texts) == detect_unique(DETECTORS, texts)


def _rules() -> list[Rule]:
    return [*national_rulebook().of(Scope.PUBLIC_TEXT, as_of=_AS_OF)]


_EXPRESSIONS = [rule for rule in _rules() if need_of(rule.when) != NOTHING]
_PATTERNS = [
    rule.when["found"] if "found" in rule.when else rule.when["about"]["texts"]
    for rule in _EXPRESSIONS
    if "words" not in rule.when
]


# What the expressions are written with, and a little more.
_ALPHABET = sorted({character for pattern in _PATTERNS for character in pattern} | {*"某甲:0a ,"})


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_expressions_miss_nothing(data: st.DataObject) -> None:
    """Texts made by the rules' own expressions, disguised as NFKC undoes it."""
    made = []
    for pattern in _PATTERNS:
        text = data.draw(st.from_regex(re.compile(pattern), alphabet=st.sampled_from(_ALPHABET)))
        way = data.draw(st.sampled_from(_WAYS))
        made.append(way(text, data.draw(st.integers(0, len(text)))))
    texts = list(dict.fromkeys([*made, *_FILLING]))
    needs = [need_of(rule.when) for rule in _EXPRESSIONS]
    for rule, met in zip(_EXPRESSIONS, suspects_of_needs(needs, texts), strict=True):
        assert {text for text in texts if text_holds(rule.when, text)} <= set(met), rule.id


def test_needs() -> None:
    assert need_of_pattern("(甲|乙)丙?丁戊") == All(("丁戊",))
    assert need_of_pattern("甲乙|丙丁") == All((Either((All(("甲乙",)), All(("丙丁",)))),))
    assert need_of_pattern("(?i)AB") == NOTHING
    assert need_of_pattern("(?!甲乙)丙丁(戊己){0,3}(庚辛)+") == All(("丙丁", "庚辛"))


def test_broken_by_is_as_ever() -> None:
    """Rule by rule and text by text, without any search before."""
    rules = [rule for rule in _rules() if rule.mask is None]
    texts = list(dict.fromkeys([*_examples()[::40], "将责任人记入失信名单", *_FILLING]))
    expected = {
        text: found
        for text in texts
        if (found := [rule for rule in rules if text_holds(rule.when, text)])
    }
    assert broken_by(rules, texts) == expected
