"""What a rule may ask of a table's schema, before looking at a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gongshi.core.errors import RulebookError
from gongshi.package.descriptor import Field, Resource
from gongshi.package.kinds import PLAIN
from gongshi.package.policy import SLOT, Visibility

_HIDDEN = {Visibility.INTERNAL, None}


def offending_fields(resource: Resource, condition: Mapping[str, Any]) -> list[tuple[Field, str]]:
    """The fields of which a schema condition holds, each with the name to show.

    Raises RulebookError for an unknown condition.
    """
    if len(condition) != 1:
        raise RulebookError(f"一个条件只能有一个谓词：{dict(condition)}")
    ((name, parameters),) = condition.items()
    if name not in _OF_SCHEMA:
        raise RulebookError(f"没有这个谓词：{name}")
    return _OF_SCHEMA[name](resource, parameters)


def _field_named(resource: Resource, parameters: Mapping[str, Any]) -> list[tuple[Field, str]]:
    """{names, titles, except}: fields, or members of their objects, named like a person's data.

    An English name matches as a whole or as a run of whole words (`subject_gender`, not `agenda`);
    a Chinese title matches anywhere.
    """
    allowed = set(parameters.get("except", {}).get(resource.kind, ()))
    names, titles = set(parameters["names"]), parameters["titles"]
    found = []
    for field in resource.fields:
        labels = [(field.name, field.title)]
        labels += [(item.name, item.title) for item in field.items or ()]
        for name, title in labels:
            if name in allowed:
                continue
            if _words_of(name) & names or any(word in title for word in titles):
                found.append((field, name))
    return found


def _words_of(name: str) -> set[str]:
    parts = name.lower().split("_")
    return {
        "_".join(parts[start:end])
        for start in range(len(parts))
        for end in range(start + 1, len(parts) + 1)
    }


def _no_visibility(resource: Resource, _: Any) -> list[tuple[Field, str]]:
    return [(field, field.name) for field in resource.fields if field.visibility is None]


def _hidden_in_template(resource: Resource, _: Any) -> list[tuple[Field, str]]:
    if all(field.visibility in _HIDDEN for field in resource.fields):
        return []  # no page, so no title
    text = (resource.policy.title or "") + (resource.policy.summary or "")
    used = set(SLOT.findall(text)) | set(resource.primary_key)
    return [(f, f.name) for f in resource.fields if f.name in used and f.visibility in _HIDDEN]


def _kind_unstated(resource: Resource, parameters: Mapping[str, Any]) -> list[tuple[Field, str]]:
    """{titles}: a column that only a table of another kind has, in one that states none."""
    if resource.kind != PLAIN:
        return []
    titles = parameters["titles"]
    return [(f, f.name) for f in resource.fields if any(word in f.title for word in titles)]


_OF_SCHEMA: Mapping[str, Callable[[Resource, Any], list[tuple[Field, str]]]] = {
    "field_named": _field_named,
    "kind_unstated": _kind_unstated,
    "no_visibility": _no_visibility,
    "hidden_in_template": _hidden_in_template,
}
