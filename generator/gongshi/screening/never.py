"""What is never published: rules whose condition is `about`, asked of names.

A text is asked what it says (`text_conditions`); a package, a table, a column or a file is asked
what it calls itself, and a dataset which mechanisms of the plan it says that it serves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from gongshi.core.finding import Finding
from gongshi.core.text import fold
from gongshi.package.descriptor import Package, Resource
from gongshi.package.lined_yaml import Pointer
from gongshi.screening.findings import finding_of
from gongshi.screening.rule import Rule

ABOUT = "about"
_APART = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class _Named:
    """Something that has a name: where it stands, and what it calls itself."""

    at: Pointer
    name: str
    titles: tuple[str, ...]
    mechanisms: tuple[str, ...] = ()
    field: str | None = None


def refused_names(rules: Iterable[Rule], package: Package) -> Iterator[Finding]:
    """Findings at the lines of the descriptor."""
    for rule in _about(rules):
        for named in _names_of(package):
            if _is_about(rule, named):
                yield finding_of(
                    rule,
                    package.shown,
                    package.source.line(named.at),
                    field=named.field,
                    field_title=named.titles[0] if named.field else None,
                )


def spoken_of(rules: Iterable[Rule], texts: Iterable[str]) -> list[str]:
    """The texts that one of the rules may object to: all their expressions in one pass."""
    parts = [f"(?:{rule.when[ABOUT]['texts']})" for rule in _about(rules)]
    if not parts:
        return []
    either = _compiled("|".join(parts))
    return [text for text in texts if either.search(fold(text))]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def refused_file(rules: Iterable[Rule], name: str) -> Iterator[Rule]:
    """The rules that refuse a file for its name (with the folders it stands in)."""
    for rule in _about(rules):
        if _is_about(rule, _Named((), name, (name,))):
            yield rule


def _about(rules: Iterable[Rule]) -> Iterator[Rule]:
    return (rule for rule in rules if ABOUT in rule.when)


def _is_about(rule: Rule, named: _Named) -> bool:
    asked = rule.when[ABOUT]
    runs = "_" + "_".join(part for part in _APART.split(fold(named.name)) if part) + "_"
    titles = [fold(title) for title in named.titles]
    return (
        any(mechanism in asked.get("mechanisms", ()) for mechanism in named.mechanisms)
        or any(f"_{name}_" in runs for name in asked["names"])
        or any(word in title for word in asked["titles"] for title in titles)
    )


def _names_of(package: Package) -> Iterator[_Named]:
    yield _Named(("name",), package.name, (package.title,), package.policy.mechanisms)
    for index, resource in enumerate(package.resources):
        yield from _names_in(("resources", index), resource)


def _names_in(at: Pointer, resource: Resource) -> Iterator[_Named]:
    titles = (resource.title, resource.label)
    yield _Named((*at, "name"), resource.name, titles, resource.policy.mechanisms)
    yield from (_Named((*at, "path"), path, ()) for path in resource.paths)
    for index, field in enumerate(resource.fields):
        where = (*at, "schema", "fields", index)
        yield _Named(where, field.name, (field.title,), field=field.name)
        for item in field.items or ():
            yield _Named(where, item.name, (item.title,), field=item.name)
