"""What is to be looked at in a table, worked out from frictionless's reading of its schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from frictionless.table import fields_match
from frictionless.table.header import Header

from gongshi.validation.sieve.fields import FieldSieve
from gongshi.validation.sieve.tokens import family


@dataclass(frozen=True)
class ForeignKey:
    """A foreign key within a package; `columns` are positions of `fields` in the file, `stated` is
    the target as the descriptor has it: empty for the table itself.
    """

    fields: tuple[str, ...]
    columns: tuple[int, ...]
    target: str
    target_fields: tuple[str, ...]
    stated: str


@dataclass(frozen=True)
class Plan:
    """A table's columns and keys; `named` are the keys by which others point to it."""

    name: str
    fields: tuple[FieldSieve, ...]
    header_errors: tuple[dict[str, Any], ...]
    primary_key: tuple[int, ...]
    foreign_keys: tuple[ForeignKey, ...]
    named: tuple[tuple[str, ...], ...]

    @cached_property
    def unique_columns(self) -> tuple[int, ...]:
        return tuple(f.number - 1 for f in self.fields if f.unique)

    @cached_property
    def single_keys(self) -> tuple[tuple[int, ...], ...]:
        """Keys that no two rows may share."""
        unique = [(column,) for column in self.unique_columns]
        return tuple(dict.fromkeys([*unique, *([self.primary_key] if self.primary_key else [])]))

    @cached_property
    def key_columns(self) -> tuple[int, ...]:
        """Every column that belongs to a key of the table or points to one, in order."""
        keys = [*self.single_keys, *(fk.columns for fk in self.foreign_keys)]
        return tuple(sorted({column for key in keys for column in key}))

    @cached_property
    def named_keys(self) -> dict[tuple[str, ...], tuple[int | None, ...]]:
        return {names: self.columns_of(names) for names in self.named}

    def columns_of(self, names: Sequence[str]) -> tuple[int | None, ...]:
        """Positions; None for a field that the file does not have."""
        by_name = {f.name: f.number - 1 for f in self.fields}
        return tuple(by_name.get(name) for name in names)

    def families(self, columns: Sequence[int | None]) -> tuple[str | None, ...]:
        return tuple(family(None if c is None else self.fields[c]) for c in columns)


def make_plan(resource: Any, labels: Sequence[str], named: Sequence[tuple[str, ...]]) -> Plan:
    """`resource`: frictionless's; `labels`: the file's header. Raises FrictionlessException where
    the two cannot be paired, BeyondSieveError where keys are of a kind that the sieve cannot weigh.
    """
    schema = resource.schema
    declared = schema.fields_match if schema.has_defined("fields_match") else None
    header = Header(
        list(labels),
        fields=schema.fields,
        row_numbers=[1],
        ignore_case=False,
        fields_match=fields_match.resolve(declared, schema_sync=False),
    )
    fields = tuple(
        FieldSieve(field, number)
        for number, field in enumerate(header.get_expected_fields(), start=1)
    )
    columns = {field.name: field.number - 1 for field in fields}
    primary = tuple(schema.primary_key)
    plan = Plan(
        name=resource.name,
        fields=fields,
        header_errors=tuple(error.to_descriptor() for error in header.errors),
        primary_key=tuple(columns[n] for n in primary) if set(primary) <= set(columns) else (),
        foreign_keys=tuple(_foreign_keys(resource, columns)),
        named=tuple(named),
    )
    for key in (
        *plan.single_keys,
        *plan.named_keys.values(),
        *(k.columns for k in plan.foreign_keys),
    ):
        plan.families(key)
    return plan


def _foreign_keys(resource: Any, columns: dict[str, int]) -> list[ForeignKey]:
    found = []
    for fk in resource.schema.foreign_keys:
        names, reference = tuple(fk["fields"]), fk["reference"]
        if set(names) <= set(columns):
            target = reference["resource"] or resource.name
            places = tuple(columns[name] for name in names)
            stated = reference["resource"]
            found.append(ForeignKey(names, places, target, tuple(reference["fields"]), stated))
    return found
