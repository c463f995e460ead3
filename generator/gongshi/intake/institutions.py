"""Columns that name institutions of the edition become links to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongshi.intake.draft import DraftTable, Reference
from gongshi.loading.table import Table

_BY = ("uscc", "name")


@dataclass(frozen=True)
class Handle:
    """A column of a table of institutions by which others may point to a row."""

    package: str
    resource: str
    field: str
    title: str
    values: frozenset[str]


def handles(tables: Iterable[Table]) -> list[Handle]:
    """Ids, codes and names of each table of institutions; only what stands there once."""
    return [
        Handle(table.resource.key.package, table.resource.name, name, field.title, values)
        for table in tables
        for name in dict.fromkeys([*table.resource.primary_key, *_BY])
        if (field := table.resource.by_name.get(name)) and name in table.frame.columns
        for values in [_once([str(cell) for cell in table.frame[name]], field.missing_labels)]
        if values
    ]


def _once(cells: list[str], missing: Mapping[str, str]) -> frozenset[str]:
    seen, twice = set[str](), set[str]()
    for cell in cells:
        (twice if cell in seen else seen).add(cell)
    return frozenset(seen - twice - set(missing))


def link_institutions(table: DraftTable, known: list[Handle]) -> Iterator[str]:
    """Add a foreign key for each column whose every cell is an institution; says so."""
    linked = {reference.fields for reference in table.references}
    for column in table.columns:
        cells = set(column.given)
        if column.type != "string" or not cells or (column.name,) in linked:
            continue
        for handle in known:
            if cells <= handle.values:
                table.references.append(
                    Reference((column.name,), handle.resource, (handle.field,), handle.package)
                )
                yield (
                    f"“{table.title}”的“{column.title}”每格都是机构的{handle.title}，已连到机构"
                    f"（foreignKeys）；不是这个意思就删去"
                )
                break
