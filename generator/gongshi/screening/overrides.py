"""An edition's own rules.yaml: a province's or a city's numbers over the national rulebook.

It may add rules, regimes' replacements, catalogue entries and titles of local laws. It may replace
a national rule by its id, with a reason; it may not do less than the rule that it replaces: the
action may not be weaker, a publication period not longer (law-and-fields.md §0.1, "local layer").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from gongshi.core.finding import Finding
from gongshi.package.lined_yaml import Lined, LinedYamlError
from gongshi.package.reading import model_from, read_yaml, syntax_finding
from gongshi.screening.clocks import Clock
from gongshi.screening.regimes import Regime, read_regimes
from gongshi.screening.rule import STRICTNESS, Rule, Verified
from gongshi.screening.rulebook import Rulebook, national_rulebook

FILE = "rules.yaml"


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LocalMonths(_Closed):
    min_months: int
    max_months: int
    verified: Verified | None = None


class LocalRegime(_Closed):
    """A regime that stands in the place of a national one."""

    id: str
    replaces: str
    reason: str
    title: str
    valid_from: str
    valid_to: str | None = None
    severities: Mapping[str, LocalMonths]
    citation: str
    verified: Verified


class Overrides(_Closed):
    """The whole of rules.yaml."""

    rules: tuple[Rule, ...] = ()
    regimes: tuple[LocalRegime, ...] = ()
    clocks: tuple[Clock, ...] = ()
    catalogue: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()


def edition_rulebook(folder: Path, shown: str) -> tuple[Rulebook, tuple[Finding, ...]]:
    """The national rulebook with the edition's own rules over it.

    Never raises for a bad rules.yaml: what is wrong with it comes back as findings, and the
    rulebook is then the national one.
    """
    national = national_rulebook()
    path, shown_file = folder / FILE, f"{shown}/{FILE}"
    if not path.is_file():
        return national, ()
    try:
        source = read_yaml(path)
    except LinedYamlError as error:
        return national, (syntax_finding(error, shown_file),)
    overrides, findings = model_from(Overrides, source.data or {}, (), source, shown_file)
    if overrides is None:
        return national, tuple(findings)
    wrong = tuple(_problems(overrides, national, source, shown_file))
    if wrong:
        return national, wrong
    return _over(national, overrides), ()


def _over(national: Rulebook, own: Overrides) -> Rulebook:
    replaced = {regime.replaces for regime in own.regimes}
    kept = [regime for regime in national.regimes if regime.id not in replaced]
    added = read_regimes([_plain(regime) for regime in own.regimes])
    clocks = {clock.id: clock for clock in (*national.clocks, *own.clocks)}
    return replace(
        national,
        local=own.rules,
        regimes=tuple(sorted([*kept, *added], key=lambda regime: regime.valid_from)),
        clocks=tuple(clocks.values()),
        catalogue=(*national.catalogue, *own.catalogue),
        laws=(*national.laws, *own.laws),
    )


def _plain(regime: LocalRegime) -> dict[str, Any]:
    given = regime.model_dump(exclude={"replaces", "reason"}, exclude_none=True)
    assert isinstance(given, dict)
    return given


def _problems(own: Overrides, national: Rulebook, source: Lined, shown: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, rule in enumerate(own.rules):
        for message, hint in (*_rule_problems(rule, national), *_repeated(rule.id, seen)):
            yield _finding(source, ("rules", index), shown, message, hint)
        seen.add(rule.id)
    for index, regime in enumerate(own.regimes):
        for message, hint in _regime_problems(regime, national):
            yield _finding(source, ("regimes", index), shown, message, hint)


def _finding(
    source: Lined, at: tuple[str | int, ...], shown: str, message: str, hint: str
) -> Finding:
    return Finding(code="local-rule", path=shown, row=source.line(at), message=message, hint=hint)


def _repeated(code: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    if code in seen:
        yield f"规则 {code} 写了两次", "合并成一条"


def _rule_problems(rule: Rule, national: Rulebook) -> Iterator[tuple[str, str]]:
    old = next((one for one in national.rules if one.id == rule.id), None)
    if rule.replaces is None:
        if old is not None:
            yield (
                f"规则 {rule.id} 与全国规则同号",
                f"要替换就写 replaces: {rule.id} 和 reason；要新增就换一个编号",
            )
        return
    if rule.replaces != rule.id or old is None:
        yield f"replaces“{rule.replaces}”没有对应的全国规则", "写被替换的编号，并且 id 与它相同"
        return
    if not (rule.reason or "").strip():
        yield f"替换规则 {rule.id} 没有写 reason", "写明为什么替换，读者会看到"
    if STRICTNESS[rule.action] < STRICTNESS[old.action]:
        yield (
            f"本地规则 {rule.id} 的处理比全国规则弱（{old.action} → {rule.action}）",
            "本地规则只能更严",
        )
    if old.verified.may_block and not rule.verified.may_block:
        yield f"本地规则 {rule.id} 未经核实，不能替换已核实的全国规则", "核实原文后再替换"


def _regime_problems(regime: LocalRegime, national: Rulebook) -> Iterator[tuple[str, str]]:
    old: Regime | None = next((r for r in national.regimes if r.id == regime.replaces), None)
    if old is None:
        yield f"replaces“{regime.replaces}”没有对应的公示期限", "写被替换的 id"
        return
    until = old.valid_to.isoformat() if old.valid_to else None
    if regime.valid_from != old.valid_from.isoformat() or regime.valid_to != until:
        yield "本地的公示期限与被替换的施行日期不同", f"写 valid_from：{old.valid_from}"
    for severity, months in regime.severities.items():
        known = old.severities.get(severity)
        if known is None or months.max_months > known.maximum:
            yield (
                f"本地的{severity}失信公示期比全国规则长",
                "本地规则只能更短：全国最长 " + (f"{known.maximum} 个月" if known else "不公示"),
            )
