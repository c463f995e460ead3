"""A bad rules.yaml: a finding at its line, whichever command reads it, and never a traceback."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongshi.core.clock import AsOf
from gongshi.core.errors import RulebookError
from gongshi.core.finding import has_errors
from gongshi.package.kinds import required_fields
from gongshi.screening.due import due_items
from gongshi.screening.explain import explain
from gongshi.screening.overrides import edition_rulebook
from gongshi.screening.predicates import PREDICATES
from gongshi.screening.rule import Action, Scope
from gongshi.screening.rulebook import national_rulebook
from gongshi.screening.rulebook_diff import rulebook_diff
from gongshi.screening.screen import screen
from gongshi.screening.shapes import Known, shape_problems
from gongshi.screening.shapes.conditions import LOGIC, SHAPES
from gongshi.validation.report import ValidDataset
from law.good_rules import GOOD
from projects import AS_OF, Starter, make_starter, run
from rule_data import starter

DAY = AsOf(date(2026, 11, 24))


@functools.cache
def _valid() -> ValidDataset:
    return ValidDataset(starter(), ())


def _read(folder: Path, document: object):
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    (folder / "rules.yaml").write_text(text, "utf-8")
    return edition_rulebook(folder, "data/x")


def test_the_good_one_is_good(tmp_path: Path) -> None:
    rulebook, findings = _read(tmp_path, GOOD)
    assert findings == ()
    assert len(rulebook.local) == 3


def test_the_national_rules_have_the_shapes_that_are_asked_of_local_ones() -> None:
    book = national_rulebook()
    known = Known(
        kinds={*required_fields(), *(r.on.kind for r in book.rules if r.on.kind), "sme_arrears"},
        clocks={clock.id for clock in book.clocks},
        regimes={regime.id for regime in book.regimes},
        events=("expired", "repaired", "revoked", "withdrawn"),
    )
    asked = [r for r in book.rules if r.on.scope in SHAPES and r.on.scope is not Scope.LEDGER]
    assert {r.id: [*shape_problems(r, known)] for r in asked if [*shape_problems(r, known)]} == {}


def test_every_predicate_has_a_shape() -> None:
    assert PREDICATES.keys() == SHAPES[Scope.ROWS].keys() | set(LOGIC[Scope.ROWS])


def _where(document: Any, at: tuple[Any, ...]) -> Any:
    return functools.reduce(lambda inner, step: inner[step], at, document)


def _changed(at: tuple[Any, ...], value: Any) -> Any:
    document = copy.deepcopy(GOOD)
    _where(document, at[:-1])[at[-1]] = value
    return document


WHEN = ("rules", 0, "when")


@pytest.mark.parametrize(
    ("at", "value", "words"),
    [
        ((*WHEN, "all", 1, "not", "contains", "pattern"), "(", "正则表达式"),
        ((*WHEN, "all", 1, "not", "contains", "pattern"), "(a+)+$", "算不完"),
        ((*WHEN, "all", 2, "linked", "kind"), "objecton", "objection"),
        ((*WHEN, "all", 2, "linked", "where"), {"mising": {"field": "x"}}, "missing"),
        ((*WHEN, "all", 0, "in", "values"), "轻微", "列表"),
        ((*WHEN, "all", 0, "in", "values"), [True], "文字"),
        ((*WHEN, "all", 0, "in"), {"field": "severity"}, "缺少"),
        ((*WHEN, "all", 0, "in", "vals"), ["x"], "不认识的键"),
        (WHEN, {}, "一个谓词"),
        (WHEN, {"overdue": {"clock": "nobody"}}, "没有这个时限"),
        (("rules", 0, "on", "kind"), "dishonesty_records", "dishonesty_record"),
        (("rules", 0, "on", "scope"), "engine", "系统本身"),
        (("rules", 0, "action"), "expire", "event"),
        (("rules", 0, "action"), "annotate", "note"),
        (("rules", 0, "title"), " ", "空的"),
        (("rules", 0, "effective_from"), "2026-13-01", "日期"),
        (("rules", 0, "effective_from"), 20260101, "日期"),
        (("rules", 0, "regime"), "nobody", "公示期限"),
        (("rules", 1, "when", "older_than", "months"), 10**9, "太大"),
        (("rules", 1, "when", "older_than", "months"), "三十六", "整数"),
        (("rules", 1, "when", "older_than", "days"), 3, "写且只写一个"),
        (("rules", 1, "event", "name"), "gone", "规定的词"),
        (("rules", 1, "event", "on"), {"nowhere": {}}, "没有这个日期来源"),
        (("rules", 1, "event", "on", "after_months", "months"), -1, "太小"),
        (("rules", 2, "when"), {"detects": ["passports"]}, "没有这个检测"),
        (("rules", 2, "mask"), {}, "mask.by"),
        (("regimes", 0, "severities", "一般", "max_months"), 10**6, "太大"),
        (("regimes", 0, "severities", "一般", "max_months"), 2, "min_months"),
        (("regimes", 0, "severities", "一般", "min_months"), 4, "最短公示期"),
        (("regimes", 0, "verified"), "memory", "未经核实"),
        (("regimes", 0, "id"), "ndrc-58-2023", "已经有了"),
        (("regimes", 0, "valid_from"), "first of April", "施行日期"),
        (("clocks", 0, "limit"), {"workdays": 21}, "比全国的长"),
        (("clocks", 0, "limit"), {"months": 1}, "不能与它比较"),
        (("clocks", 0, "limit"), {"workdays": 10**9}, "太大"),
        (("clocks", 0, "limit"), None, "比全国的长"),
        (
            ("clocks", 0, "longer"),
            {"field": "outcome", "values": ["更正"], "limit": {"workdays": 60}},
            "比全国的长",
        ),
        (("clocks", 0, "start"), ["accepted_on"], "start"),
        (("clocks", 0, "replaces"), None, "同名"),
        (("clocks", 0, "reason"), "", "reason"),
        (("clocks", 0, "verified"), "memory", "未经核实"),
        (("clocks", 0, "kind"), "objections", "kind"),
        (("clocks", 0, "id"), "another", "没有对应"),
        (("catalogue",), [""], "不能为空"),
        (("catalogue",), "某目录", "列表"),
        (("laws",), [{"a": 1}], "文字"),
        (("rules",), "none", "列表"),
        (("rules", 0), None, "键值对"),
    ],
)
def test_what_is_wrong_is_said_at_its_line(
    tmp_path: Path, at: tuple[Any, ...], value: Any, words: str
) -> None:
    rulebook, findings = _read(tmp_path, _changed(at, value))
    assert rulebook is national_rulebook()
    said = " ".join(f.message + (f.hint or "") for f in findings)
    assert words in said
    assert all(f.path == "data/x/rules.yaml" and f.row for f in findings)
    if at[0] == "rules" and len(at) > 2 and "id" not in at:
        assert all(f.row > 1 for f in findings)


def test_a_shorter_limit_in_calendar_days_may_stand_for_working_days(tmp_path: Path) -> None:
    _, findings = _read(tmp_path, _changed(("clocks", 0, "limit"), {"days": 20}))
    assert findings == ()


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else ()
    inside = enumerate(value) if isinstance(value, list) else inside
    for key, inner in inside:
        yield (*at, key)
        yield from _places(inner, (*at, key))


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([-1, 0, 7, 10**6, 10**30, 2.5, float("nan")]),
    st.sampled_from(
        ["", " ", "(", "(a+)+$", "a", "2026-02-30", "2026-05-01", "9999-12-31", "severity"]
    ),
    st.sampled_from(
        ["objection", "repair", "institution", "rows", "schema", "edition", "public_text", "ledger"]
    ),
    st.sampled_from(["output", "engine", "check", *(action.value for action in Action)]),
    st.sampled_from(
        ["determined_on", "subject_name", "updated_on", "name", "record_id", "nowhere"]
    ),
    st.sampled_from([[], {}, [[]], {"a": 1}, ["x"], [None], {"field": "severity"}]),
    st.sampled_from([{name: {}} for name in PREDICATES]),
    st.sampled_from(
        [
            {"missing": {"field": "nowhere"}},
            {"older_than": {"field": "subject_name", "months": 1}},
            {"less_than": {"field": "determined_on", "value": 1}},
            {"target": {"field": "subject_id", "where": {"missing": {"field": "nowhere"}}}},
            {"earlier": {"field": "nowhere", "than": "determined_on"}},
            {"older_than": {"field": "determined_on", "months": 1200}},
            {"past_period": {"start": "subject_name", "severity": "severity"}},
        ]
    ),
)


@given(st.lists(st.tuples(st.sampled_from([*_places(GOOD)]), JUNK), min_size=1, max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck])
def test_no_mutation_gives_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[tuple[Any, ...], Any]]
) -> None:
    document = copy.deepcopy(GOOD)
    for at, value in changes:
        try:
            _where(document, at[:-1])[at[-1]] = copy.deepcopy(value)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took the place away
    rulebook, findings = _read(tmp_path_factory.mktemp("rules"), document)
    assert all(f.path == "data/x/rules.yaml" and f.row for f in findings)
    if has_errors(findings):
        return
    screening = screen(_valid(), DAY, rulebook, "data/x")
    for one in screening.findings:
        assert one.code != "local-rule" or one.path == "data/x/rules.yaml"
    [*rulebook_diff(national_rulebook(), rulebook)]
    for ask in (
        lambda: due_items(_valid(), DAY, rulebook, timedelta(days=30)),
        lambda: explain(_valid(), DAY, rulebook, "dr-990001-2026-0001"),
    ):
        try:
            ask()
        except RulebookError as error:
            assert "rules.yaml" in str(error) or "时限" in str(error)  # noqa: PT017  # or none at all


def test_a_rule_that_does_not_fit_the_data_names_itself(tmp_path: Path) -> None:
    wrong = {"older_than": {"field": "subject_name", "months": 1}}
    rulebook, findings = _read(tmp_path, _changed(WHEN, wrong))
    assert findings == ()
    screening = screen(_valid(), DAY, rulebook, "data/x")
    assert screening.disclosure is None
    found = next(f for f in screening.findings if f.code == "local-rule")
    assert (found.path, found.row) == ("data/x/rules.yaml", 2)
    assert "规则 Q01" in found.message
    names = {row for t in starter().tables.values() for row in t.frame.get("subject_name", ())}
    assert not [name for name in names if name and name in found.line()]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Starter:
    return make_starter(tmp_path_factory.mktemp("shapes") / "project")


@pytest.mark.parametrize(
    ("command", "when"),
    [
        ("validate", {"contains": {"field": "name", "pattern": "("}}),
        ("build", {"contains": {"field": "name", "pattern": "("}}),
        ("serve", {"contains": {"field": "name", "pattern": "("}}),
        ("due", {"contains": {"field": "name", "pattern": "("}}),
        ("rules", {"contains": {"field": "name", "pattern": "("}}),
        ("build", {"older_than": {"field": "subject_name", "months": 1}}),
        ("screen", {"older_than": {"field": "subject_name", "months": 1}}),
        ("release", {"older_than": {"field": "subject_name", "months": 1}}),
    ],
)
def test_every_command_says_so(project: Starter, command: str, when: dict[str, Any]) -> None:
    """In the file alone, or only beside the data."""
    text = yaml.safe_dump(_changed(WHEN, when), allow_unicode=True, sort_keys=False)
    (project.data / "rules.yaml").write_text(text, "utf-8")
    day = [] if command == "rules" else ["--as-of", AS_OF]
    done = run(command, *day, cwd=project.root)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in said
    assert "rules.yaml:" in said
    assert "Q01" in said
