"""GB 32100 and GB 11714: both check digits of a unified social credit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as stdnum_uscc

from gongshi.validation.checks import Context
from gongshi.validation.checks.uscc import (
    check_uscc,
    has_uscc_form,
    organization_check_character,
    uscc_check_character,
)
from projects import STARTER
from validation.mini import dataset, places, table

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# The example of GB 32100 itself, and codes of the demonstration.
GOOD = ["91350100M000100Y43", "11990001DEM000014U", "11990001DEM000022N", "11990001DEM000508K"]
codes17 = st.tuples(
    st.text("0123456789", min_size=8, max_size=8), st.text(ALPHABET, min_size=9, max_size=9)
).map("".join)
organizations = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=8, max_size=8)


def _problems(code: str) -> list[str]:
    found = []
    if not has_uscc_form(code):
        return ["form"]
    if uscc_check_character(code[:17]) != code[17]:
        found.append("last")
    if organization_check_character(code[8:16]) != code[16]:
        found.append("inner")
    return found


@pytest.mark.parametrize("code", GOOD)
def test_good_codes(code: str) -> None:
    assert _problems(code) == []
    assert stdnum_uscc.is_valid(code)


@pytest.mark.parametrize("code", GOOD)
def test_any_other_last_character_is_wrong(code: str) -> None:
    for other in ALPHABET.replace(code[17], ""):
        assert _problems(code[:17] + other) == ["last"]


@pytest.mark.parametrize("code", GOOD)
def test_wrong_inner_digit_is_found_though_the_last_fits(code: str) -> None:
    """stdnum does not look at it."""
    for other in "0123456789X".replace(code[16], ""):
        body = code[:16] + other
        forged = body + uscc_check_character(body)
        assert _problems(forged) == ["inner"]
        assert stdnum_uscc.is_valid(forged)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "91350100M000100Y4",
        "91350100M000100Y433",
        "91350100m000100y43",
        "９1350100M000100Y43",
        "9135010OM000100Y43",
        "91350100M000I00Y43",
        "91 350100M000100Y43",
        "91350100M000100Y43\n",
        "9135A100M000100Y43",
        "91３50100M000100Y43",
    ],
)
def test_what_is_not_a_code_at_all(code: str) -> None:
    assert _problems(code) == ["form"]


@given(codes17)
def test_last_character_is_that_of_stdnum(first17: str) -> None:
    assert uscc_check_character(first17) == stdnum_uscc.calc_check_digit(first17)
    assert stdnum_uscc.is_valid(first17 + uscc_check_character(first17))


@given(codes17, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_changes_the_last(first17: str, at: int, other: str) -> None:
    changed = first17[:at] + other + first17[at + 1 :]
    same = uscc_check_character(changed) == uscc_check_character(first17)
    assert same == (changed == first17)


@given(codes17, st.integers(0, 15))
def test_two_characters_exchanged_change_the_last(first17: str, at: int) -> None:
    changed = first17[:at] + first17[at + 1] + first17[at] + first17[at + 2 :]
    same = uscc_check_character(changed) == uscc_check_character(first17)
    assert same == (changed == first17)


def test_organization_codes_of_the_standards() -> None:
    """D2143569X is the example of GB 11714, M000100Y4 that of GB 32100."""
    assert organization_check_character("D2143569") == "X"
    assert organization_check_character("M000100Y") == "4"


@given(organizations)
def test_organization_code_sums_to_a_multiple_of_eleven(first8: str) -> None:
    check = organization_check_character(first8)
    weighted = sum(int(c, 36) * w for c, w in zip(first8, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    assert (weighted + (10 if check == "X" else int(check))) % 11 == 0


def test_every_code_of_the_starter_is_good() -> None:
    text = (STARTER / "data/edition/institutions/institutions.csv").read_text("utf-8")
    codes = [line.split(",")[1] for line in text.splitlines()[1:]]
    assert codes
    assert [code for code in codes if _problems(code)] == []


def test_check_looks_at_fields_by_their_names(tmp_path: Path) -> None:
    good, last, inner, form = GOOD[0], GOOD[0][:17] + "4", "91350100M000100Y56", "91350100"
    rows = [
        ["a1", good, good, form],
        ["a2", last, good, form],
        ["a3", good, inner, form],
        ["a4", "", form, form],
        ["a5", "不适用", good, form],
    ]
    fields = {"id": {}, "uscc": {}, "court_uscc": {}, "uscc_status": {}}
    data = dataset(tmp_path, alpha=[table("a", fields, rows, {"missingValues": ["", "不适用"]})])
    found = list(check_uscc(Context(data)))
    assert places(found) == [
        ("uscc-check", 3, "uscc"),
        ("uscc-form", 5, "court_uscc"),
        ("organization-code-check", 4, "court_uscc"),
    ]
