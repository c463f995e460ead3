"""The closed words, and that every rule that ends a record uses them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongshi.core.errors import RulebookError
from gongshi.screening.ledger.facts import digest
from gongshi.screening.ledger.terms import terms_of
from gongshi.screening.outcome import SUSPENDED
from gongshi.screening.rows import FOLLOWS
from gongshi.screening.rule import Action
from ledger.editions import BOOK

TERMS = terms_of(BOOK)
ENDS = [r for r in BOOK.rules if r.event and r.action in {Action.EXPIRE, Action.WITHHOLD}]


@pytest.mark.parametrize("rule", ENDS, ids=lambda rule: rule.id)
def test_every_end_has_a_class_of_reason(rule) -> None:
    terms = TERMS.suspended if rule.event.name == SUSPENDED else TERMS.events[rule.event.name]
    assert rule.event.reason in terms.reasons


def test_what_follows_a_record_has_one() -> None:
    assert BOOK.by_id(FOLLOWS)
    assert "所属记录已终止公示" in TERMS.events["withdrawn"].reasons
    assert "所属记录暂停公示" in TERMS.suspended.reasons


def test_a_reason_belongs_to_one_event() -> None:
    reasons = [r for e in (*TERMS.events.values(), TERMS.suspended) for r in e.reasons]
    assert len(reasons) == len(set(reasons))
    assert TERMS.event_of("荣誉已撤销") == "revoked"
    assert TERMS.event_of("没有这一类") is None


def test_words_for_readers() -> None:
    assert TERMS.title("expired") == "到期"
    assert TERMS.title(SUSPENDED) == "暂停"
    assert TERMS.title("local") == "local"
    assert TERMS.meaning("信用修复")
    assert TERMS.meaning("没有这一类") == ""


def test_a_rulebook_without_them_is_refused() -> None:
    less = replace(BOOK, rules=tuple(r for r in BOOK.rules if r.id != "S03"))
    with pytest.raises(RulebookError, match="S03"):
        terms_of(less)


def test_a_hash_depends_on_all_four() -> None:
    one = digest("demo", "dr-1", "severity", "严重")
    assert len(one) == 12
    assert one == digest("demo", "dr-1", "severity", " 严重\n")
    others = [
        digest("demo2", "dr-1", "severity", "严重"),
        digest("demo", "dr-2", "severity", "严重"),
        digest("demo", "dr-1", "domain", "严重"),
        digest("demo", "dr-1", "severity", "一般"),
        digest("demodr-1", "", "severity", "严重"),
    ]
    assert len({one, *others}) == 6
