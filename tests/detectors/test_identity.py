"""Identity numbers: what is one is found however it is written, what is none is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from detecting import found, identity, kinds
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from gongshi.screening.detectors import detect, spans
from gongshi.screening.detectors.identity import PROVINCES, check_character

born = st.dates(date(1900, 1, 1), date(2024, 12, 31)).map(lambda day: f"{day:%Y%m%d}")
provinces = st.sampled_from(sorted(PROVINCES))
sequences = st.integers(0, 999).map(lambda number: f"{number:03d}")
numbers = st.builds(lambda p, b, s: identity(f"{p}9999", b, s), provinces, born, sequences)
gaps = st.sampled_from(
    ["", " ", "-", "—", "\u3000", "\u200b", "\n", "\r\n", ".", "·", "\u00ad", "\u202e"]
)


@given(
    numbers,
    st.lists(gaps, min_size=18, max_size=18),
    st.sampled_from(["", "身份证号码：", "（", "尾"]),
)
def test_found_whatever_separates_its_digits(number: str, between: list[str], before: str) -> None:
    written = "".join(gap + digit for gap, digit in zip(["", *between[1:]], number, strict=True))
    text = f"{before}{written}，男"
    assert detect(["identity_18"], text)
    [span] = spans(["identity_18"], text)
    assert text[span.start : span.end] == written


@given(numbers, st.sampled_from(["０", "𝟎", "𝟶", "٠", "०"]))
def test_found_in_other_digits(number: str, zero: str) -> None:
    written = "".join(chr(ord(zero) + int(c)) if c.isdigit() else c for c in number)
    assert found("identity_18", f"证件{written}。") == [written]


@given(numbers, st.integers(1, 10))
def test_a_wrong_check_character_is_no_identity_number(number: str, step: int) -> None:
    right = "10X98765432".index(number[17])
    wrong = number[:17] + "10X98765432"[(right + step) % 11]
    assert not detect(["identity_18"], wrong)
    assert detect(["identity_18_mistyped"], wrong)


@given(st.from_regex(r"[0-9]{18}", fullmatch=True))
def test_eighteen_digits_are_one_only_if_everything_fits(number: str) -> None:
    if detect(["identity_18"], number):
        assert check_character(number[:17]) == number[17]
        assert number[:2] in PROVINCES or number[0] == "9"
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


@given(
    st.sampled_from(("110101", "310115", "350502", "440305", "500103", "650102")),
    st.dates(date(1930, 1, 1), date(2020, 1, 1)),
    sequences,
    st.sampled_from("0123456789X"),
)
def test_stdnum_agrees(county: str, day: date, sequence: str, check: str) -> None:
    """On the check character always; on the whole where it knows that the county was there then."""
    number = f"{county}{day:%Y%m%d}{sequence}{check}"
    assert detect(["identity_18"], number) == (ric.calc_check_digit(number) == check)
    if ric.is_valid(number):
        assert detect(["identity_18"], number)


@pytest.mark.parametrize("area", ["810000", "820000", "830000", "359999", "350583", "350582"])
def test_stdnum_disagrees_where_it_does_not(area: str) -> None:
    """Residence permits, counties that never were, old numbers of 南安 and 晋江: it rejects them or
    raises KeyError; here they are found.
    """
    number = identity(area, "19900307", "004")
    assert detect(["identity_18"], number)


def test_foreigners_permit_of_2023() -> None:
    # 9, province, ISO 3166 number, birth, sequence: the same check character.
    assert detect(["identity_18"], identity("935840", "18900307"))
    assert not detect(["identity_18"], identity("935841", "18900307")), "841 is no country"
    assert not detect(["identity_18"], identity("999840", "18900307")), "99 is no province"


@pytest.mark.parametrize(
    "text",
    [
        "11990001DEM000014U",
        "91350100M000100Y43",
        "a" + identity("359999", "19900307") + "b",
        identity("359999", "19900307") + "7",
        "3" + identity("359999", "19900307"),
        identity("359999", "19900231"),
        identity("359999", "20991231"),
        identity("009999", "19900307"),
        "2024-350502-48-01-123456",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "3,505,021,990,010,112.34元",
    ],
)
def test_no_identity_number(text: str) -> None:
    assert not kinds(text) & {"identity_18", "identity_15"}


def test_two_on_two_lines() -> None:
    first, second = identity("359999", "19900307"), identity("119999", "20010101", "00X"[:2] + "1")
    assert found("identity_18", f"{first}\n{second}") == [first, second]


@pytest.mark.parametrize("x", ["X", "x", "Ｘ", "×", "Х", "Ⅹ"])
def test_the_check_character_x(x: str) -> None:
    number = next(
        n for s in range(99) if (n := identity("359999", "19900307", f"{s:03d}"))[17] == "X"
    )
    assert found("identity_18", f"身份证{number[:17]}{x}。") == [number[:17] + x]


def test_fifteen_digits() -> None:
    assert found("identity_15", "身份证359999900307123") == ["359999900307123"]
    assert not detect(["identity_15"], "359999901307123"), "no thirteenth month"
    # 工商注册号 (GS 15-2006), with a date in it by chance and the right check digit by ISO 7064.
    assert not detect(["identity_15"], "注册号350500184584484")


@pytest.mark.parametrize(
    "text",
    [
        "3599991990****1234",
        "359999********1234",
        "359999xxxxxxxx1234",
        "35999919900101****",
        "身份证3599**********12",
        "359999 **** **** 1234",
        "359999＊＊90＊＊＊＊1234",
    ],
)
def test_masked(text: str) -> None:
    assert detect(["identity_masked"], text)


@pytest.mark.parametrize(
    "text",
    [
        "138****1234",
        "6222 02** **** 1234",
        "0595-2235****",
        "2024****01",
        "张**",
        "13800**1234",
        "****",
        "11990001DEM*****",
    ],
)
def test_masked_but_something_else(text: str) -> None:
    assert not detect(["identity_masked"], text)
