"""Folding, places in the original text, and columns of cells."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongshi.screening.detectors import DETECTORS, Span, detect, detect_unique, spans
from gongshi.screening.detectors.normalise import SEAM, fold, origins

pieces = st.sampled_from(
    [
        "13800001234", "１３８　０００", "一三八〇〇〇〇", "1234", "被告", "张大力", "王某",
        "未成年人", "（13岁）", "患肺癌", "3栋2单元1205室", "小区", "1980年1月1日", "出生", "生于",
        "闽Z12345", "@qq.com", "bucunzai", "微信：", "账号：", "350000012345", "护照E00001234",
        "6222020000000000000", "\u200b", "\u3000", " ", "\n", "-", "，", "（", "）", "住址：",
        "榴湾路12号", "不动产权第0001234号", "******", "359999", "①", "…", "㎏", "ß", "İ", "🏠",
    ]
)  # fmt: skip
texts = st.lists(pieces, max_size=12).map("".join)


@given(st.text())
@example("ﷺ①⑩…㎏İﬁ")
def test_every_folded_character_has_its_origin(text: str) -> None:
    folded = fold(text)
    where = origins(text)
    assert len(where) == len(folded)
    assert where == sorted(where)
    for character, origin in zip(folded, where, strict=True):
        assert character in fold(text[origin])
    assert SEAM not in folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_places_are_in_the_text(text: str) -> None:
    for span in spans(DETECTORS, text):
        assert 0 <= span.start < span.end <= len(text)
        piece = text[span.start : span.end]
        # No blank begins or ends it, so that a mask takes away nothing else.
        assert fold(piece).strip() == fold(piece)


@given(texts)
def test_detect_is_whether_there_are_places(text: str) -> None:
    for kind in DETECTORS:
        assert detect([kind], text) == bool(spans([kind], text))


@given(st.lists(texts, max_size=8))
def test_a_column_is_read_as_its_cells(cells: list[str]) -> None:
    """What stands in two cells side by side is never taken for one datum."""
    for kind in DETECTORS:
        assert detect_unique([kind], cells) == {cell for cell in cells if detect([kind], cell)}


def test_replacing_the_places_leaves_nothing() -> None:
    text = "被告张大力，电话１３８\u200b０００ ０１２３４，住示例市榴湾路12号。"
    kinds = ["person_name", "mobile", "home_address"]
    found = spans(kinds, text)
    assert [span.kind for span in found] == kinds
    for span in reversed(found):
        text = text[: span.start] + "〔已脱敏〕" + text[span.end :]
    assert text == "被告〔已脱敏〕，电话〔已脱敏〕，住〔已脱敏〕。"


def test_spans_are_ordered_and_named() -> None:
    assert spans(["mobile", "plate"], "闽Z12345 13800001234") == [
        Span(0, 7, "plate"),
        Span(8, 19, "mobile"),
    ]


def test_an_unknown_detector_is_an_error() -> None:
    with pytest.raises(KeyError):
        detect(["no_such"], "text")
