"""An edition's own rules.yaml: a province's or a city's numbers over the national rulebook.

It may add rules, regimes' replacements, catalogue entries and titles of local laws. It may replace
a national rule by its id, with a reason; it may not do less than the rule that it replaces: the
action may not be weaker, a publication period not longer (law-and-fields.md §0.1, "local layer").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from gongshi.core.finding import Finding
from gongshi.package.inside import leads_out, linked_out
from gongshi.package.kinds import required_fields
from gongshi.package.lined_yaml import Lined, LinedYamlError, Pointer
from gongshi.package.reading import model_from, read_yaml, syntax_finding
from gongshi.screening.ledger.terms import terms_of
from gongshi.screening.local_clocks import LocalClock, clock_problems
from gongshi.screening.regimes import Regime, read_regimes
from gongshi.screening.rule import STRICTNESS, Rule, Verified
from gongshi.screening.rulebook import Rulebook, national_rulebook
from gongshi.screening.shapes import Known, Problem, shape_problems

FILE = "rules.yaml"


Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# What begins like an entry is in the catalogue: a word or two would let everything in.
Entry = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LocalMonths(_Closed):
    min_months: Annotated[int, Field(ge=0, le=1200)]
    max_months: Annotated[int, Field(ge=0, le=1200)]
    verified: Verified | None = None

    @model_validator(mode="after")
    def _in_order(self) -> LocalMonths:
        if self.min_months > self.max_months:
            raise ValueError("min_months 不能大于 max_months")
        return self


class LocalRegime(_Closed):
    """A regime that stands in the place of a national one."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    replaces: str
    reason: Said
    title: Said
    valid_from: str
    valid_to: str | None = None
    severities: Mapping[str, LocalMonths]
    citation: Said
    verified: Verified


class Overrides(_Closed):
    """The whole of rules.yaml."""

    rules: tuple[Rule, ...] = ()
    regimes: tuple[LocalRegime, ...] = ()
    clocks: tuple[LocalClock, ...] = ()
    catalogue: tuple[Entry, ...] = ()
    laws: tuple[Title, ...] = ()


def edition_rulebook(folder: Path, shown: str) -> tuple[Rulebook, tuple[Finding, ...]]:
    """The national rulebook with the edition's own rules over it.

    Never raises for a bad rules.yaml: what is wrong with it comes back as findings, and the
    rulebook is then the national one.
    """
    national = national_rulebook()
    path, shown_file = folder / FILE, f"{shown}/{FILE}"
    if not path.is_file():
        return national, ()
    if leads_out(path, folder):
        return national, (linked_out(shown_file),)
    try:
        source = read_yaml(path)
    except LinedYamlError as error:
        return national, (syntax_finding(error, shown_file),)
    overrides, findings = model_from(Overrides, source.data or {}, (), source, shown_file)
    if overrides is None:
        return national, tuple(findings)
    placed = tuple(
        rule.placed(f"{shown_file}:{source.line(('rules', index))}")
        for index, rule in enumerate(overrides.rules)
    )
    own = overrides.model_copy(update={"rules": placed})
    wrong = tuple(_problems(own, national, source, shown_file))
    return (national, wrong) if wrong else (_over(national, own), ())


def _over(national: Rulebook, own: Overrides) -> Rulebook:
    replaced = {regime.replaces for regime in own.regimes}
    kept = [regime for regime in national.regimes if regime.id not in replaced]
    added = read_regimes([_plain(regime) for regime in own.regimes])
    local_clocks = (clock.plain() for clock in own.clocks)
    clocks = {clock.id: clock for clock in (*national.clocks, *local_clocks)}
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
    for at, message, hint in chain(
        _of_rules(own, national), _of_regimes(own, national), _of_clocks(own, national)
    ):
        row = source.line(at)
        yield Finding(code="local-rule", path=shown, row=row, message=message, hint=hint)


def _of_rules(own: Overrides, national: Rulebook) -> Iterator[Problem]:
    known = _known(own, national)
    seen: set[str] = set()
    for index, rule in enumerate(own.rules):
        at: Pointer = ("rules", index)
        for message, hint in (*_rule_problems(rule, national), *_repeated(rule.id, seen)):
            yield at, message, hint
        for inside, message, hint in shape_problems(rule, known):
            yield (*at, *inside), f"规则 {rule.id}：{message}", hint
        seen.add(rule.id)


def _known(own: Overrides, national: Rulebook) -> Known:
    """What a local rule may speak of. A kind that no table can have yet counts where the national
    rules speak of it.
    """
    kinds = {rule.on.kind for rule in national.rules if rule.on.kind} | {*required_fields()}
    clocks = {clock.id for clock in national.clocks} | {clock.id for clock in own.clocks}
    regimes = {regime.id for regime in national.regimes} | {regime.id for regime in own.regimes}
    return Known(
        kinds=sorted(kinds),
        clocks=sorted(clocks),
        regimes=sorted(regimes),
        events=tuple(terms_of(national).events),
    )


def _of_regimes(own: Overrides, national: Rulebook) -> Iterator[Problem]:
    taken: set[str] = {regime.id for regime in national.regimes}
    replaced: set[str] = set()
    for index, regime in enumerate(own.regimes):
        at: Pointer = ("regimes", index)
        for message, hint in _regime_problems(regime, national):
            yield at, message, hint
        if regime.id in taken:
            yield at, f"公示期限 {regime.id} 已经有了", "换一个 id"
        if regime.replaces in replaced:
            yield at, f"公示期限 {regime.replaces} 被替换了两次", "合并成一条"
        taken.add(regime.id)
        replaced.add(regime.replaces)


def _of_clocks(own: Overrides, national: Rulebook) -> Iterator[Problem]:
    known = _known(own, national)
    by_id = {clock.id: clock for clock in national.clocks}
    seen: set[str] = set()
    for index, clock in enumerate(own.clocks):
        at: Pointer = ("clocks", index)
        for message, hint in clock_problems(clock, by_id):
            yield at, message, hint
        if clock.kind not in known.kinds:
            yield (*at, "kind"), f"没有这个表的种类（kind）：{clock.kind}", "对照描述文件里的 kind"
        if clock.id in seen:
            yield at, f"时限 {clock.id} 写了两次", "合并成一条"
        seen.add(clock.id)


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
        elif months.min_months > known.minimum:
            yield (
                f"本地的{severity}失信最短公示期比全国规则长",
                f"本地规则只能更短：全国最短 {known.minimum} 个月",
            )
        elif known.verified.may_block and not (months.verified or regime.verified).may_block:
            yield (
                f"本地的{severity}失信公示期未经核实，不能替换已核实的全国期限",
                "核实原文后再替换",
            )
