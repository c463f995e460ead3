"""The descriptor as the other rooms use it: immutable, references resolved, defaults applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from gongshi.package.lined_yaml import Lined
from gongshi.package.policy import (
    SHOWN,
    FieldPolicy,
    ItemPolicy,
    Mask,
    OnHidden,
    PackagePolicy,
    ResourcePolicy,
    Visibility,
)


@dataclass(frozen=True)
class Key:
    """A resource's name in the edition."""

    package: str
    resource: str

    def __str__(self) -> str:
        return f"{self.package}/{self.resource}"


@dataclass(frozen=True)
class MissingValue:
    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """A field of the Table Schema with its disclosure policy.

    `visibility` None means that nobody stated one: the field is not published.
    """

    name: str
    title: str
    type: str
    description: str
    constraints: Mapping[str, Any]
    missing_values: tuple[MissingValue, ...]
    visibility: Visibility | None
    policy: FieldPolicy
    raw: Mapping[str, Any]

    @property
    def title_en(self) -> str:
        return self.policy.title_en or self.name.replace("_", " ")

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))

    @property
    def enum(self) -> tuple[str, ...]:
        return tuple(str(value) for value in self.constraints.get("enum", ()))

    @property
    def items(self) -> tuple[ItemPolicy, ...] | None:
        return self.policy.items

    @property
    def mask(self) -> Mask:
        return self.policy.mask

    @property
    def masked(self) -> bool:
        return self.visibility is Visibility.MASKED

    @cached_property
    def category_labels(self) -> Mapping[str, str]:
        """Value → label, where the descriptor's `categories` give one (Table Schema v2)."""
        return {
            str(category["value"]): str(category["label"])
            for category in self.raw.get("categories") or ()
            if isinstance(category, Mapping) and "label" in category
        }

    @cached_property
    def category_values(self) -> tuple[str, ...]:
        return tuple(
            str(category["value"] if isinstance(category, Mapping) else category)
            for category in self.raw.get("categories") or ()
        )

    @property
    def delimiter(self) -> str:
        """Between the members of a `list` cell; a comma unless stated (Table Schema v2)."""
        return str(self.raw.get("delimiter", ","))

    @cached_property
    def missing_labels(self) -> Mapping[str, str]:
        return {missing.value: missing.label for missing in self.missing_values}


@dataclass(frozen=True)
class ForeignKey:
    fields: tuple[str, ...]
    target: Key
    target_fields: tuple[str, ...]
    on_hidden: OnHidden

    def crosses_packages(self, owner: Key) -> bool:
        return owner.package != self.target.package


@dataclass(frozen=True)
class Resource:
    """A table of a data package; `paths` are its files, `path` the first of them."""

    key: Key
    title: str
    description: str
    paths: tuple[str, ...]
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    policy: ResourcePolicy
    raw: Mapping[str, Any]

    @property
    def name(self) -> str:
        return self.key.resource

    @property
    def path(self) -> str:
        return self.paths[0]

    @property
    def kind(self) -> str:
        return self.policy.kind

    @property
    def label(self) -> str:
        return self.policy.label or self.title

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}

    @property
    def has_public_fields(self) -> bool:
        """Whether anything of this table may be public at all."""
        return any(field.visibility in SHOWN for field in self.fields)

    @property
    def dialect(self) -> Mapping[str, Any]:
        dialect = self.raw.get("dialect") or {}
        assert isinstance(dialect, Mapping)
        return dialect


@dataclass(frozen=True)
class Package:
    """A data package of the edition. `shown` is the descriptor's path as findings print it."""

    name: str
    title: str
    description: str
    folder: Path
    shown: str
    resources: tuple[Resource, ...]
    policy: PackagePolicy
    raw: Mapping[str, Any]
    source: Lined = field(repr=False, compare=False)

    @property
    def shown_folder(self) -> str:
        return self.shown.rpartition("/")[0]

    def shown_path(self, resource: Resource, part: int = 0) -> str:
        """The path of a table's file, or of one of its files, as findings print it."""
        path = resource.paths[part]
        return f"{self.shown_folder}/{path}" if self.shown_folder else path
