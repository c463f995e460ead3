"""Every condition of the collection of the law is a rule, or says why it is none."""

from __future__ import annotations

import re

import pytest

from gongshi.screening.rule import Action
from gongshi.screening.rulebook import national_rulebook

# law-and-fields.md §3.1: family → its number of conditions.
FAMILIES = {"L": 16, "P": 15, "T": 15, "S": 8, "F": 10, "D": 6, "W": 5}
CONDITIONS = [f"{letter}{n:02}" for letter, last in FAMILIES.items() for n in range(1, last + 1)]
# An article, a clause of a standard, or a document that has none.
_CITED = re.compile(
    r"第[一二三四五六七八九十百千零]+条|GB/?T? ?\d+|〔\d{4}〕\d+号|令第\d+号|（\d{4}年版）"
)


@pytest.mark.parametrize("code", CONDITIONS)
def test_a_condition_is_a_rule_or_says_why_not(code: str) -> None:
    book = national_rulebook()
    reasons = [absent.reason for absent in book.absent if absent.id == code]
    assert (book.by_id(code) is None) == bool(reasons)
    assert all(len(reason) > 20 for reason in reasons)


@pytest.mark.parametrize("rule", national_rulebook().rules, ids=lambda rule: rule.id)
def test_a_rule_says_what_a_lawyer_asks(rule) -> None:
    assert _CITED.search(rule.citation), rule.citation
    assert rule.remedy
    assert re.search(r"[\u4e00-\u9fff]", rule.message)


def test_what_nobody_read_does_not_stop_a_build() -> None:
    rules = national_rulebook().rules
    unread = [rule for rule in rules if not rule.verified.may_block]
    assert unread, "there are such rules"
    assert {rule.severity.value for rule in unread} == {"warning"}
    assert not [r.id for r in unread if r.action in {Action.EXPIRE, Action.WITHHOLD, Action.MASK}]
