"""The rules do what tests/cases/rules/*.yaml says, and every rule is spoken of there."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from gongshi.core.errors import RulebookError
from gongshi.core.finding import has_errors
from gongshi.loading.load import load
from gongshi.screening.rule import Scope
from gongshi.screening.rule_cases import Case, CaseError, CaseFile, Outcome, load_cases, read_cases
from gongshi.screening.rulebook import Rulebook, national_rulebook
from gongshi.validation.validate import validate
from projects import make_starter
from rule_data import CASES, all_rows, base, resources
from rule_runs import Run, complaint, run, screened, seen_in

FILES = load_cases(CASES / "rules")
# A rule's cases stay with one worker, which runs each once for all that is asked of it.
NUMBERED = [
    pytest.param(rule, n, id=f"{rule}-{n}", marks=pytest.mark.xdist_group(f"case {rule}"))
    for rule, file in FILES.items()
    for n in range(len(file.cases))
]
EVERY = pytest.mark.parametrize(("rule", "number"), NUMBERED)


@cache
def _seen(rule: str, number: int) -> Run:
    return run(FILES[rule].cases[number], rule, national_rulebook())


@EVERY
def test_case(rule: str, number: int) -> None:
    case = FILES[rule].cases[number]
    assert complaint(case, _seen(rule, number)) is None, case.title


# Every rule has cases, and every case a rule.


def _gaps(rulebook: Rulebook, files: Mapping[str, CaseFile]) -> list[str]:
    known = {rule.id for rule in rulebook.rules}
    gaps = [f"{rule}: 规则库里没有这条规则" for rule in files.keys() - known]
    for rule in known:
        said = {case.applies for case in files[rule].cases} if rule in files else set()
        gaps += [f"{rule}: 没有适用的案例"] if True not in said else []
        gaps += [f"{rule}: 没有不适用的案例"] if False not in said else []
    return sorted(gaps)


def test_every_rule_has_a_case_either_way() -> None:
    assert _gaps(national_rulebook(), FILES) == []


def test_gaps_are_seen() -> None:
    only = FILES["T03"].cases
    without = {
        **FILES,
        "T03": FILES["T03"].model_copy(update={"cases": tuple(c for c in only if c.applies)}),
        "T04": FILES["T04"].model_copy(
            update={"cases": tuple(c for c in FILES["T04"].cases if not c.applies)}
        ),
        "X99": FILES["T03"],
    }
    del without["G04"]
    assert _gaps(national_rulebook(), without) == [
        "G04: 没有不适用的案例",
        "G04: 没有适用的案例",
        "T03: 没有不适用的案例",
        "T04: 没有适用的案例",
        "X99: 规则库里没有这条规则",
    ]


# The runner can fail.


def _changed(case: Case, **changes: object) -> Case:
    return case.model_copy(update=changes)


@EVERY
def test_a_wrong_expectation_is_seen(rule: str, number: int) -> None:
    """Every other word than the right one, another day, other words: a complaint each."""
    case, seen = FILES[rule].cases[number], _seen(rule, number)
    for word in Outcome:
        told = complaint(_changed(case, expect=word), seen)
        assert (told is None) == (word is case.expect), (word, told)
    if case.event_on:
        wrong_day = _changed(case, event_on=case.event_on + timedelta(days=1))
        assert "日期写的是" in str(complaint(wrong_day, seen))
    if case.message:
        assert "没有“" in str(complaint(_changed(case, message="没有人这样写"), seen))
    assert "also" in str(complaint(_changed(case, also=(*case.also, "Z99")), seen))


def _first_applying(rule: str) -> Case:
    return next(case for case in FILES[rule].cases if case.applies)


_ENGINE = {rule.id for rule in national_rulebook().rules if rule.on.scope is Scope.ENGINE}


@pytest.mark.parametrize("rule", sorted(FILES.keys() - _ENGINE))
def test_case_needs_its_rule(rule: str) -> None:
    """Without the rule its case fails, or cannot be run: no other rule answers for it."""
    book = national_rulebook()
    less = replace(book, rules=tuple(r for r in book.rules if r.id != rule))
    case = _first_applying(rule)
    try:
        told = complaint(case, run(case, rule, less))
    except (RulebookError, AssertionError) as error:  # or what it needs could not be published
        told = str(error)
    assert told


@pytest.mark.parametrize("months", [-1, 1])
@pytest.mark.parametrize("rule", ["T02", "T03", "T04"])
def test_a_wrong_period_is_seen(rule: str, months: int) -> None:
    """A month more or less in regimes.yaml breaks a case of the rule that uses it."""
    book = national_rulebook()
    off = replace(book, regimes=tuple(_off_by(regime, months) for regime in book.regimes))
    assert any(complaint(case, run(case, rule, off)) for case in FILES[rule].cases)


def _off_by(regime, months):
    changed = {k: replace(m, maximum=m.maximum + months) for k, m in regime.severities.items()}
    return replace(regime, severities=changed)


def test_a_text_that_is_missed_is_seen() -> None:
    case = _first_applying("P02")
    one_more = _changed(case, text=(*case.text, "没有号码"))
    assert "段文字" in str(complaint(one_more, run(one_more, "P02", national_rulebook())))


# The base rows are what they claim to be.


def test_base_rows_are_valid_and_harmless(tmp_path: Path) -> None:
    """One row of each table passes validation, and no rule has anything to say about it."""
    case = Case(title="全部", given={name: ({},) for name in base()["rows"]}, expect="不适用")
    project = make_starter(tmp_path / "project")
    for name, rows in all_rows(case, "demo").items():
        assert len(rows) == 1, f"{name} points to a second row"
        if resources()[name].key.package != "more-tables":
            _write(project.table(name), rows)
    report = validate(load(project.data, "data"))
    assert not has_errors(report.findings), [f.line() for f in report.findings]
    screening = screened(case, national_rulebook())
    for rule in national_rulebook().rules:
        seen = seen_in(screening, case, rule.id, national_rulebook())
        assert seen == Run((), frozenset()), rule.id


def _write(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


# What a case file may say.

_GOOD = """rule: T03
cases:
  - title: 甲
    as_of: 2027-05-31
    given:
      dishonesty_records:
        - {severity: 一般}
    expect: 不适用
"""


def _read(tmp_path: Path, text: str) -> CaseFile:
    path = tmp_path / "T03.yaml"
    path.write_text(text, "utf-8")
    return read_cases(path)


def test_case_file_is_read(tmp_path: Path) -> None:
    case = _read(tmp_path, _GOOD).cases[0]
    assert case.as_of == date(2027, 5, 31)
    assert case.given["dishonesty_records"] == ({"severity": "一般"},)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("expect: 不适用", "expect: 适用", 8),
        ("expect: 不适用", "expects: 不适用", 8),
        ("expect: 不适用", "expect: 不适用\n    message: 甲", 3),
        ("expect: 不适用", "expect: 拦截\n    event_on: 2027-05-31", 3),
        ("    expect", "    edition: {area_code: 350502}\n    expect", 8),
        ("    expect", "    schema: {honours: {colour: 红}}\n    expect", 8),
        ("as_of: 2027-05-31", "as_of: 2027-5-31", 4),
        ("as_of: 2027-05-31", "as_of: 2027-02-30", 4),
        ("title: 甲", "title: ''", 3),
        ("{severity: 一般}", "[一般]", 7),
        ("rule: T03", "rule: T04", 1),
        ("rule: T03", "rule: 三", 1),
        ("    expect: 不适用\n", "    expect: 不适用\n    expect: 拦截\n", 9),
        ("    expect: 不适用\n", "", 3),
    ],
)
def test_case_file_is_refused(tmp_path: Path, old: str, new: str, line: int) -> None:
    with pytest.raises(CaseError, match=rf"^T03\.yaml:{line} "):
        _read(tmp_path, _GOOD.replace(old, new))


@pytest.mark.parametrize(
    "cell", [{"severitty": "一般"}, {"severity": "重大"}, {"determined_on": "2026-02-30"}]
)
def test_a_cell_that_could_not_be_is_no_case(cell: dict[str, str]) -> None:
    case = Case(title="甲", given={"dishonesty_records": (cell,)}, expect="不适用")
    with pytest.raises((AssertionError, ValueError)):
        run(case, "T03", national_rulebook())
