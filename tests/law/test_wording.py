"""Rules in words: no name of a predicate, a scope or an action stands where people read."""

from __future__ import annotations

import re

import pytest

from gongshi.package.kinds import required_fields
from gongshi.screening.rule import Action, Scope, Verified
from gongshi.screening.rulebook import national_rulebook
from gongshi.screening.shapes.conditions import SHAPES
from gongshi.screening.wording import ACTIONS, PREDICATES, SCOPES, VERIFIED, condition_text

RULES = national_rulebook().rules
_KEY = re.compile(r"^[\s-]*([a-z_]+):", re.MULTILINE)
# Keys of the data: states, fields, kinds of table.
_DATA = {"draft", "reviewed", "published", "disputed", "repaired", "revoked", "expired"}
_DATA |= {"withdrawn", "doc_no", "enforcement_case_no", "index_no", "data_class", "hosting"}
_DATA |= {*required_fields(), "status", "disclosure_mode", "disclosure_attr", "severity"}
_DATA |= {"performance", "upstream_state", "result", "outcome", "direction", "item_type"}
_DATA |= {"inst_type"}


def test_every_word_has_its_chinese() -> None:
    assert ACTIONS.keys() == set(Action)
    assert SCOPES.keys() == set(Scope)
    assert VERIFIED.keys() == set(Verified)
    assert {name for shapes in SHAPES.values() for name in shapes} <= PREDICATES.keys()
    assert {next(iter(rule.when)) for rule in RULES} <= PREDICATES.keys()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_condition_says_nothing_in_the_engines_words(rule) -> None:
    assert set(_KEY.findall(condition_text(rule))) <= _DATA
