"""What a rule may ask of a table's schema, before looking at a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gongshi.core.errors import RulebookError
from gongshi.package.descriptor import Field, Resource
from gongshi.package.kinds import PLAIN
from gongshi.package.policy import SLOT, Visibility


@dataclass(frozen=True)
class Offence:
    """A field, the name to show (of the field, or of a member of its objects), and what to add to
    the rule's message.
    """

    field: Field
    name: str
    detail: str = ""


_HIDDEN = {Visibility.INTERNAL, None}


def offending_fields(resource: Resource, condition: Mapping[str, Any]) -> list[Offence]:
    """The fields of which a schema condition holds.

    Raises RulebookError for an unknown condition.
    """
    if len(condition) != 1:
        raise RulebookError(f"一个条件只能有一个谓词：{dict(condition)}")
    ((name, parameters),) = condition.items()
    if name not in _OF_SCHEMA:
        raise RulebookError(f"没有这个谓词：{name}")
    return _OF_SCHEMA[name](resource, parameters)


def _field_named(resource: Resource, parameters: Mapping[str, Any]) -> list[Offence]:
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
                found.append(Offence(field, name))
    return found


def _words_of(name: str) -> set[str]:
    parts = name.lower().split("_")
    return {
        "_".join(parts[start:end])
        for start in range(len(parts))
        for end in range(start + 1, len(parts) + 1)
    }


def _no_visibility(resource: Resource, _: Any) -> list[Offence]:
    return [Offence(field, field.name) for field in resource.fields if field.visibility is None]


def _hidden_in_template(resource: Resource, _: Any) -> list[Offence]:
    if all(field.visibility in _HIDDEN for field in resource.fields):
        return []  # no page, so no title
    text = (resource.policy.title or "") + (resource.policy.summary or "")
    used = set(SLOT.findall(text)) | set(resource.primary_key)
    return [
        Offence(f, f.name) for f in resource.fields if f.name in used and f.visibility in _HIDDEN
    ]


def _undeclared_kind(resource: Resource, signs: Mapping[str, list[str]]) -> list[Offence]:
    """{kind: fields}: the table has the fields by which tables of a kind are known, and is said to
    be another, or none: the rules about that kind would not look at it. Whoever means something
    else by the words gives the columns other names, which is what the rules read.
    """
    found = []
    for kind, names in signs.items():
        if kind != resource.kind and all(name in resource.by_name for name in names):
            for name in names:
                detail = f"：这些字段合在一起是 {kind} 类的表，现在写的是 {resource.kind}"
                found.append(Offence(resource.by_name[name], name, detail))
    return found


def _strange_words(
    resource: Resource, agreed: Mapping[str, Mapping[str, list[str]]]
) -> list[Offence]:
    """{kind, or "*": {field: words}}: a field that rules read is not held to the words that they
    know, or takes one of them for a missing value. Raw cells are held to it by validation.
    """
    found = []
    for field in resource.fields:
        words = {**agreed.get("*", {}), **agreed.get(resource.kind, {})}.get(field.name)
        if words is None:
            continue
        stated = field.enum or field.category_values
        if not stated or not set(stated) <= set(words) or set(field.missing_labels) & set(words):
            found.append(Offence(field, field.name, f"：只能是 {'、'.join(words)}"))
    return found


def _kind_unstated(resource: Resource, parameters: Mapping[str, Any]) -> list[Offence]:
    """{titles}: a column that only a table of another kind has, in one that states none."""
    if resource.kind != PLAIN:
        return []
    titles = parameters["titles"]
    return [Offence(f, f.name) for f in resource.fields if any(word in f.title for word in titles)]


_OF_SCHEMA: Mapping[str, Callable[[Resource, Any], list[Offence]]] = {
    "field_named": _field_named,
    "kind_unstated": _kind_unstated,
    "no_visibility": _no_visibility,
    "hidden_in_template": _hidden_in_template,
    "undeclared_kind": _undeclared_kind,
    "strange_words": _strange_words,
}
