"""A masked cell says a surname or nothing, in every row that the door lets out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongshi.core.clock import AsOf
from gongshi.loading.table import Dataset
from gongshi.package.policy import FieldPolicy, Mask, Visibility
from gongshi.screening.masks import MASKS, REDACTED, keep_surname, redact_all
from gongshi.screening.rule_cases import Case
from gongshi.screening.rulebook import national_rulebook
from gongshi.screening.screen import screen
from gongshi.validation.report import ValidDataset
from rule_data import dataset_of

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
names = st.text(HAN, min_size=1, max_size=6)
anything = st.text(min_size=1, max_size=30).filter(str.strip)
COMPOUND = ["欧阳", "上官", "司马", "司徒", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容"]
COMPOUND += ["令狐", "东方", "端木", "轩辕"]


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张某"),
        ("张某", "张某"),
        ("张某某", "张某"),
        ("欧阳修", "欧阳某"),
        ("欧阳某某", "欧阳某"),
        ("司马相如", "司马某"),
        ("欧某", "欧某"),
        ("阿卜杜拉·买买提", "阿某"),
        (" 张三", "张某"),
        ("张", "张某"),
        ("张三、李四", "张某"),
    ],
)
def test_surname_is_kept(name: str, masked: str) -> None:
    assert keep_surname(name) == masked


@given(anything)
def test_only_a_surname_is_left(name: str) -> None:
    """A prefix of the name, one character or a compound surname, and 某; nothing else of it."""
    kept, last = keep_surname(name)[:-1], keep_surname(name)[-1]
    assert last == "某"
    assert name.strip().startswith(kept)
    assert len(kept) == 1 or kept in COMPOUND


@given(st.sampled_from(COMPOUND), names)
def test_compound_surname_is_whole(surname: str, given_name: str) -> None:
    assert keep_surname(surname + given_name) == f"{surname}某"


@given(anything)
def test_masking_twice_changes_nothing(name: str) -> None:
    for mask in MASKS.values():
        assert mask(mask(name)) == mask(name)


@given(names, names, names)
def test_two_of_one_surname_look_the_same(surname: str, one: str, other: str) -> None:
    assert keep_surname(surname[0] + one) == keep_surname(surname[0] + other) or (
        surname[0] + one[:1] in COMPOUND or surname[0] + other[:1] in COMPOUND
    )


@given(anything)
def test_redaction_says_nothing(text: str) -> None:
    assert redact_all(text) == REDACTED


def test_every_mask_of_the_descriptors_is_there() -> None:
    assert set(MASKS) == set(Mask)


# Through the door.

_FIELD = "note"


def _public_notes(cells: list[str], visibility: Visibility, mask: Mask) -> list[str]:
    case = Case(
        title="脱敏",
        given={"honours": tuple({_FIELD: cell} for cell in cells)},
        expect="不适用",
    )
    dataset = _with_policy(dataset_of(case), visibility, mask)
    found = screen(
        ValidDataset(dataset, ()), AsOf(date(2026, 11, 24)), national_rulebook(), "data"
    ).disclosure
    assert found is not None
    table = next(t for t in found.tables if t.key.resource == "honours")
    return list(table.frame[_FIELD]) if _FIELD in table.frame.columns else []


def _with_policy(dataset: Dataset, visibility: Visibility, mask: Mask) -> Dataset:
    tables = {}
    for key, table in dataset.tables.items():
        fields = tuple(
            replace(f, visibility=visibility, policy=FieldPolicy(visibility=visibility, mask=mask))
            if (key.resource, f.name) == ("honours", _FIELD)
            else f
            for f in table.resource.fields
        )
        tables[key] = replace(table, resource=replace(table.resource, fields=fields))
    return replace(dataset, tables=tables)


@settings(max_examples=10, deadline=None)
@given(st.lists(names, min_size=1, max_size=4))
def test_masked_cells_leave_masked(cells: list[str]) -> None:
    assert _public_notes(cells, Visibility.MASKED, Mask.SURNAME) == [keep_surname(c) for c in cells]
    assert _public_notes(cells, Visibility.MASKED, Mask.REDACT) == [REDACTED] * len(cells)


def test_a_missing_cell_is_not_a_masked_one() -> None:
    """“not disclosed” must not look as if something was there."""
    cells = ["", "不适用", "张三"]
    assert _public_notes(cells, Visibility.MASKED, Mask.SURNAME) == ["", "不适用", "张某"]


def test_the_door_shows_what_is_public_and_drops_what_is_internal() -> None:
    assert _public_notes(["张三"], Visibility.PUBLIC, Mask.REDACT) == ["张三"]
    assert _public_notes(["张三"], Visibility.INTERNAL, Mask.REDACT) == []
