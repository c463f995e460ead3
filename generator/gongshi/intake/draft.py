"""A table on its way to becoming a resource."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Column:
    """`field` is the Table Schema field without its name; `cells` are text."""

    name: str
    field: dict[str, Any]
    cells: list[str]
    missing: frozenset[str] = frozenset({""})

    @property
    def title(self) -> str:
        return str(self.field.get("title") or self.name)

    @property
    def type(self) -> str:
        return str(self.field.get("type", "string"))

    @property
    def given(self) -> list[str]:
        return [cell for cell in self.cells if cell not in self.missing]


@dataclass
class Reference:
    """A foreign key; `package` None means the package that is being made."""

    fields: tuple[str, ...]
    resource: str
    target_fields: tuple[str, ...]
    package: str | None = None


@dataclass
class DraftTable:
    """`shown` and `numbers` are the source's, for findings; `about` are plain resource keys."""

    name: str
    title: str
    shown: str
    numbers: Sequence[int]
    columns: list[Column]
    primary_key: tuple[str, ...] = ()
    unique_keys: list[tuple[str, ...]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    policy: dict[str, Any] = field(default_factory=dict)
    missing_values: list[Any] | None = None

    @property
    def by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}

    def keys(self, names: Sequence[str]) -> list[tuple[str, ...]]:
        """The cells of some columns, row by row."""
        found = self.by_name
        return list(zip(*(found[name].cells for name in names), strict=True))

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass
class DraftPackage:
    """`notes` say to the operator what was done, a sentence each."""

    title: str
    tables: list[DraftTable]
    about: dict[str, Any] = field(default_factory=dict)
    policy: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
