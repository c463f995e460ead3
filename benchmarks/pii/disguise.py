"""How clerks, word processors and evaders write a number so that a machine misses it."""

from __future__ import annotations

from collections.abc import Callable

from synthesis.dice import Dice

Disguise = Callable[[Dice, str], str]
_FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202c\u2066\u2069\u180e\ufe0f"
_HAN = "〇一二三四五六七八九"
_SPOKEN = "零幺二三四五六七八九"
_FINANCIAL = "零壹贰叁肆伍陆柒捌玖"


def plain(_: Dice, text: str) -> str:
    return text


def full_width(_: Dice, text: str) -> str:
    return text.translate(_FULL)


def lower(_: Dice, text: str) -> str:
    return text.lower()


def _between(text: str, gaps: dict[int, str]) -> str:
    return "".join(gaps.get(at, "") + character for at, character in enumerate(text))


def _groups(text: str) -> list[int]:
    """Where people break a number of this length: 6-8-4, 3-4-4, 4-4-4-4-3."""
    shapes = {18: [6, 14], 11: [3, 7], 15: [6, 12]}
    return shapes.get(len(text), list(range(4, len(text), 4)))


def grouped(separator: str) -> Disguise:
    def apply(_: Dice, text: str) -> str:
        return _between(text, dict.fromkeys(_groups(text), separator))

    return apply


def spaced(separator: str) -> Disguise:
    def apply(_: Dice, text: str) -> str:
        return separator.join(text)

    return apply


def invisible(dice: Dice, text: str) -> str:
    gaps = {at: dice.choice(_INVISIBLE) for at in range(1, len(text)) if dice.chance(0.3)}
    gaps[len(text) // 2] = dice.choice(_INVISIBLE)
    return _between(text, gaps)


def broken(separator: str) -> Disguise:
    def apply(dice: Dice, text: str) -> str:
        return _between(text, {dice.integer(2, len(text) - 2): separator})

    return apply


def numerals(alphabet: str) -> Disguise:
    table = {ord("0") + value: numeral for value, numeral in enumerate(alphabet)}

    def apply(_: Dice, text: str) -> str:
        return text.translate(table)

    return apply


def half_numerals(dice: Dice, text: str) -> str:
    cut = dice.integer(3, len(text) - 3)
    return text[:cut] + numerals(_HAN)(dice, text[cut:])


def _digits_from(first: int) -> Disguise:
    table = {ord("0") + value: first + value for value in range(10)}
    return lambda _, text: text.translate(table)


Disguises = tuple[dict[str, Disguise], dict[str, Disguise]]  # open, held out
_CODES: dict[str, Disguise] = {"plain": plain, "full-width": full_width, "zero-width": invisible}
NUMBER: Disguises = (
    {
        "plain": plain,
        "full-width": full_width,
        "spaces": grouped(" "),
        "full-width spaces": grouped("\u3000"),
        "no-break spaces": grouped("\u00a0"),
        "thin spaces": grouped("\u2009"),
        "tabs": grouped("\t"),
        "hyphens": grouped("-"),
        "dashes": grouped("—"),
        "figure dashes": grouped("‒"),
        "dots": grouped("."),
        "middle dots": grouped("·"),
        "every digit spaced": spaced(" "),
        "every digit hyphened": spaced("-"),
        "every digit with zero-width": spaced("\u200b"),
        "zero-width": invisible,
        "line break": broken("\n"),
        "CRLF and indent": broken("\r\n  "),
        "wrapped at a hyphen": broken("-\n"),
        "mathematical digits": _digits_from(0x1D7CE),
    },
    {
        "plain": plain,
        "full-width": full_width,
        "slashes": grouped("/"),
        "underscores": grouped("_"),
        "hyphens in spaces": grouped(" - "),
        "two full-width spaces": grouped("\u3000\u3000"),
        "every digit full-width and spaced": lambda dice, text: " ".join(full_width(dice, text)),
        "zero-width": invisible,
        "wrapped and indented": broken("\n    "),
        "sans-serif digits": _digits_from(0x1D7E2),
        "Arabic digits": _digits_from(0x660),
        "hair spaces": grouped("\u200a"),
        "two spaces": grouped("  "),
        "minus signs": grouped("−"),
        "in brackets": lambda dice, text: f"({grouped(') (')(dice, text)})",
        "line break": broken("\n"),
        "Devanagari digits": _digits_from(0x966),
        "monospaced digits": _digits_from(0x1D7F6),
    },
)
TELEPHONE: Disguises = (
    {
        **NUMBER[0],
        "Chinese numerals": numerals(_HAN),
        "spoken numerals": numerals(_SPOKEN),
        "financial numerals": numerals(_FINANCIAL),
        "spaced Chinese numerals": lambda dice, text: " ".join(numerals(_SPOKEN)(dice, text)),
        "half Chinese": half_numerals,
    },
    {
        **NUMBER[1],
        "numerals with dashes": lambda dice, text: grouped("—")(dice, numerals(_HAN)(dice, text)),
        "letter for zero": lambda _, text: text.replace("0", "O"),
        "zeros in Chinese": lambda _, text: text.replace("0", "零"),
        "circles for zeros": numerals("○一二三四五六七八九"),
        "numerals and spaces": lambda dice, text: grouped(" ")(dice, numerals(_HAN)(dice, text)),
        "traditional numerals": numerals("零壹貳參肆伍陸柒捌玖"),
    },
)
CODE: Disguises = ({**_CODES, "lower case": lower}, _CODES)
TEXT: Disguises = (_CODES, _CODES)
_SEEN: dict[str, Disguise] = {"plain": plain, "zero-width": invisible}
WORDS: Disguises = (_SEEN, _SEEN)
