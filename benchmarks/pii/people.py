"""Invented people. The two parts share no given name, so that none is learnt by heart."""

from __future__ import annotations

from pii.words import words
from synthesis.dice import Dice


def name(dice: Dice, part: int) -> str:
    kind = dice.integer(0, 19)
    if kind == 0:
        return dice.choice(words("foreign", part))
    if kind == 1:
        surname = dice.choice(words("compound"))
    else:
        # The head of the list is what half of the country is called.
        surname = dice.choice(words("surnames")[: 40 if kind > 10 else None])
    return surname + dice.choice(words("given", part))


def anonymous(dice: Dice) -> str:
    surname = dice.choice(words("compound" if dice.chance(0.05) else "surnames"))
    return surname + dice.choice(words("anonymous"))


def somebody(dice: Dice, part: int) -> str:
    """By name or as 李某."""
    return name(dice, part) if dice.chance(0.3) else anonymous(dice)


def handle(dice: Dice) -> str:
    """A name for a mailbox or an account that, one hopes, nobody has registered."""
    joint = dice.choice(("_", "-", ""))
    return f"{dice.choice(words('handles'))}{joint}{dice.integer(1, 9999):04d}"
