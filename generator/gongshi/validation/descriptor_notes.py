"""frictionless's objections to a descriptor → findings in Chinese that repeat no value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from gongshi.core.finding import Finding
from gongshi.package.descriptor import Package
from gongshi.package.lined_yaml import Pointer


@cache
def _known() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    text = (files("gongshi.validation") / "descriptor_notes.yaml").read_text("utf-8")
    return tuple((re.compile(entry["note"], re.DOTALL), entry) for entry in yaml.safe_load(text))


def descriptor_finding(package: Package, code: str, note: str) -> Finding:
    """`code` is frictionless's error type, `note` what it says."""
    match, entry = next((m, e) for known, e in _known() if (m := known.search(note)))
    words = match.groupdict()
    key = entry.get("at", "").format_map(words)
    return Finding(
        code=code,
        path=package.shown,
        row=_line(package, key, words.get("field")),
        message=entry["message"].format_map(words),
        hint=entry["hint"].format_map(words),
    )


def _line(package: Package, key: str, field: str | None) -> int:
    """Where the key stands for the first time: in a field of this name, if one is known."""
    for pointer, owner in _objects(package.raw, ()):
        if key in owner and field in {None, owner.get("name")}:
            return package.source.line((*pointer, key))
    return 1


def _objects(value: Any, at: Pointer) -> Iterator[tuple[Pointer, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        yield at, value
        for key, inner in value.items():
            yield from _objects(inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _objects(inner, (*at, index))
