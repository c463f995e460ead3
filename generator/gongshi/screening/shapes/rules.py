"""A rule of rules.yaml as a whole: scope, action, and what the action needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongshi.core.text import nearest
from gongshi.screening.outcome import SUSPENDED
from gongshi.screening.rule import JUDGING, Action, Event, Rule, Scope
from gongshi.screening.shapes.conditions import (
    HINT,
    SOURCES,
    Problem,
    condition_problems,
    shape_problem,
)
from gongshi.screening.shapes.values import Known

_ACTIONS: Mapping[Scope, tuple[Action, ...]] = {
    Scope.ROWS: (*JUDGING, Action.WITHHOLD, Action.EXPIRE, Action.MASK, Action.ANNOTATE),
    Scope.PUBLIC_TEXT: (*JUDGING, Action.MASK),
    Scope.SCHEMA: JUDGING,
    Scope.EDITION: JUDGING,
    Scope.OUTPUT: JUDGING,
    Scope.LEDGER: JUDGING,
}


def shape_problems(rule: Rule, known: Known) -> Iterator[Problem]:
    """Everything because of which the engine could not run the rule, at its places in the rule."""
    scope = rule.on.scope
    if scope not in _ACTIONS:
        yield (
            ("on", "scope"),
            f"范围 {scope.value} 的规则由系统本身执行，本地规则不能写也不能替换",
            "要更严，另写一条范围是 rows、public_text、schema、edition 或 output 的规则",
        )
        return
    if rule.action not in _ACTIONS[scope]:
        allowed = "、".join(action.value for action in _ACTIONS[scope])
        yield ("action",), f"范围 {scope.value} 的规则不能有 {rule.action.value} 这种处理", allowed
    if rule.on.kind is not None and rule.on.kind not in known.kinds:
        meant = nearest(rule.on.kind, known.kinds)
        yield (
            ("on", "kind"),
            f"没有这个表的种类（kind）：{rule.on.kind}",
            f"是不是 {meant}？" if meant else HINT,
        )
    if rule.regime is not None and rule.regime not in known.regimes:
        yield ("regime",), f"没有这个公示期限：{rule.regime}", "写 regimes 里有的 id，或删去"
    yield from _words(rule)
    yield from _needs(rule, known)
    if scope is Scope.OUTPUT and set(rule.when) == {"given", "then"}:
        yield from condition_problems(Scope.EDITION, rule.when["given"], known, ("when", "given"))
        yield from condition_problems(Scope.OUTPUT, rule.when["then"], known, ("when", "then"))
        return
    yield from condition_problems(scope, rule.when, known, ("when",))


def _words(rule: Rule) -> Iterator[Problem]:
    for name in ("title", "message", "remedy", "citation"):
        if not str(getattr(rule, name)).strip():
            yield (name,), f"{name} 是空的", "读者和填报的人会看到它，写一句话"
    start, end = rule.effective_from, rule.effective_to
    if start and end and end < start:
        yield ("effective_to",), "废止日期早于施行日期", "核对两个日期"


def _needs(rule: Rule, known: Known) -> Iterator[Problem]:
    """What an action cannot do without."""
    if rule.action is Action.EXPIRE and rule.event is None:
        yield ("action",), "处理是 expire，没有写 event", "写明 name、reason 和 on（日期从哪里来）"
    if rule.action is Action.ANNOTATE and (rule.event is None or not (rule.note or "").strip()):
        yield ("action",), "处理是 annotate，没有写 event 和 note", "写明标注的文字和日期从哪里来"
    if rule.action is Action.MASK:
        yield from _mask_problems(rule)
    if rule.event is not None:
        yield from _event_problems(rule.action, rule.event, known)


def _event_problems(action: Action, event: Event, known: Known) -> Iterator[Problem]:
    allowed = {
        Action.EXPIRE: tuple(known.events),
        Action.WITHHOLD: (SUSPENDED,),
    }.get(action)
    if allowed is not None and event.name not in allowed:
        yield (
            ("event", "name"),
            f"事件“{event.name}”不是规定的词",
            f"可选 {'、'.join(allowed)}",
        )
    if not event.reason.strip():
        yield ("event", "reason"), "reason 是空的", "写明原因类别，撤下说明里会显示"
    if not event.on:
        yield ("event", "on"), "没有写日期从哪里来", f"可用：{'、'.join(SOURCES)}"
    for name, value in event.on.items():
        at = ("event", "on", name)
        if name not in SOURCES:
            yield at, f"没有这个日期来源：{name}", f"可用：{'、'.join(SOURCES)}"
            continue
        yield from shape_problem(SOURCES[name], value, known, at)
        for key in SOURCES[name].inside:
            if isinstance(value, Mapping) and key in value:
                yield from condition_problems(Scope.ROWS, value[key], known, (*at, key))


def _mask_problems(rule: Rule) -> Iterator[Problem]:
    mask = rule.mask
    if rule.on.scope is Scope.PUBLIC_TEXT:
        if mask is None or mask.by is None:
            yield ("mask",), "处理是 mask，没有写 mask.by", "写 surname 或 redact"
        if not set(rule.when) <= {"detects", "found"}:
            yield ("when",), "脱敏的条件只能是 detects 或 found", "要知道遮住哪几个字"
    elif mask is None or not mask.fields or mask.below is None or not mask.text or not rule.on.kind:
        yield ("mask",), "处理是 mask，没有写全", "写 on.kind 和 mask 的 fields、below、text"
