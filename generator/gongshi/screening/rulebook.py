"""rulebook/*.yaml → Rulebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import ValidationError

from gongshi.core.clock import AsOf
from gongshi.core.errors import RulebookError
from gongshi.package.lined_yaml import Lined, LinedYamlError, parse
from gongshi.screening.clocks import Clock
from gongshi.screening.regimes import Regime, read_regimes
from gongshi.screening.rule import Absent, Action, Rule, Scope

_T = TypeVar("_T")


@dataclass(frozen=True)
class Rulebook:
    """The rules, and the tables that they read: periods, clocks, the catalogue of what may enter
    public credit information, the laws that a basis may name; and what of the law is no rule.

    `local` are the rules of the edition itself (screening.overrides). One that `replaces` a
    national rule is asked beside it: whatever it says, it cannot let through what that one stops.
    """

    rules: tuple[Rule, ...]
    regimes: tuple[Regime, ...]
    clocks: tuple[Clock, ...]
    catalogue: tuple[str, ...]
    laws: tuple[str, ...]
    absent: tuple[Absent, ...]
    local: tuple[Rule, ...] = ()

    def in_force(self, as_of: AsOf) -> tuple[Rule, ...]:
        """The rules of the day, in the order of their ids."""
        found = (rule for rule in (*self.rules, *self.local) if rule.in_force(as_of))
        return tuple(sorted(found, key=lambda rule: rule.id))

    def of(self, scope: Scope, *actions: Action, as_of: AsOf) -> tuple[Rule, ...]:
        """The rules of the day about one scope that take one of the actions, as they decide."""
        found = (
            rule
            for rule in self.in_force(as_of)
            if rule.on.scope is scope and rule.action in actions
        )
        return tuple(sorted(found, key=lambda rule: (rule.order, rule.id)))

    @property
    def every(self) -> tuple[Rule, ...]:
        """National and local, in force or not, in the order of their ids."""
        return tuple(sorted([*self.rules, *self.local], key=lambda r: (r.id, r in self.local)))

    def by_id(self, code: str) -> Rule | None:
        """The edition's own rule of that id, else the national one."""
        return next((rule for rule in [*self.local, *self.rules] if rule.id == code), None)

    def clock(self, code: str) -> Clock:
        """Raises RulebookError if there is none."""
        found = next((clock for clock in self.clocks if clock.id == code), None)
        if found is None:
            raise RulebookError(f"没有这个时限：{code}")
        return found


@cache
def national_rulebook() -> Rulebook:
    """The rulebook that the package carries. Raises RulebookError if it is not sound."""
    parts: dict[str, Any] = {}
    rules: list[Rule] = []
    for name, text in _carried():
        source = _parsed(text, name)
        read = _TABLES.get(name)
        if read is None:
            rules += rules_from(source, name)
        else:
            parts[name.removesuffix(".yaml")] = guarded(partial(read, source.data), name)
    codes = [rule.id for rule in rules]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise RulebookError(f"规则编号重复：{'、'.join(twice)}")
    return Rulebook(rules=tuple(sorted(rules, key=lambda rule: rule.id)), **parts)


def _carried() -> Iterator[tuple[str, str]]:
    folder = files("gongshi.screening") / "rulebook"
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".yaml"):
            yield path.name, path.read_text("utf-8")


def clocks_from(entries: Any) -> tuple[Clock, ...]:
    return tuple(Clock.model_validate(entry) for entry in entries)


def absent_from(entries: Any) -> tuple[Absent, ...]:
    return tuple(Absent.model_validate(entry) for entry in entries)


def names_from(entries: Any) -> tuple[str, ...]:
    return tuple(str(entry) for entry in entries)


# Files that are not lists of rules, and what reads them.
_TABLES: Mapping[str, Callable[[Any], Any]] = {
    "regimes.yaml": read_regimes,
    "clocks.yaml": clocks_from,
    "catalogue.yaml": names_from,
    "absent.yaml": absent_from,
    "laws.yaml": names_from,
}


def read_rules(text: str, name: str) -> list[Rule]:
    """Rules of one file. Raises RulebookError with the line of what is wrong."""
    return rules_from(_parsed(text, name), name)


def rules_from(source: Lined, name: str, at: tuple[str | int, ...] = ()) -> list[Rule]:
    """The list of rules at a place of a parsed file. Raises RulebookError."""
    entries = source.data
    for step in at:
        entries = entries[step]
    rules = []
    for index, entry in enumerate(entries or ()):
        try:
            rules.append(Rule.model_validate(entry))
        except ValidationError as error:
            raise RulebookError(f"{name}:{source.line((*at, index))} {error}") from error
    return rules


def _parsed(text: str, name: str) -> Lined:
    try:
        return parse(text)
    except LinedYamlError as error:
        raise RulebookError(f"{name}:{error.line} {error}") from error


def guarded(read: Callable[[], _T], name: str) -> _T:
    """What `read` returns; its complaints about the shape of the file become a RulebookError."""
    try:
        return read()
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RulebookError(f"{name}：写法不对：{error}") from error
