"""Each predicate's parameters, by scope. The predicates themselves say what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from gongshi.core.text import nearest
from gongshi.package.lined_yaml import Pointer
from gongshi.package.policy_messages import policy_message
from gongshi.screening.rule import Scope
from gongshi.screening.shapes.values import (
    ClockId,
    Days,
    Detectors,
    Inner,
    Kind,
    Known,
    LaterThan,
    MonthDay,
    Months,
    Name,
    Names,
    OlderThan,
    Pattern,
    Position,
    Text,
    Texts,
    parameters,
)

# Where in the rule, what is wrong, what to do.
Problem = tuple[Pointer, str, str]
_DEEPEST = 12
HINT = "对照 ARCHITECTURE.md 的“Rules”一节和全国规则的写法：gongshi rules 编号"


@dataclass(frozen=True)
class Shape:
    """`parameters` is a pydantic model or another type; `inside` names the parameters that are
    conditions of the scope themselves.
    """

    parameters: Any
    inside: tuple[str, ...] = ()


_NOTHING = parameters("nothing")
_FIELD = parameters("field", field=Name)
_PERIOD = parameters("period", start=Name, severity=Name)
_LINKED = parameters("linked", kind=Kind, where=Inner)
_LOGIC = ("all", "any", "not")

_ROWS: Mapping[str, Shape] = {
    "missing": Shape(_FIELD),
    "in": Shape(parameters("in", field=Name, values=Texts)),
    "has_status": Shape(Texts),
    "matches": Shape(parameters("matches", field=Name, pattern=Pattern)),
    "contains": Shape(parameters("contains", field=Name, pattern=Pattern)),
    "malformed": Shape(Mapping[Name, Pattern]),
    "less_than": Shape(parameters("less_than", field=Name, value=float)),
    "differ": Shape(parameters("differ", fields=tuple[Name, Name])),
    "prefix_differs": Shape(parameters("prefix", field=Name, prefix=Name, length=Position)),
    "prefix_not_in": Shape(
        parameters("prefix_not_in", field=Name, values=Texts, start=(Position, 0))
    ),
    "repeated": Shape(parameters("repeated", fields=Names)),
    "graded_apart": Shape(parameters("graded_apart", same=Name, field=Name)),
    "names_no_law": Shape(_FIELD),
    "not_in_catalogue": Shape(_FIELD),
    "other_class": Shape(_FIELD),
    "no_mandate": Shape(_NOTHING),
    "edition_class": Shape(parameters("edition_class", **{"is": Text})),
    "no_table_basis": Shape(_NOTHING),
    "no_summary_fields": Shape(_NOTHING),
    "names_no_public_field": Shape(parameters("names_no_public_field", record=Name, field=Name)),
    "after_as_of": Shape(_FIELD),
    "before_as_of": Shape(_FIELD),
    "earlier": Shape(parameters("earlier", field=Name, than=Name)),
    "older_than": Shape(OlderThan),
    "later_than": Shape(LaterThan),
    "past_period": Shape(_PERIOD),
    "no_period": Shape(_PERIOD),
    "before_earliest": Shape(
        parameters("before_earliest", field=Name, record=Name, start=Name, severity=Name)
    ),
    "overdue": Shape(parameters("overdue", clock=ClockId, open=(bool, False))),
    "unknown_year": Shape(_NOTHING),
    "linked": Shape(_LINKED, ("where",)),
    "target": Shape(parameters("target", field=Name, where=Inner), ("where",)),
    "linked_later": Shape(
        parameters("linked_later", kind=Kind, where=Inner, day=Name, than=Name), ("where",)
    ),
    "lacks_yearly": Shape(parameters("lacks", kind=Kind, year=Name, **{"from": MonthDay})),
}
_SCHEMA: Mapping[str, Shape] = {
    "field_named": Shape(
        parameters(
            "field_named",
            names=tuple[Name, ...],
            titles=tuple[Text, ...],
            **{"except": (Mapping[Kind, tuple[Name, ...]], {})},
        )
    ),
    "no_visibility": Shape(_NOTHING),
    "hidden_in_template": Shape(_NOTHING),
    "kind_unstated": Shape(parameters("kind_unstated", titles=Texts)),
    "undeclared_kind": Shape(Mapping[Kind, tuple[Name, ...]]),
    "strange_words": Shape(Mapping[Text, Mapping[Name, Texts]]),  # a kind, or * for each
}
_EDITION: Mapping[str, Shape] = {
    "edition": Shape(parameters("edition", data_class=(Texts, ()), hosting=(Texts, ()))),
    "lacks": Shape(parameters("lacks", key=Text)),
    "area_code": Shape(parameters("area_code", inside=(Text, ""), outside=(Text, ""))),
    "real_place": Shape(_NOTHING),
    "official_operator": Shape(_NOTHING),
    "title_says": Shape(Texts),
    "site_host": Shape(parameters("site_host", ends=Text)),
    "personal_fields": Shape(_NOTHING),
}
_TEXT: Mapping[str, Shape] = {
    "detects": Shape(Detectors),
    "words": Shape(Texts),
    "found": Shape(Pattern),
    "about": Shape(
        parameters(
            "about",
            mechanisms=(tuple[Text, ...], ()),
            names=(tuple[Text, ...], ()),
            titles=(tuple[Text, ...], ()),
            texts=Pattern,
        )
    ),
}
_OUTPUT: Mapping[str, Shape] = {
    "unmarked": Shape(_NOTHING),
    "says": Shape(parameters("says", pattern=Pattern, **{"except": (Texts, ())})),
    "requests_elsewhere": Shape(_NOTHING),
    "inaccessible": Shape(_NOTHING),
    "without_notice": Shape(_NOTHING),
    "says_personal": Shape(Detectors),
    "active_content": Shape(_NOTHING),
    "lacks_any": Shape(parameters("lacks_any", files=Texts)),
}
_LEDGER: Mapping[str, Shape] = {"fact_changed": Shape(parameters("fact_changed", fields=Names))}
SHAPES: Mapping[Scope, Mapping[str, Shape]] = {
    Scope.ROWS: _ROWS,
    Scope.SCHEMA: _SCHEMA,
    Scope.EDITION: _EDITION,
    Scope.PUBLIC_TEXT: _TEXT,
    Scope.OUTPUT: _OUTPUT,
    Scope.LEDGER: _LEDGER,
}
# Which of all, any and not a scope knows.
LOGIC: Mapping[Scope, tuple[str, ...]] = {
    Scope.ROWS: _LOGIC,
    Scope.EDITION: _LOGIC,
    Scope.PUBLIC_TEXT: ("all", "not"),
}
# Where the day of an event may come from (screening.events).
SOURCES: Mapping[str, Shape] = {
    "linked": Shape(
        parameters("source", kind=Kind, where=Inner, fields=Names, days=(Days, 0)), ("where",)
    ),
    "after_period": Shape(_PERIOD),
    "after_months": Shape(parameters("after_months", field=Name, months=Months)),
    "field": Shape(Name),
}


def condition_problems(
    scope: Scope, condition: Any, known: Known, at: Pointer, depth: int = 0
) -> Iterator[Problem]:
    """What is wrong with a condition of a scope, at its places below `at`."""
    if not isinstance(condition, Mapping) or len(condition) != 1:
        yield at, "一个条件要有一个谓词，也只能有一个", HINT
        return
    ((name, value),) = condition.items()
    if depth > _DEEPEST:
        yield at, f"条件套了 {_DEEPEST} 层以上", "拆成几条规则"
    elif name in LOGIC.get(scope, ()):
        yield from _logic_problems(scope, name, value, known, (*at, name), depth)
    elif name in SHAPES[scope]:
        yield from shape_problem(SHAPES[scope][name], value, known, (*at, name))
        for key in SHAPES[scope][name].inside:
            if isinstance(value, Mapping) and key in value:
                inner = (*at, name, key)
                yield from condition_problems(scope, value[key], known, inner, depth + 1)
    else:
        yield (*at, name), f"没有这个谓词：{name}", _names(scope, name)


def _logic_problems(
    scope: Scope, name: str, value: Any, known: Known, at: Pointer, depth: int
) -> Iterator[Problem]:
    if name == "not":
        yield from condition_problems(scope, value, known, at, depth + 1)
        return
    if not isinstance(value, list) or not value:
        yield at, f"{name} 后面要有一列条件", HINT
        return
    for index, one in enumerate(value):
        yield from condition_problems(scope, one, known, (*at, index), depth + 1)


def _names(scope: Scope, name: str) -> str:
    there = [*LOGIC.get(scope, ()), *SHAPES[scope]]
    meant = nearest(name, there)
    return f"是不是 {meant}？" if meant else f"这里可用：{'、'.join(there)}"


def shape_problem(shape: Shape, value: Any, known: Known, at: Pointer) -> Iterator[Problem]:
    """What pydantic says against the parameters, in Chinese."""
    adapter: TypeAdapter[Any] = TypeAdapter(shape.parameters)
    try:
        adapter.validate_python(value, context=known)
    except ValidationError as error:
        for one in error.errors():
            message, hint = policy_message(
                shape.parameters, {**one, "loc": one["loc"] or (at[-1],)}, HINT
            )
            yield (*at, *one["loc"]), message, hint
