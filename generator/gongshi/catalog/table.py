"""A public table as lists, and a record as a place in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gongshi.core import urls
from gongshi.package.descriptor import Field, ForeignKey, Key
from gongshi.package.policy import ResourcePolicy
from gongshi.screening.disclosure import PublicTable

_OBJECTS = frozenset({"array", "object", "geojson"})
_LINE, _COLUMNS = 60, 5  # characters, and columns, that a list has room for


@dataclass(frozen=True, eq=False)
class CatalogTable:
    """Columns as Python lists: a page asks for one cell at a time, a million times."""

    public: PublicTable

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        frame = self.public.frame
        return {name: [str(cell) for cell in frame[name]] for name in frame.columns}

    @property
    def key(self) -> Key:
        return self.public.key

    @property
    def policy(self) -> ResourcePolicy:
        return self.public.resource.policy

    @property
    def kind(self) -> str:
        return self.public.resource.kind

    @property
    def title(self) -> str:
        return self.public.resource.title

    @property
    def label(self) -> str:
        return self.public.resource.label

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.public.fields

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        return self.public.resource.by_name

    @cached_property
    def missing(self) -> Mapping[str, Mapping[str, str]]:
        """The missing values of each field, and what they mean."""
        return {name: field.missing_labels for name, field in self.by_name.items()}

    @cached_property
    def hashes(self) -> dict[int, str]:
        """The hashes of the records (catalog.canonical) that have been asked for, by position."""
        return {}

    @cached_property
    def ids(self) -> list[str]:
        return self.columns[self.public.id_field]

    @cached_property
    def position(self) -> dict[str, int]:
        return {record_id: index for index, record_id in enumerate(self.ids)}

    @cached_property
    def links(self) -> dict[str, ForeignKey]:
        """Field name → the foreign key that it alone makes up."""
        return {fk.fields[0]: fk for fk in self.public.foreign_keys if len(fk.fields) == 1}

    @cached_property
    def list_columns(self) -> tuple[str, ...]:
        """What lists show beside the title: the descriptor's, else the first that fit in a line."""
        return (
            self.policy.columns
            or tuple(
                field.name
                for field in self.fields
                if field.name != self.public.id_field
                and field.type not in _OBJECTS
                and max(map(len, self.columns[field.name]), default=0) <= _LINE
            )[:_COLUMNS]
        )

    @cached_property
    def order(self) -> list[int]:
        """Positions as the descriptor sorts them (`-` first means descending), then by id."""
        positions = sorted(range(len(self.ids)), key=lambda p: self.ids[p])
        for name in reversed(self.policy.sort):
            column = self.columns[name.removeprefix("-")]
            positions.sort(key=lambda p: column[p], reverse=name.startswith("-"))
        return positions

    @cached_property
    def last_changed(self) -> str:
        """The newest `updated_on` of a public record, as an ISO date; "" where there is none."""
        field = self.by_name.get("updated_on")
        if field is None or field.type != "date":
            return ""
        days = (cell for cell in self.columns["updated_on"] if cell not in field.missing_labels)
        return max(days, default="")

    @property
    def is_institutions(self) -> bool:
        return self.kind == "institution"

    def url(self, record_id: str) -> str:
        if self.is_institutions:
            return urls.institution_page(self.key.package, record_id)
        return urls.record_page(self.key.package, self.key.resource, record_id)

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Record:
    """One public record: a table and a position in it."""

    table: CatalogTable
    position: int

    @property
    def id(self) -> str:
        return self.table.ids[self.position]

    @property
    def url(self) -> str:
        return self.table.url(self.id)

    def cell(self, name: str) -> str:
        """The public cell; "" where the table has no such column."""
        column = self.table.columns.get(name)
        return column[self.position] if column is not None else ""

    def given(self, name: str) -> str:
        """The cell, or "" where it is a missing value."""
        table = self.table
        missing = table.missing.get(name)
        column = table.columns.get(name)
        if missing is None or column is None:
            return ""
        cell = column[self.position]
        return "" if cell in missing else cell
