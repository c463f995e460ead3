"""Texts that hold one datum of a kind, in its disguises and in the sentences that carry it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pii import disguise, documents, fiction, people
from pii.disguise import Disguises
from pii.words import carriers, words
from synthesis.dice import Dice

Fill = Callable[[Dice, int], tuple[str, str]]  # (words before it, the datum)


@dataclass(frozen=True)
class Recipe:
    kind: str
    carriers: str
    fill: Fill
    disguises: Disguises
    count: tuple[int, int]  # how many: open, held out


def _bare(generate: Callable[[Dice], str]) -> Fill:
    return lambda dice, _: ("", generate(dice))


def _shaped(generate: Callable[[Dice, int], str]) -> Fill:
    return lambda dice, part: ("", generate(dice, part))


def _mail(dice: Dice, part: int) -> str:
    at = (
        "@"
        if dice.chance(0.8)
        else dice.choice((("＠", " @ ", "(at)", "#"), ("＠", " @", "@ ", "[at]"))[part])
    )
    return f"{people.handle(dice)}{at}{dice.choice(words('mail', part))}"


def _plate(dice: Dice, part: int) -> str:
    plate = fiction.plate(dice)
    gap = dice.choice((("", "", "·", " ", "-", "•", "."), ("", " ", "・"))[part])
    return plate[:2] + gap + plate[2:]


def _split_name(dice: Dice, part: int) -> str:
    """Typists put a space into a name of two characters so that the columns are even."""
    name = people.name(dice, part)
    return f"{name[0]}\u3000{name[1]}" if len(name) == 2 and dice.chance(0.2) else name


def _passport(dice: Dice, _: int) -> str:
    return f"E0000{fiction.digits(dice, 4)}"


_N, _P, _C, _T, _W = (
    disguise.NUMBER, disguise.TELEPHONE, disguise.CODE, disguise.TEXT, disguise.WORDS,
)  # fmt: skip
RECIPES = (
    Recipe("identity_18", "identity_18", _bare(fiction.identity_18), _N, (410, 220)),
    Recipe("identity_18", "identity_18_foreign", _bare(fiction.foreigner_18), _N, (56, 32)),
    Recipe(
        "identity_18_mistyped", "identity_18_mistyped", _bare(fiction.mistyped_18), _T, (140, 80)
    ),
    Recipe("identity_15", "identity_15", _bare(fiction.identity_15), _N, (210, 120)),
    Recipe("identity_masked", "identity_masked", _shaped(documents.masked), _T, (210, 120)),
    Recipe("permit", "permit", documents.permit_with_words, _C, (210, 120)),
    Recipe("permit", "permit_bare", _shaped(_passport), _C, (42, 24)),
    Recipe("mobile", "mobile", _bare(fiction.mobile), _P, (440, 240)),
    Recipe("email_personal", "email_personal", _shaped(_mail), _T, (180, 100)),
    Recipe("im_account", "im_account", _bare(lambda _: ""), _T, (220, 120)),
    Recipe("bank_card", "bank_card", _bare(fiction.card), _N, (350, 180)),
    Recipe("bank_account", "bank_account", _bare(fiction.account), _N, (150, 80)),
    Recipe("plate", "plate", _shaped(_plate), _C, (220, 120)),
    Recipe("home_address", "home_address", _shaped(documents.address), _T, (200, 120)),
    Recipe("home_address", "home_address_words", documents.address_after_words, _W, (85, 50)),
    Recipe("birth_date", "birth_date", _shaped(documents.birth), _T, (210, 120)),
    Recipe("minor", "minor", _shaped(documents.minor), _W, (230, 140)),
    Recipe("health", "health", _shaped(documents.health), _W, (100, 80)),
    Recipe("person_name", "person_name", _shaped(_split_name), _W, (450, 260)),
    Recipe(
        "property_certificate", "property_certificate", _bare(fiction.certificate), _T, (150, 80)
    ),
)


def positive(recipe: Recipe, dice: Dice, part: int, turn: int) -> dict[str, str]:
    """One text. Carriers and disguises take turns, so that each meets each."""
    sentences = carriers(recipe.carriers, part)
    carrier = sentences[turn % len(sentences)]
    names = list(recipe.disguises[part])
    variant = names[(turn // len(sentences) + turn) % len(names)]
    before, datum = recipe.fill(dice, part)
    if recipe.kind == "im_account":
        datum = f"99{fiction.digits(dice, 8)}" if "{n}" in carrier else people.handle(dice)
        carrier = carrier.replace("{n}", "{}").replace("{w}", "{}")
    label = recipe.disguises[part][variant](dice, datum)
    return {
        "text": carrier.replace("{}", before + label, 1),
        "kind": recipe.kind,
        "variant": variant,
        "label": label,
    }
