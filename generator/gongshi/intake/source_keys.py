"""Keys and references of another package, in the names that its tables and fields have here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongshi.intake.draft import Column, DraftTable, Reference
from gongshi.intake.names import unique_name
from gongshi.package.structure import as_names


@dataclass
class Names:
    """The source's names → ours: tables, and the fields of each of our tables."""

    tables: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Mapping[str, str]] = field(default_factory=dict)
    schemas: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def add(
        self, label: str, table: DraftTable, fields: Mapping[str, str], schema: Mapping[str, Any]
    ) -> None:
        self.tables.setdefault(label, table.name)
        self.tables.setdefault(f"\0{table.name}", table.name)  # a second table of the same label
        self.fields[table.name] = fields
        self.schemas[table.name] = schema

    def of(self, table: str, names: Any) -> tuple[str, ...] | None:
        """Our names of some fields; None where one of them is not there."""
        known = self.fields[table]
        wanted = as_names(names)
        found = tuple(known[name] for name in wanted if name in known)
        return found if wanted and len(found) == len(wanted) else None


def keep_keys(tables: list[DraftTable], names: Names, notes: list[str]) -> None:
    """Primary, unique and foreign keys, as far as what they name was brought in."""
    for table in tables:
        schema = names.schemas[table.name]
        if schema.get("primaryKey"):
            found = names.of(table.name, schema["primaryKey"])
            if found is None:
                notes.append(f"“{table.title}”的 primaryKey 用了没有的字段，没有导入")
            table.primary_key = found or ()
        for key in _list(schema.get("uniqueKeys")):
            found = names.of(table.name, key)
            if found:
                table.unique_keys.append(found)
        for fk in _list(schema.get("foreignKeys")):
            reference = _reference(table, fk, names)
            if reference is None:
                notes.append(f"“{table.title}”有一个外键指向没有导入的表或字段，没有导入")
            elif reference not in table.references:
                table.references.append(reference)


def _reference(table: DraftTable, raw: Any, names: Names) -> Reference | None:
    to = raw.get("reference") if isinstance(raw, Mapping) else None
    if not isinstance(to, Mapping) or to.get("package"):
        return None
    resource = to.get("resource")
    target = table.name if resource in {None, "", "self"} else names.tables.get(str(resource))
    own = names.of(table.name, raw.get("fields"))
    theirs = names.of(target, to.get("fields")) if target else None
    if target is None or own is None or theirs is None or len(own) != len(theirs):
        return None
    return Reference(own, target, theirs)


def link_composites(tables: list[DraftTable]) -> Iterator[str]:
    """A page links by one column: a reference of several gets a column with the target's id.

    After every table has its ids.
    """
    by_name = {table.name: table for table in tables}
    for table in tables:
        for reference in [r for r in table.references if len(r.fields) > 1]:
            target = by_name[reference.resource]
            (id_field,) = target.primary_key
            ids = dict(
                zip(
                    target.keys(reference.target_fields),
                    target.by_name[id_field].cells,
                    strict=True,
                )
            )
            cells = [ids.get(key, "") for key in table.keys(reference.fields)]
            name = unique_name(f"{target.name}_ref", table.by_name, "ref")
            described = {"title": f"对应的{target.title}", "type": "string"}
            table.columns.append(Column(name, described, cells))
            table.references.append(Reference((name,), target.name, (id_field,)))
            yield f"“{table.title}”加了一列 {name}：由几列组成的外键，用编号连到“{target.title}”"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
