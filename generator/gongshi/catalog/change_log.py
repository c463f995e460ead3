"""What changed since the last release, with the records' names: for pages, feeds and programs."""

from __future__ import annotations

from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.confined import confined_fields
from gongshi.catalog.table import Record
from gongshi.catalog.values import as_text
from gongshi.core import urls
from gongshi.package.descriptor import Field, Key
from gongshi.screening.outcome import Tombstone
from gongshi.screening.released.changes import ChangedField, ChangedRecord, Counts


@dataclass(frozen=True)
class FieldChange:
    """`before` is None if what the field said may not be public any more."""

    field: Field
    cell: ChangedField
    before: str | None
    after: str


@dataclass(frozen=True)
class RecordChange:
    record: Record
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Ended:
    stone: Tombstone
    url: str


@dataclass(frozen=True)
class ChangeLog:
    """Of the edition, or of one package (then without a history, which is the edition's)."""

    since: str
    added: tuple[Record, ...]
    changed: tuple[RecordChange, ...]
    ended: tuple[Ended, ...]
    history: tuple[Counts, ...]

    @property
    def none(self) -> bool:
        return not (self.added or self.changed or self.ended)


def change_log(catalog: Catalog, package: str | None = None) -> ChangeLog | None:
    """None before the first release."""
    changes = catalog.disclosure.changes
    if changes is None:
        return None

    def here(key: Key) -> bool:
        return package is None or key.package == package

    return ChangeLog(
        since=changes.since,
        added=tuple(_record(catalog, key, one) for key, one in changes.added if here(key)),
        changed=tuple(
            change
            for one in changes.changed
            if here(one.key) and (change := _changed(catalog, one)).fields
        ),
        ended=tuple(
            Ended(stone, catalog.tables[stone.key].url(stone.record_id))
            for stone in changes.ended
            if here(stone.key)
        ),
        history=changes.history if package is None else (),
    )


def changed_fields(log: ChangeLog | None) -> dict[tuple[Key, str], tuple[FieldChange, ...]]:
    """By record."""
    changed = log.changed if log else ()
    return {(one.record.table.key, one.record.id): one.fields for one in changed}


def changes_url(package: str | None) -> str:
    return urls.package_changes(package) if package else urls.CHANGES


def _record(catalog: Catalog, key: Key, record_id: str) -> Record:
    table = catalog.tables[key]
    return Record(table, table.position[record_id])


def _changed(catalog: Catalog, one: ChangedRecord) -> RecordChange:
    """Without the fields that may not stand on a page of the whole edition."""
    record = _record(catalog, one.key, one.record_id)
    confined = confined_fields(catalog, record.table)
    cells = (cell for cell in one.fields if cell.name not in confined)
    return RecordChange(record, tuple(_field(catalog, record, cell) for cell in cells))


def _field(catalog: Catalog, record: Record, cell: ChangedField) -> FieldChange:
    field = record.table.by_name[cell.name]
    before = None if cell.before is None else _words(catalog, record, field, cell.before)
    return FieldChange(field, cell, before, catalog.text(record, cell.name))


def _words(catalog: Catalog, record: Record, field: Field, cell: str) -> str:
    """What a cell said; a reference as the title that its target has today."""
    fk = record.table.links.get(field.name)
    table = catalog.tables.get(fk.target) if fk else None
    if fk is not None and table is not None and fk.target_fields[0] in table.columns:
        for position, value in enumerate(table.columns[fk.target_fields[0]]):
            if value == cell and cell not in field.missing_labels:
                return catalog.title(Record(table, position))
    return as_text(field, cell)
