"""What people type into YAML and readers read: edition.yaml, rules.yaml, the descriptors.

Every key and every value counts, numbers as well: a dictionary prints them, and so do rule pages,
footers and downloads. Which of them a template leaves out today is not asked.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gongshi.core.clock import AsOf
from gongshi.core.finding import Finding
from gongshi.core.page_text import decoded
from gongshi.core.redaction import UNTOLD
from gongshi.package.lined_yaml import Lined, LinedYamlError, Pointer
from gongshi.package.reading import read_yaml
from gongshi.screening.findings import finding_of
from gongshi.screening.rule import JUDGING, Rule, Scope, looks_at
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.text_conditions import broken_by

# An edition's own files whose words are published.
_RULES = "rules.yaml"
_FILES = ("edition.yaml", _RULES)


def edition_texts(folder: Path, shown: str, rulebook: Rulebook, as_of: AsOf) -> Iterator[Finding]:
    """Rules about public text over the edition's own words; `shown` is how findings print the
    folder. What cannot be read is another check's finding.
    """
    rules = rulebook.of(Scope.PUBLIC_TEXT, *JUDGING, as_of=as_of)
    for name in _FILES:
        try:
            source = read_yaml(folder / name)
        except LinedYamlError:
            continue
        # A rule about words has to name them; only what nobody may name is looked for there.
        asked = [r for r in rules if "detects" in r.when] if name == _RULES else rules
        yield from screen_document(asked, source.data, source, f"{shown}/{name}")


def screen_document(
    rules: Iterable[Rule], data: Any, source: Lined, shown: str
) -> Iterator[Finding]:
    """Rules about all public text over each key and value of `data`; `source` knows the lines."""
    general = [rule for rule in rules if looks_at(rule, None, None)]
    places: dict[str, list[Pointer]] = {}
    for pointer, text in _texts(data, ()):
        for form in decoded(text):
            places.setdefault(form, []).append(pointer)
    broken = broken_by(general, places)
    for text, by in broken.items():
        for rule in by:
            for pointer in places[text]:
                key = _key(pointer, broken)
                yield finding_of(rule, shown, source.line(pointer), field=key, value=UNTOLD)


def _texts(value: Any, at: Pointer) -> Iterator[tuple[Pointer, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield (*at, key), str(key)
            yield from _texts(inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*at, index))
        if all(isinstance(inner, str | int | float) for inner in value):
            yield at, "、".join(map(str, value))  # as a page prints the list
    elif isinstance(value, str):
        yield at, value
    elif value is not None:
        yield at, json.dumps(value)


def _key(pointer: Pointer, broken: Container[str]) -> str:
    """The last two names on the way: `operator.address`. A name that breaks a rule is not told."""
    names = [UNTOLD if part in broken else part for part in pointer if isinstance(part, str)]
    return ".".join(names[-2:]) or "（全文）"
