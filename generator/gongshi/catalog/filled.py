"""How much of a table is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongshi.catalog.table import CatalogTable
from gongshi.catalog.values import percent
from gongshi.package.descriptor import Field


@dataclass(frozen=True)
class Filled:
    """Public cells: with a value, or `explained`: one of the descriptor's words for having none
    (不适用, 依法不予公开). The others are blank.
    """

    fields: int
    cells: int
    filled: int
    explained: int

    @property
    def blank(self) -> int:
        return self.cells - self.filled - self.explained

    @property
    def share(self) -> str:
        return percent(self.filled, self.cells)


def own_fields(table: CatalogTable) -> tuple[Field, ...]:
    """Those of the source: what the law computes is nobody's to fill in."""
    return tuple(field for field in table.fields if field.name not in table.public.computed)


def filled(
    table: CatalogTable, fields: Sequence[Field], positions: Sequence[int] | None = None
) -> Filled:
    """Over the rows at `positions`, or over every public row."""
    rows = range(len(table)) if positions is None else positions
    valued = explained = 0
    for field in fields:
        missing = field.missing_labels
        column = table.columns[field.name]
        lacking = [cell for cell in (column[row] for row in rows) if cell in missing]
        valued += len(rows) - len(lacking)
        explained += sum(cell != "" for cell in lacking)
    return Filled(len(fields), len(fields) * len(rows), valued, explained)


def filled_groups(table: CatalogTable) -> Iterator[tuple[str, Filled]]:
    """The descriptor's sections, then the fields that it put nowhere."""
    own = {field.name: field for field in own_fields(table)}
    for group in table.policy.groups:
        if names := [name for name in group.fields if name in own]:
            yield group.title, filled(table, [own[name] for name in names])
    placed = {name for group in table.policy.groups for name in group.fields}
    if rest := [field for name, field in own.items() if name not in placed]:
        yield "其他", filled(table, rest)
