"""The rulebook as a file: what is refused, and what holds for every rule in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from gongshi.core.clock import AsOf
from gongshi.core.errors import RulebookError
from gongshi.core.finding import Severity
from gongshi.package.lined_yaml import parse
from gongshi.screening.regimes import Regime, read_regimes
from gongshi.screening.rule import Action, Rule, Scope, Verified
from gongshi.screening.rule_cases import Case
from gongshi.screening.rulebook import Rulebook, guarded, national_rulebook, read_rules
from rule_runs import run, screened

RULES = national_rulebook().rules

_GOOD = """- id: X01
  title: 甲
  on: {kind: dishonesty_record}
  when: {missing: {field: note}}
  action: block
  message: 甲
  remedy: 乙
  citation: 丙
  verified: primary
- id: X02
  title: 甲
  on: {}
  when: {missing: {field: note}}
  action: flag
  message: 甲
  remedy: 乙
  effective_from: "2026-04-01"
  effective_to: "2026-12-31"
  citation: 丙
  verified: memory
"""


def _read(text: str) -> list[Rule]:
    return read_rules(text, "x.yaml")


def test_good_rules_are_read() -> None:
    assert [rule.id for rule in _read(_GOOD)] == ["X01", "X02"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("id: X02", "id: X2", 10),
        ("id: X02", "id: x02", 10),
        ("action: flag", "action: forbid", 10),
        ("on: {}", "on: {scope: rows, table: honours}", 10),
        ("  citation: 丙\n  verified: memory\n", "  verified: memory\n", 10),
        ("verified: memory", "verified: hearsay", 10),
        ("verified: memory", "verified: memory\n  severity: error", 10),
        ('effective_to: "2026-12-31"', "effective_to: 2026-12-32", 10),
        ('effective_to: "2026-12-31"', "effective_to: 20261231", 10),
        ("when: {missing: {field: note}}\n  action: flag", "when: note\n  action: flag", 10),
        ("action: flag", "action: flag\n  action: block", 15),
        ("title: 甲\n  on: {}", "title: [甲\n  on: {}", 12),
    ],
)
def test_malformed_file_is_refused_with_its_line(old: str, new: str, line: int) -> None:
    assert old in _GOOD
    with pytest.raises(RulebookError, match=rf"^x\.yaml:{line} "):
        _read(_GOOD.replace(old, new))


@pytest.mark.parametrize("text", ["- 规则", "- [规则]"])
def test_a_list_of_something_else_is_refused(text: str) -> None:
    with pytest.raises(RulebookError, match=r"^x\.yaml:1 "):
        _read(text)


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert ids == sorted(set(ids))


_REGIME = """- id: x
  title: 甲
  valid_from: 2026-04-01
  severities:
    一般: {min_months: 3, max_months: 12}
  citation: 丙
  verified: secondary
"""


def _regimes(text: str) -> tuple[Regime, ...]:
    return guarded(partial(read_regimes, parse(text).data), "regimes.yaml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("valid_from: 2026-04-01", "valid_from: 2026-4-1"),
        ("  citation: 丙\n", ""),
        ("verified: secondary", "verified: hearsay"),
        ("{min_months: 3, max_months: 12}", "{min_months: 3}"),
        ("{min_months: 3, max_months: 12}", "12"),
        ("- id: x\n  ", "- x\n- "),
    ],
)
def test_malformed_regimes_are_refused(old: str, new: str) -> None:
    assert old in _REGIME
    assert len(_regimes(_REGIME)) == 1
    with pytest.raises(RulebookError, match=r"^regimes\.yaml"):
        _regimes(_REGIME.replace(old, new))


# A rule that cannot be run is an error, never a pass.


def _rule(**changes: Any) -> Rule:
    return Rule.model_validate(
        {
            "id": "X01",
            "title": "甲",
            "on": {},
            "when": {"missing": {"field": "note"}},
            "action": "flag",
            "message": "甲",
            "remedy": "乙",
            "citation": "丙",
            "verified": "primary",
            **changes,
        }
    )


def _with(rule: Rule) -> Rulebook:
    book = national_rulebook()
    return replace(book, rules=(*book.rules, rule))


_CASE = Case(title="甲", given={"dishonesty_records": ({},)}, expect="不适用")


def _findings(rule: Rule, as_of: str | None = None) -> list[Severity]:
    case = Case(title="甲", as_of=as_of, given=_CASE.given, expect="不适用")
    return [f.severity for f in screened(case, _with(rule)).findings if f.code == rule.id]


def _assert_not_run(case: Case, rule: Rule) -> None:
    """Nothing is published, and the finding names the rule."""
    screening = screened(case, _with(rule))
    assert screening.disclosure is None
    assert [f.code for f in screening.findings if f"规则 {rule.id}" in f.message] == ["local-rule"]


@pytest.mark.parametrize("action", ["withhold", "expire", "flag", "block"])
@pytest.mark.parametrize(
    "when",
    [
        {"holds": {}},
        {"missing": {"field": "note"}, "in": {"field": "note", "values": []}},
        {},
        {"in": {"field": "notes", "values": ["甲"]}},
        {"in": {"field": "note"}},
        {"not": {"holds": {}}},
        {"all": [{"holds": {}}]},
        {"any": [{"missing": {"field": "note"}}, {"holds": {}}]},
        {"linked": {"kind": "objection", "where": {"holds": {}}}},
        {"target": {"field": "subject_id", "where": {"holds": {}}}},
    ],
)
def test_a_condition_that_cannot_be_asked_is_an_error(action: str, when: dict[str, Any]) -> None:
    case = Case(title="甲", given={"objections": ({},)}, expect="不适用")
    _assert_not_run(case, _rule(when=when, action=action, on={"kind": "dishonesty_record"}))


@pytest.mark.parametrize("scope", ["edition", "schema", "public_text"])
@pytest.mark.parametrize("when", [{"holds": {}}, {}, {"holds": {}, "never": {}}])
def test_a_condition_of_another_scope_is_an_error(scope: str, when: dict[str, Any]) -> None:
    _assert_not_run(_CASE, _rule(when=when, on={"scope": scope}))


@pytest.mark.parametrize("when", [{"holds": {}}, {}, {"holds": {}, "unmarked": {}}])
def test_a_condition_on_pages_that_is_unknown_is_an_error(when: dict[str, Any]) -> None:
    case = Case(title="甲", page="<html></html>", expect="不适用")
    with pytest.raises(RulebookError):
        run(case, "X01", _with(_rule(when=when, action="block", on={"scope": "output"})))


def test_an_unknown_detector_is_an_error() -> None:
    rule = _rule(when={"detects": ["retina"]}, on={"scope": "public_text"})
    screening = screened(_CASE, _with(rule))
    assert screening.disclosure is None
    assert "没有这个检测：retina" in [f.message for f in screening.findings]


def test_an_unknown_source_of_a_day_is_an_error() -> None:
    event = {"name": "expired", "reason": "甲", "on": {"moon": {}}}
    _assert_not_run(_CASE, _rule(action="expire", event=event))


# Who read the law decides what may stop a build.


@pytest.mark.parametrize("verified", list(Verified))
@pytest.mark.parametrize("action", list(Action))
def test_only_what_was_read_is_an_error(verified: Verified, action: Action) -> None:
    severity = _rule(verified=verified.value, action=action.value).severity
    if verified in {Verified.MEMORY, Verified.UNVERIFIED}:
        assert severity is Severity.WARNING
    elif action in {Action.BLOCK, Action.REQUIRE}:
        assert severity is Severity.ERROR


@pytest.mark.parametrize(
    ("verified", "severity"),
    [
        ("primary", Severity.ERROR),
        ("secondary", Severity.ERROR),
        ("memory", Severity.WARNING),
        ("unverified", Severity.WARNING),
    ],
)
def test_a_rule_from_memory_warns_and_publishes(verified: str, severity: Severity) -> None:
    rule = _rule(action="block", verified=verified, on={"kind": "dishonesty_record"})
    screening = screened(_CASE, _with(rule))
    finding = next(f for f in screening.findings if f.code == "X01")
    assert finding.severity is severity
    assert (screening.disclosure is None) == (severity is Severity.ERROR)
    assert ("待核实" in finding.message) == (severity is Severity.WARNING)


# A rule holds from its first day to its last.


@pytest.mark.parametrize(
    ("as_of", "holds"),
    [("2026-11-19", 0), ("2026-11-20", 1), ("2026-11-25", 1), ("2026-11-26", 0)],
)
def test_a_rule_holds_from_day_to_day(as_of: str, holds: int) -> None:
    rule = _rule(
        effective_from="2026-11-20",
        effective_to="2026-11-25",
        on={"kind": "dishonesty_record"},
    )
    assert len(_findings(rule, as_of)) == holds
    assert rule.in_force(AsOf(date.fromisoformat(as_of))) == bool(holds)


def test_a_rule_without_days_always_holds() -> None:
    for day in (date.min, date(2026, 11, 24), date.max):
        assert _rule().in_force(AsOf(day))


# What holds for every rule of the national rulebook.


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_rule_is_complete(rule: Rule) -> None:
    for text in (rule.title, rule.message, rule.remedy, rule.citation):
        assert text == text.strip()
        assert len(text) > 3
    assert len(rule.when) == 1 or rule.when.keys() == {"given", "then"}
    if rule.action is Action.ANNOTATE:
        assert rule.note
        assert rule.event
    if rule.action is Action.EXPIRE and rule.on.scope is Scope.ROWS:
        assert rule.event
        assert rule.event.on
    if rule.effective_from and rule.effective_to:
        assert rule.effective_from <= rule.effective_to
    assert rule.severity is Severity.WARNING or rule.verified.may_block
