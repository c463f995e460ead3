"""A case, run through the real door: what did its rule do?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from gongshi.core.clock import parse_date
from gongshi.core.finding import Finding, Severity
from gongshi.loading.table import Dataset
from gongshi.release.output_check import output_findings
from gongshi.release.sweep import sweep
from gongshi.screening.disclosure import Disclosure, Screening
from gongshi.screening.ledger.past import Past, StoneRow, StonesFile
from gongshi.screening.ledger.release import next_ledger
from gongshi.screening.outcome import Decision
from gongshi.screening.rule import Scope
from gongshi.screening.rule_cases import Case, Outcome
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.screen import screen
from gongshi.validation.checks import CHECKS, Context
from gongshi.validation.report import ValidDataset
from rule_data import as_of, base, dataset_of


@dataclass(frozen=True)
class Did:
    """One thing that the rule did: to which row, in which words, naming which day."""

    outcome: Outcome
    where: str
    words: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Run:
    did: tuple[Did, ...]
    stopped_by: frozenset[str]


def run(case: Case, rule: str, rulebook: Rulebook) -> Run:
    """Screen the case's dataset; what did the rule do, and which other rules stopped the build?"""
    return seen_in(screened(case, rulebook), case, rule, rulebook)


def screened(case: Case, rulebook: Rulebook) -> Screening:
    kept = tuple(rule for rule in rulebook.rules if rule.id not in case.without)
    valid = ValidDataset(dataset_of(case), ())
    return screen(valid, as_of(case), replace(rulebook, rules=kept), "data", _past(case, rulebook))


def _past(case: Case, rulebook: Rulebook) -> Past:
    """The ledger as a release on the earlier day would have left it, and tombstones.csv."""
    ledger = None
    if case.before:
        told = {"as_of": case.before.as_of, "given": case.before.given, "before": None}
        earlier = case.model_copy(update={**told, "tombstones": ()})
        disclosure = screened(earlier, rulebook).disclosure
        assert disclosure is not None, f"{case.title}: before could not be published"
        ledger = next_ledger(dataset_of(earlier), disclosure, Past())
    stones = None
    if case.tombstones:
        rows = [{**base()["tombstone"], **row} for row in case.tombstones]
        cells = (StoneRow(tuple(row.values()), n) for n, row in enumerate(rows, start=2))
        stones = StonesFile(tuple(rows[0]), tuple(cells))
    return Past(ledger, stones)


def seen_in(screening: Screening, case: Case, code: str, rulebook: Rulebook) -> Run:
    did = [_finding(f) for f in screening.findings if f.code == code]
    if screening.disclosure:
        decided = (d for d in screening.disclosure.decisions if d.rule == code)
        did += [_decision(screening.disclosure, one) for one in decided]
        if case.page or case.files:
            did += [_finding(f) for f in _in_output(case, screening) if f.code == code]
    rule = rulebook.by_id(code)
    if rule and rule.on.scope is Scope.CHECK:
        did += [_finding(f) for f in _checked(dataset_of(case), rule.when["codes"])]
    stopped = {f.code for f in screening.findings if f.severity is Severity.ERROR} - {code}
    return Run(tuple(did), frozenset(stopped))


def _finding(finding: Finding) -> Did:
    outcome = Outcome.BLOCKED if finding.severity is Severity.ERROR else Outcome.FLAGGED
    return Did(outcome, finding.place, f"{finding.field} {finding.message} {finding.hint}")


def _checked(dataset: Dataset, codes: list[str]) -> Iterator[Finding]:
    """What validation says under one of the codes."""
    for check in CHECKS:
        yield from (f for f in check(Context(dataset)) if f.code in codes)


def _in_output(case: Case, screening: Screening) -> Iterator[Finding]:
    assert screening.disclosure is not None
    with TemporaryDirectory() as folder:
        for name in case.files:
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        if case.page:
            Path(folder, "index.html").write_text(case.page, "utf-8")
        yield from output_findings(Path(folder), screening.disclosure)
        yield from (leak.finding() for leak in sweep(Path(folder), screening.canaries))


_ACTED = {
    "withhold": Outcome.WITHHELD,
    "expire": Outcome.ENDED,
    "annotate": Outcome.NOTED,
    "mask": Outcome.MASKED,
    "decide": Outcome.LOGGED,
}


def _decision(disclosure: Disclosure, decision: Decision) -> Did:
    """What became of a record, as the site will show it."""
    record, outcome = decision.record_id, _ACTED[decision.action]
    words, day = decision.detail, ""
    mine = (decision.key, record, decision.rule)
    for stone in disclosure.tombstones:
        if (stone.key, stone.record_id, stone.rule) == mine:
            words, day = stone.reason, stone.event_on
    for note in disclosure.annotations:
        if (note.key, note.record_id, note.rule) == mine:
            words, day = note.text, note.since
    table = disclosure.by_key[decision.key]
    public = record in set(table.frame[table.id_field])
    assert public != (outcome in {Outcome.WITHHELD, Outcome.ENDED}) or outcome is Outcome.LOGGED
    return Did(outcome, record, words, parse_date(day) if day else None)


def complaint(case: Case, seen: Run) -> str | None:
    """How what was seen differs from what the case expects, or None."""
    outcomes = {one.outcome for one in seen.did} or {Outcome.NOTHING}
    if outcomes != {case.expect}:
        return f"写的是{case.expect}，实际{'、'.join(sorted(outcomes))}；{sorted(seen.stopped_by)}"
    if seen.stopped_by != set(case.also):
        return f"also 写的是{sorted(case.also)}，实际另有{sorted(seen.stopped_by)}"
    if case.text and case.applies and len({one.where for one in seen.did}) != len(case.text):
        return f"{len(case.text)} 段文字只有 {len(seen.did)} 段{case.expect}"
    for one in seen.did:
        if case.message and case.message not in one.words:
            return f"没有“{case.message}”：{one.words}"
        if case.event_on and case.event_on != one.day:
            return f"日期写的是 {case.event_on}，实际 {one.day}"
    return None
