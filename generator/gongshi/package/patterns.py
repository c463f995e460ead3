"""Regular expressions of a descriptor that nobody's validator could be trusted with.

They are refused before frictionless, which uses Python's `re`, meets a cell; and before they are
published, since every reader's own validator would run them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongshi.core.finding import Finding
from gongshi.core.patterns import pattern_problem
from gongshi.package.lined_yaml import Lined, Pointer

_HINT = "改写成没有歧义的样子，如 (a+)+ 写成 a+；长度交给 minLength、maxLength，取值交给 enum"


def pattern_findings(source: Lined, shown: str) -> Iterator[Finding]:
    """Findings about every pattern. The values of `source` are of the right types."""
    for at, pattern in _patterns(source.data):
        problem = pattern_problem(pattern)
        if problem is not None:
            yield Finding(
                code="descriptor-pattern",
                path=shown,
                row=source.line(at),
                message=problem,
                hint=_HINT,
            )


def _patterns(descriptor: Mapping[str, Any]) -> Iterator[tuple[Pointer, str]]:
    for r, resource in enumerate(descriptor["resources"]):
        for f, field in enumerate(resource["schema"]["fields"]):
            at: Pointer = ("resources", r, "schema", "fields", f, "constraints")
            constraints = field.get("constraints") or {}
            if "pattern" in constraints:
                yield (*at, "pattern"), constraints["pattern"]
            yield from _of_schema(constraints.get("jsonSchema"), (*at, "jsonSchema"))


def _of_schema(value: Any, at: Pointer) -> Iterator[tuple[Pointer, str]]:
    """JSON Schema has them under `pattern` and as the keys of `patternProperties`, at any depth."""
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _of_schema(inner, (*at, index))
    if not isinstance(value, Mapping):
        return
    for key, inner in value.items():
        if key == "pattern" and isinstance(inner, str):
            yield (*at, key), inner
        if key == "patternProperties" and isinstance(inner, Mapping):
            yield from (((*at, key, pattern), pattern) for pattern in inner)
        yield from _of_schema(inner, (*at, key))
