"""A local rule in the place of a national one, of whatever scope, lets nothing more through."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongshi.core.clock import AsOf, parse_date
from gongshi.core.finding import Severity
from gongshi.screening.ledger.facts import fact_fields
from gongshi.screening.ledger.terms import terms_of
from gongshi.screening.overrides import edition_rulebook
from gongshi.screening.rule import Rule, Scope
from gongshi.screening.rule_cases import load_cases
from gongshi.screening.rulebook import Rulebook, national_rulebook
from rule_data import CASES
from rule_runs import complaint, run

BOOK = national_rulebook()
DAY = AsOf(parse_date("2026-11-24"))
FILES = load_cases(CASES / "rules")
# For each scope a condition that is never true, or true of next to nothing.
NEVER: dict[Scope, Any] = {
    Scope.ROWS: {"has_status": ["nothing at all"]},
    Scope.PUBLIC_TEXT: {"words": ["nothing at all"]},
    Scope.OUTPUT: {"says": {"pattern": "nothing at all"}},
    Scope.EDITION: {"title_says": ["nothing at all"]},
    Scope.SCHEMA: {"field_named": {"names": ["nothing"], "titles": []}},
}
LOOSE = [r for r in BOOK.rules if r.on.scope in NEVER and FILES[r.id].cases]
CLOSED = [r for r in BOOK.rules if r.on.scope not in {*NEVER}]


def _local(folder: Path, rule: Rule, **changes: Any) -> tuple[Rulebook, list[str]]:
    stated = rule.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    own = {**stated, "replaces": rule.id, "reason": "试着放宽", **changes}
    text = yaml.safe_dump({"rules": [own]}, allow_unicode=True)
    (folder / "rules.yaml").write_text(text, "utf-8")
    rulebook, findings = edition_rulebook(folder, "data/x")
    return rulebook, [f.message for f in findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize("rule", [r for r in CLOSED if r.id != "S06"], ids=lambda r: r.id)
def test_what_the_engine_itself_does_cannot_be_replaced(tmp_path: Path, rule: Rule) -> None:
    """S07, P09, S01 to S03 and the like: neither as they are nor with other parameters."""
    for changes in ({}, {"when": {"codes": []}}, {"when": {next(iter(rule.when)): {}}}):
        rulebook, messages = _local(tmp_path, rule, **changes)
        assert messages
        assert rulebook is BOOK


def test_fewer_fields_whose_changes_count_do_not_count_less(tmp_path: Path) -> None:
    rule = next(r for r in BOOK.rules if r.id == "S06")
    rulebook, messages = _local(tmp_path, rule, when={"fact_changed": {"fields": ["domain"]}})
    assert messages == []
    kind = "dishonesty_record"
    assert set(fact_fields(rulebook, DAY, kind)) == set(fact_fields(BOOK, DAY, kind))


def test_the_words_of_a_tombstone_are_the_nations(tmp_path: Path) -> None:
    rule = next(r for r in BOOK.rules if r.id == "S03")
    own = rule.model_copy(update={"when": {"open_tombstone": {"events": {}, "suspended": {}}}})
    assert terms_of(replace(BOOK, local=(own,))) == terms_of(BOOK)


@pytest.mark.parametrize("rule", LOOSE, ids=lambda r: r.id)
def test_the_national_rule_is_asked_beside_one_that_asks_nothing(
    tmp_path: Path, rule: Rule
) -> None:
    if "mask" in rule.action and rule.on.scope is Scope.ROWS:
        changes: dict[str, Any] = {"mask": {"fields": ["closed"], "below": 1, "text": "0"}}
    else:
        changes = {"when": NEVER[rule.on.scope]}
    if rule.action == "mask" and rule.on.scope is Scope.PUBLIC_TEXT:
        changes = {"when": {"found": "nothing at all"}}
    rulebook, messages = _local(tmp_path, rule, **changes)
    assert messages == []
    assert rulebook.local
    case = next(case for case in FILES[rule.id].cases if case.applies)
    assert complaint(case, run(case, rule.id, rulebook)) is None
