"""Every raw cell that is not public today, by comparing what came in with what may go out.

Nothing here asks why a cell was kept back: whatever projection leaves out, masks or empties, now
or after its next change, is hidden because it is not in the public table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongshi.loading.table import Table
from gongshi.package.descriptor import Field
from gongshi.package.policy import Visibility
from gongshi.screening.canary import Kind
from gongshi.screening.disclosure import PublicTable
from gongshi.screening.outcome import Tombstone
from gongshi.screening.rows import Fates
from gongshi.screening.titles import Titles
from gongshi.screening.values import ids
from gongshi.screening.world import World

# Types whose values stand everywhere by chance: days, numbers, yes and no.
_COMMON = frozenset(
    ["integer", "number", "boolean", "date", "time", "datetime", "year", "yearmonth", "duration"]
)


@dataclass(frozen=True)
class Hidden:
    """The cells of one column that are hidden for one reason; without a field, the titles that the
    site would have given to the rows. `found`: each different cell → the first row that has it.
    """

    kind: Kind
    table: Table
    field: Field | None
    found: Mapping[str, int]

    @property
    def secret(self) -> bool:
        """Whether even two characters say too much: what was masked is mostly a name."""
        masked = self.field is not None and self.field.visibility is Visibility.MASKED
        return masked or self.kind is Kind.CONFINED


@dataclass(frozen=True)
class _Rows:
    """For each raw row why it is hidden as a whole, or None and its place in the public table.

    Lists, since most columns are as short as their comparison in pandas is long.
    """

    reasons: list[Kind | None]
    places: list[int]

    @classmethod
    def of(
        cls, table: Table, gone: Mapping[str, Tombstone | None], shown: PublicTable | None
    ) -> _Rows:
        public = (
            {}
            if shown is None
            else {r: n for n, r in enumerate(shown.frame[shown.id_field].tolist())}
        )
        records = ids(table).tolist()
        hidden = {r: Kind.ENDED if gone.get(r) else Kind.WITHHELD for r in {*records} - {*public}}
        return cls([hidden.get(r) for r in records], [public.get(r, -1) for r in records])


def hidden_columns(world: World, fates: Fates, tables: tuple[PublicTable, ...]) -> Iterator[Hidden]:
    """In the order of the edition's tables and fields."""
    public = {table.key: table for table in tables}
    for key, table in world.dataset.tables.items():
        shown = public.get(key)
        rows = _Rows.of(table, fates.gone.get(key, {}), shown)
        for field in table.resource.fields:
            if field.type not in _COMMON and field.name in table.frame.columns:
                for kind, found in _hidden(table, field, shown, rows).items():
                    yield Hidden(kind, table, field, found)


def hidden_fields(table: Table, shown: PublicTable | None) -> Iterator[Field]:
    """The fields that no public row has."""
    names = set() if shown is None else {field.name for field in shown.fields}
    return (field for field in table.resource.fields if field.name not in names)


def hidden_titles(world: World, fates: Fates, tables: tuple[PublicTable, ...]) -> Iterator[Hidden]:
    """The titles of rows that are not public: a subject and a number may each be public elsewhere,
    and say only together that the record was there.
    """
    raw = world.dataset.tables
    titles = Titles({k: t.resource for k, t in raw.items()}, {k: t.frame for k, t in raw.items()})
    public = {table.key: table for table in tables}
    for key, table in raw.items():
        given = titles.of(key)
        if given:
            rows = _Rows.of(table, fates.gone.get(key, {}), public.get(key))
            found: dict[Kind, dict[str, int]] = {}
            for row, (title, reason) in enumerate(zip(given, rows.reasons, strict=True)):
                if reason is not None:
                    found.setdefault(reason, {}).setdefault(title, row)
            for kind, of_kind in found.items():
                yield Hidden(kind, table, None, of_kind)


def confined_columns(
    world: World, tables: tuple[PublicTable, ...], kind: str, name: str
) -> Iterator[Hidden]:
    """The public columns of this name in tables of a kind, as if they were hidden."""
    for shown in tables:
        field = shown.resource.by_name.get(name)
        if field is not None and shown.resource.kind == kind:
            cells = [
                cell
                for cell in shown.frame[name].tolist()
                if cell and cell not in field.missing_labels
            ]
            found = {cell: row for row, cell in enumerate(dict.fromkeys(cells))}
            if found:
                yield Hidden(Kind.CONFINED, world.dataset.tables[shown.key], field, found)


def _hidden(
    table: Table, field: Field, shown: PublicTable | None, rows: _Rows
) -> dict[Kind, dict[str, int]]:
    column = table.frame[field.name].tolist()
    has = shown is not None and field.name in shown.frame.columns
    after = shown.frame[field.name].tolist() if shown is not None and has else None
    if column == after:
        return {}
    changed = Kind.MASKED if field.visibility is Visibility.MASKED else Kind.CUT
    found: dict[Kind, dict[str, int]] = {}
    for row, (cell, reason, place) in enumerate(
        zip(column, rows.reasons, rows.places, strict=True)
    ):
        if not cell or cell in field.missing_labels:
            continue
        if reason is not None:
            kind: Kind | None = reason
        elif after is None:
            kind = Kind.INTERNAL
        else:
            kind = None if _same(field, cell, after[place]) else changed
        if kind is not None:
            found.setdefault(kind, {}).setdefault(cell, row)
    return found


def _same(field: Field, cell: str, after: str) -> bool:
    if cell == after:
        return True
    if field.type not in {"array", "object", "geojson"}:
        return False
    try:
        return bool(json.loads(cell) == json.loads(after))
    except ValueError:
        return False
