"""A checked descriptor → the immutable Package: defaults applied, references resolved."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel

from gongshi.package.descriptor import Field, ForeignKey, Key, MissingValue, Package, Resource
from gongshi.package.lined_yaml import Lined, Pointer
from gongshi.package.policy import (
    FieldPolicy,
    OnHidden,
    PackagePolicy,
    ResourcePolicy,
    Visibility,
)
from gongshi.package.structure import as_names

UNLABELLED = "未公开"


def build_package(
    source: Lined, policies: Mapping[Pointer, BaseModel], folder: Path, shown: str
) -> Package:
    """Build from a descriptor without findings; `policies` holds a model for each `gongshi:`."""
    descriptor = source.data
    policy = cast("PackagePolicy", policies[()])
    return Package(
        name=descriptor["name"],
        title=descriptor["title"],
        description=str(descriptor.get("description", "")),
        folder=folder,
        shown=shown,
        resources=tuple(
            _resource(descriptor, index, policies) for index in range(len(descriptor["resources"]))
        ),
        policy=policy,
        raw=descriptor,
        source=source,
    )


def _resource(
    descriptor: Mapping[str, Any], index: int, policies: Mapping[Pointer, BaseModel]
) -> Resource:
    raw = descriptor["resources"][index]
    schema = raw["schema"]
    at: Pointer = ("resources", index)
    policy = cast("ResourcePolicy", policies[at])
    default = policy.visibility or cast("PackagePolicy", policies[()]).visibility
    key = Key(descriptor["name"], raw["name"])
    fields = tuple(
        _field(
            field,
            cast("FieldPolicy", policies[(*at, "schema", "fields", position)]),
            default,
            schema.get("missingValues"),
        )
        for position, field in enumerate(schema["fields"])
    )
    by_name = {field.name: field for field in fields}
    return Resource(
        key=key,
        title=raw["title"],
        description=str(raw.get("description", "")),
        paths=as_names(raw["path"]),
        fields=fields,
        primary_key=as_names(schema.get("primaryKey")),
        unique_keys=tuple(as_names(key) for key in schema.get("uniqueKeys") or ()),
        foreign_keys=tuple(
            _foreign_key(fk, key, by_name) for fk in schema.get("foreignKeys") or ()
        ),
        policy=policy,
        raw=raw,
    )


def _field(
    raw: Mapping[str, Any], policy: FieldPolicy, default: Visibility | None, table_missing: Any
) -> Field:
    return Field(
        name=raw["name"],
        title=str(raw.get("title") or raw["name"]),
        type=str(raw.get("type", "string")),
        description=str(raw.get("description", "")),
        constraints=raw.get("constraints") or {},
        missing_values=_missing_values(raw.get("missingValues", table_missing)),
        visibility=policy.visibility or default,
        policy=policy,
        raw=raw,
    )


def _missing_values(declared: Any) -> tuple[MissingValue, ...]:
    """Table Schema v2: strings, or objects with a label. Undeclared: the empty string."""
    if declared is None:
        return (MissingValue("", UNLABELLED),)
    return tuple(
        MissingValue(str(item["value"]), str(item.get("label") or UNLABELLED))
        if isinstance(item, Mapping)
        else MissingValue(str(item), UNLABELLED if item == "" else str(item))
        for item in declared
    )


def _foreign_key(raw: Mapping[str, Any], owner: Key, fields: Mapping[str, Field]) -> ForeignKey:
    reference = raw["reference"]
    names = as_names(raw["fields"])
    return ForeignKey(
        fields=names,
        target=Key(
            str(reference.get("package") or owner.package),
            str(reference.get("resource") or owner.resource),
        ),
        target_fields=as_names(reference["fields"]),
        on_hidden=_on_hidden([fields[name] for name in names]),
    )


def _on_hidden(fields: list[Field]) -> OnHidden:
    """A required reference is a belonging, unless the descriptor says otherwise."""
    for field in fields:
        if field.policy.on_hidden:
            return field.policy.on_hidden
    return OnHidden.WITHDRAW if any(f.required for f in fields) else OnHidden.BLANK
