"""Numbers, names and places that belong to nobody.

Identity numbers carry county codes that GB/T 2260 never assigned, mobiles the empty HLR 0000,
plates the letter Z where no vehicle office has it, permits of foreigners a birth before 1900. Each
is right in every check digit, so that a detector cannot tell it from a real one.
"""

from __future__ import annotations

from datetime import date, timedelta

from pii.words import words
from synthesis.dice import Dice

PROVINCES = words("provinces")
_NOWHERE = ("9999", "9998", "9997", "9989", "9979")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
# GB/T 2260 codes that do exist, for codes of institutions.
AREAS = words("areas")


def digits(dice: Dice, count: int) -> str:
    return "".join(str(dice.integer(0, 9)) for _ in range(count))


def day(dice: Dice, first: int, last: int) -> date:
    start = date(first, 1, 1)
    return start + timedelta(days=dice.integer(0, (date(last, 12, 31) - start).days))


def gb11643(first17: str) -> str:
    """With the check character of ISO 7064 MOD 11-2."""
    total = sum(int(c) * w for c, w in zip(first17, _ID_WEIGHTS, strict=True))
    return first17 + "10X98765432"[total % 11]


def identity_18(dice: Dice) -> str:
    province = dice.weighted([(dice.choice(PROVINCES), 9), (dice.choice(("81", "82", "83")), 1)])
    born = day(dice, 1930, 2020)
    return gb11643(f"{province}{dice.choice(_NOWHERE)}{born:%Y%m%d}{digits(dice, 3)}")


def foreigner_18(dice: Dice) -> str:
    """外国人永久居留身份证 (2023): 9, province, ISO 3166 number, birth, sequence, check."""
    country = dice.choice(("840", "250", "392", "410", "702", "036", "276", "826", "643", "356"))
    return gb11643(
        f"9{dice.choice(PROVINCES)}{country}{day(dice, 1881, 1899):%Y%m%d}{digits(dice, 3)}"
    )


def mistyped_18(dice: Dice) -> str:
    """One digit of the sequence is wrong, so the check character is too."""
    right = identity_18(dice)
    wrong = str((int(right[16]) + dice.integer(1, 9)) % 10)
    return right[:16] + wrong + right[17]


def identity_15(dice: Dice) -> str:
    born = day(dice, 1930, 1989)
    return f"{dice.choice(PROVINCES)}{dice.choice(_NOWHERE)}{born:%y%m%d}{digits(dice, 3)}"


def mobile(dice: Dice) -> str:
    prefix = dice.choice(words("mobile prefixes"))
    return f"{prefix}0000{digits(dice, 4)}"


def luhn(body: str) -> str:
    """With the check digit of ISO/IEC 7812-1 annex B."""
    total = 0
    for position, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


CARDS = (  # issuer's prefix, length
    ("622202", 19), ("621700", 19), ("622848", 19), ("621661", 19), ("622588", 16), ("622262", 19),
    ("621098", 19), ("622908", 18), ("621483", 16), ("622700", 16), ("625910", 16), ("436742", 19),
    ("955880", 19), ("601382", 19), ("456351", 19), ("621226", 19), ("622155", 16), ("623052", 19),
    ("436718", 16), ("518710", 16), ("356827", 16), ("370246", 15), ("940034", 17), ("966666", 18),
)  # fmt: skip


def card(dice: Dice) -> str:
    prefix, length = dice.choice(CARDS)
    return luhn(f"{prefix}0000{digits(dice, length - 11)}")


def account(dice: Dice) -> str:
    return "3500" + "000" + digits(dice, dice.choice((5, 9, 10, 13)))


def registration_15(dice: Dice) -> str:
    """工商注册号 (GS 15-2006): area, eight digits, check digit of ISO 7064 MOD 11,10."""
    body = dice.choice(AREAS) + dice.choice("016") + digits(dice, 7)
    rest = 10
    for digit in body:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return body + str((11 - rest) % 10)


def uscc(dice: Dice, prefix: str, area: str) -> str:
    """GB 32100 with both check digits; the inner code has digits only."""
    stem = digits(dice, 8)
    total = sum(int(c) * w for c, w in zip(stem, _ORG_WEIGHTS, strict=True))
    body = f"{prefix}{area}{stem}{'0X987654321'[total % 11]}"
    total = sum(_USCC_ALPHABET.index(c) * w for c, w in zip(body, _USCC_WEIGHTS, strict=True))
    return body + _USCC_ALPHABET[(31 - total % 31) % 31]


def organisation_code(dice: Dice) -> str:
    stem = digits(dice, 8)
    total = sum(int(c) * w for c, w in zip(stem, _ORG_WEIGHTS, strict=True))
    return f"{stem}-{'0X987654321'[total % 11]}"


_EMPTY_OFFICES = "闽琼宁藏青贵甘吉"  # provinces where nobody was given a plate with Z
_SERIAL = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def plate(dice: Dice) -> str:
    """GA 36: five characters, or six with D or F for the new energies."""
    office = dice.choice(_EMPTY_OFFICES) + "Z"
    shape = dice.integer(0, 7)
    if shape == 0:
        return f"{office}{dice.choice('DF')}{digits(dice, 5)}"
    if shape == 1:
        return f"{office}{digits(dice, 5)}{dice.choice('DF')}"
    if shape == 2:
        return f"{office}{digits(dice, 4)}{dice.choice('警学挂')}"
    if shape == 3:
        return f"粤Z{digits(dice, 4)}{dice.choice('港澳')}"
    if shape == 4:
        return f"{office}{dice.choice(_SERIAL)}{dice.choice(_SERIAL)}{digits(dice, 3)}"
    if shape == 5:
        return f"{office}{digits(dice, 3)}{dice.choice(_SERIAL)}{digits(dice, 1)}"
    return f"{office}{dice.choice(_SERIAL)}{digits(dice, 4)}"


def certificate(dice: Dice) -> str:
    number = f"{dice.integer(1, 9999999):07d}"
    shape = dice.integer(0, 4)
    year = dice.integer(2016, 2026)
    place = dice.choice(("示例市", "虚构市", "演示县", "假想市"))
    if shape == 0:
        return f"{place[0]}房权证{place[1]}字第{number}号"
    if shape == 1:
        return f"闽（{year}）{place}不动产证明第{number}号"
    return f"{dice.choice('闽京粤苏浙川')}（{year}）{place}不动产权第{number}号"
