"""What of a cell is looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.core.squeeze import squeeze
from gongshi.screening.canary import Stand
from gongshi.screening.pieces import STRIDE, WINDOW, pieces, whole

# None of them of the kind that days and quantities are written with.
WORDS = st.sampled_from("鸩羽街道办事处未履行生效判决义务拖欠物业服务合同价款案情")


def texts_of(cell: str, most: int = 1000, *, secret: bool = False) -> list[str]:
    return [piece.text.decode() for piece in pieces(cell, most, secret=secret)]


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-24", "20261124", "2026年11月24日", "2026年", "2026-11", "2026-11-24T08:00:00",
        "2026年第3季度", "自2026年1月1日起", "14个自然日", "350502", "12.50", "是", "处理中", "5件",
    ],
)  # fmt: skip
def test_days_amounts_and_short_words_are_no_canaries(cell: str) -> None:
    assert texts_of(cell) == []


@pytest.mark.parametrize(
    "cell",
    [
        "示政办〔2025〕12号", "（2025）示9900执123号", "dr-990001-2025-0001", "0000-5550199",
        "91350100M000100Y43", "https://example.org/a?b=1", "保密审查岗位",
        "qz01100-0300-2019-00033",
    ],
)  # fmt: skip
def test_numbers_codes_and_phrases_are(cell: str) -> None:
    assert texts_of(cell) == [squeeze(cell.encode()).decode()]


def test_two_characters_of_a_secret_are_enough_if_they_stand_alone() -> None:
    [piece] = pieces("李平", 8, secret=True)
    assert piece.stand is Stand.ALONE
    assert texts_of("李", secret=True) == []
    assert texts_of("李平") == []


@given(st.text(WORDS, min_size=40, max_size=200), st.data())
def test_every_excerpt_of_seventeen_characters_holds_a_piece(
    text: str, data: st.DataObject
) -> None:
    length = WINDOW + STRIDE - 1
    start = data.draw(st.integers(0, len(text) - length))
    excerpt = squeeze(text.encode()).decode()[start : start + length]
    assert any(piece in excerpt for piece in texts_of(text))


@given(st.text(WORDS, min_size=17, max_size=3000), st.integers(1, 20))
def test_no_more_pieces_than_asked_for(text: str, most: int) -> None:
    assert 1 <= len(texts_of(text, most)) <= most


def test_long_text_is_looked_for_without_its_line_breaks() -> None:
    cell = "某街道办事处在规定期限内\n没有履行生效判决确定的义务"
    assert any("期限内没有履行" in piece for piece in texts_of(cell))


def test_title_is_looked_for_as_a_whole() -> None:
    [piece] = whole("示例市演示区某街道办事处 · （2025）示9900执123号")
    assert piece.text.decode() == "示例市演示区某街道办事处·（2025）示9900执123号"
