"""What a rule may ask of a piece of public text: a condition with one key, as for rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from gongshi.core.errors import RulebookError
from gongshi.core.text import fold
from gongshi.screening.asking import asking
from gongshi.screening.detectors import DETECTORS, detect
from gongshi.screening.never import ABOUT, spoken_of
from gongshi.screening.prefilter.needs import NOTHING, Need, need_of
from gongshi.screening.prefilter.suspects import detected, suspects_of_needs
from gongshi.screening.rule import Rule


def text_holds(condition: Mapping[str, Any], text: str) -> bool:
    """Raises RulebookError for an unknown condition."""
    if len(condition) != 1:
        raise RulebookError(f"一个条件只能有一个谓词：{dict(condition)}")
    ((name, parameters),) = condition.items()
    if name not in _CONDITIONS:
        raise RulebookError(f"没有这个谓词：{name}")
    return _CONDITIONS[name](parameters, text)


def broken_by(rules: Iterable[Rule], texts: Iterable[str]) -> Mapping[str, list[Rule]]:
    """Each of the texts that breaks a rule → the rules that it breaks.

    Detectors and expressions read only the texts that have what they cannot do without
    (screening.prefilter); whose rule it is, is asked of the few in which they find something.
    """
    rules, distinct = list(rules), list(dict.fromkeys(texts))
    suspects = _suspects(rules, distinct)
    broken: dict[str, list[Rule]] = {}
    for rule in rules:
        with asking(rule):
            for text in (text for text in suspects[rule.id] if text_holds(rule.when, text)):
                broken.setdefault(text, []).append(rule)
    return broken


def _suspects(rules: Sequence[Rule], texts: Sequence[str]) -> Mapping[str, Iterable[str]]:
    """By rule, the texts that it has to be asked of."""
    found = detected(detectors_of(rules), texts)
    needs = [_need(rule) for rule in rules] if texts else [NOTHING for _ in rules]
    asking_for = [need for need in dict.fromkeys(needs) if need != NOTHING]
    met = dict(zip(asking_for, suspects_of_needs(asking_for, texts), strict=True))
    suspects: dict[str, Iterable[str]] = {
        rule.id: found if "detects" in rule.when else met.get(need, texts)
        for rule, need in zip(rules, needs, strict=True)
    }
    about = [rule for rule in rules if ABOUT in rule.when]
    spoken = set(spoken_of(about, dict.fromkeys(chain(*(suspects[rule.id] for rule in about)))))
    for rule in about:
        suspects[rule.id] = [text for text in suspects[rule.id] if text in spoken]
    return suspects


def _need(rule: Rule) -> Need:
    with asking(rule):
        return need_of(rule.when)


def detectors_of(rules: Iterable[Rule]) -> set[str]:
    """The detectors that the rules ask for. Raises RulebookError if there is none of a name."""
    return {name for rule in rules for name in _known(rule.when.get("detects", ()))}


def _detects(names: list[str], text: str) -> bool:
    """[detector…]: one of the detectors finds something."""
    return detect(_known(names), text)


def _known(names: Iterable[str]) -> list[str]:
    unknown = set(names) - DETECTORS.keys()
    if unknown:
        raise RulebookError(f"没有这个检测：{'、'.join(sorted(unknown))}")
    return list(names)


def _words(words: list[str], text: str) -> bool:
    """[word…]: one of the words stands in the text, after folding width and case."""
    folded = fold(text)
    return any(word in folded for word in words)


def _found(pattern: str, text: str) -> bool:
    """pattern: the regular expression is found in the folded text."""
    return _compiled(pattern).search(fold(text)) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _about(parameters: Mapping[str, Any], text: str) -> bool:
    """{texts, …}: the text says so; the other parameters are for names (screening.never)."""
    return _found(parameters["texts"], text)


def _all(conditions: list[Mapping[str, Any]], text: str) -> bool:
    return all(text_holds(condition, text) for condition in conditions)


def _not(condition: Mapping[str, Any], text: str) -> bool:
    return not text_holds(condition, text)


_CONDITIONS: Mapping[str, Callable[[Any, str], bool]] = {
    "detects": _detects,
    "words": _words,
    "found": _found,
    "about": _about,
    "all": _all,
    "not": _not,
}
