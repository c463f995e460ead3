"""rulebook/*.yaml → Rulebook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from gongshi.core.clock import AsOf
from gongshi.core.errors import RulebookError
from gongshi.package.lined_yaml import LinedYamlError, parse
from gongshi.screening.regimes import Regime, read_regimes
from gongshi.screening.rule import Action, Rule, Scope


@dataclass(frozen=True)
class Rulebook:
    rules: tuple[Rule, ...]
    regimes: tuple[Regime, ...]

    def of(self, scope: Scope, *actions: Action, as_of: AsOf) -> tuple[Rule, ...]:
        """The rules in force on the day, in the order of their ids."""
        return tuple(
            rule
            for rule in self.rules
            if rule.on.scope is scope and rule.action in actions and rule.in_force(as_of)
        )

    def by_id(self, code: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == code), None)


@cache
def national_rulebook() -> Rulebook:
    """The rulebook that the package carries. Raises RulebookError if it is not sound."""
    folder = files("gongshi.screening") / "rulebook"
    rules: list[Rule] = []
    regimes: tuple[Regime, ...] = ()
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not path.name.endswith(".yaml"):
            continue
        text = path.read_text("utf-8")
        if path.name == "regimes.yaml":
            regimes = read_regimes(text)
        else:
            rules += read_rules(text, path.name)
    return Rulebook(tuple(sorted(rules, key=lambda rule: rule.id)), regimes)


def read_rules(text: str, name: str) -> list[Rule]:
    """Rules of one file. Raises RulebookError with the line of what is wrong."""
    try:
        source = parse(text)
    except LinedYamlError as error:
        raise RulebookError(f"{name}:{error.line} {error}") from error
    rules = []
    for index, entry in enumerate(source.data or ()):
        try:
            rules.append(Rule.model_validate(entry))
        except ValidationError as error:
            raise RulebookError(f"{name}:{source.line((index,))} {error}") from error
    return rules
