"""What a message may show of a cell: no long number, nothing unseen, never much."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.core.finding import Finding
from gongshi.core.redaction import HIDDEN, redact
from gongshi.package.descriptor import Field
from gongshi.package.policy import FieldPolicy, Visibility
from gongshi.validation.messages import shown_cell

digits = st.text("0123456789", min_size=7, max_size=20)
separators = st.sampled_from(["", " ", "-", "－", ".", "·", "/", "_", "  ", "—", "*"])


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("110101199003070011", "〔18位数字〕"),
        ("11010119900307001X", "〔17位数字〕"),
        ("身份证110101199003070011号", "身份证〔18位数字〕号"),
        ("１１０１０１１９９００３０７００１１", "〔18位数字〕"),
        ("13800138000", "〔11位数字〕"),
        ("138-0013-8000", "〔11位数字〕"),
        ("138 0013 8000", "〔11位数字〕"),
        ("0591-87654321", "〔12位数字〕"),
        ("6222 0212 3456 7890 123", "〔19位数字〕"),
        ("2026-11-24", "2026-11-24"),
        ("2026/1/4", "2026/1/4"),
        ("20261124", "〔8位数字〕"),
        ("2026-11-24 13800138000", "〔19位数字〕"),
        ("123456", "123456"),
        ("1234567", "〔7位数字〕"),
        ("区级", "区级"),
        ("第1、2、3项", "第1、2、3项"),
        ("两行\n文字", "两行〔U+000A〕文字"),
        ("a\x00b", "a〔U+0000〕b"),
        ("a\u202eb\u200bc", "a〔U+202E〕b〔U+200B〕c"),
        ("\x1b[31m红", "〔U+001B〕[31m红"),
        ("", ""),
    ],
)
def test_examples(cell: str, shown: str) -> None:
    assert redact(cell) == shown


@given(st.text("甲乙 a", max_size=5), digits, st.text("甲乙 a", max_size=5))
def test_no_long_number_is_shown(before: str, number: str, after: str) -> None:
    shown = redact(before + number + after)
    assert number not in shown
    assert "位数字" in shown


@given(digits, st.data())
def test_nor_one_with_separators(number: str, data: st.DataObject) -> None:
    cell = "".join(digit + data.draw(separators) for digit in number)
    shown = unicodedata.normalize("NFKC", redact(cell))
    assert sum(c.isdigit() for c in shown) <= 2 or shown == unicodedata.normalize("NFKC", cell)
    if len(number) > 8:
        assert "位数字" in shown


@given(st.text())
def test_short_and_visible(cell: str) -> None:
    shown = redact(cell)
    assert len(shown) <= 40
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]


def test_long_text_is_cut() -> None:
    assert redact("长" * 41) == "长" * 39 + "…"
    assert redact("长" * 40) == "长" * 40


def _field(visibility: Visibility | None) -> Field:
    return Field(
        name="x",
        title="字段",
        type="string",
        description="",
        constraints={},
        missing_values=(),
        visibility=visibility,
        policy=FieldPolicy(),
        raw={},
    )


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.MASKED, None])
def test_cell_of_a_field_that_is_not_public_is_not_shown(visibility: Visibility | None) -> None:
    assert shown_cell(_field(visibility), "张某某") == HIDDEN


def test_cell_of_a_public_field_is_shown() -> None:
    assert shown_cell(_field(Visibility.PUBLIC), "区级") == "区级"
    assert shown_cell(None, "区级") == HIDDEN, "nobody said that it is public"


def test_finding_hides_nothing_by_itself() -> None:
    """So that it matters that every value comes through here."""
    assert "13800138000" in Finding(code="x", message="m", path="p", value="13800138000").line()
