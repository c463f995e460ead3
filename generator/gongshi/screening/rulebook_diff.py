"""What an edition's rules.yaml changes, in words: nothing local takes effect in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongshi.screening.regimes import Regime
from gongshi.screening.rule import Action, On, Rule, Verified
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.wording import ACTIONS, SCOPES, VERIFIED, in_words

# What of a rule decides or is read; the rest is its name.
_PARTS = (
    ("title", "标题"),
    ("action", "处理"),
    ("when", "条件"),
    ("on", "对象"),
    ("effective_from", "施行"),
    ("effective_to", "废止"),
    ("citation", "依据"),
    ("verified", "核实"),
)


def rulebook_diff(national: Rulebook, own: Rulebook) -> Iterator[str]:
    """One line for each thing that is added, replaced or changed."""
    for rule in own.local:
        old = next((one for one in national.rules if one.id == rule.replaces), None)
        if old is None:
            yield f"+ 规则 {rule.id} {rule.title}（{ACTIONS[rule.action]}；依据：{rule.citation}）"
        else:
            yield f"~ 规则 {rule.id}：{rule.reason}"
            yield from _changes(old, rule)
    known = {regime.id: regime for regime in national.regimes}
    for regime in own.regimes:
        if regime.id not in known:
            yield f"+ 公示期限 {regime.id} {regime.title}：{_months(regime)}"
    for code in sorted(known.keys() - {regime.id for regime in own.regimes}):
        yield f"- 公示期限 {code}：{_months(known[code])}"
    clocks = {clock.id: clock for clock in national.clocks}
    for clock in own.clocks:
        if clock != clocks.get(clock.id):
            sign = "~" if clock.id in clocks else "+"
            limit = clock.limit.words if clock.limit else "以表中日期为准"
            yield f"{sign} 时限 {clock.id} {clock.title}：{limit}（{clock.citation}）"
    yield from (f"+ 目录条目 {entry}" for entry in own.catalogue if entry not in national.catalogue)
    yield from (f"+ 法规名称 {title}" for title in own.laws if title not in national.laws)


def _changes(old: Rule, new: Rule) -> Iterator[str]:
    for name, title in _PARTS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"    {title}：{_said(before)} → {_said(after)}"


def _said(value: Any) -> Any:
    """Of the rulebook's own words, the Chinese ones."""
    if isinstance(value, Action):
        return ACTIONS[value]
    if isinstance(value, Verified):
        return VERIFIED[value]
    if isinstance(value, On):
        return " ".join([SCOPES[value.scope], value.kind or "", *value.fields])
    return in_words(value) if isinstance(value, Mapping) else value or "—"


def _months(regime: Regime) -> str:
    return "，".join(
        f"{name} {m.minimum}–{m.maximum} 个月" for name, m in regime.severities.items()
    )
