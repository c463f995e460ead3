"""Today's public tables beside a release → what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongshi.package.descriptor import Key
from gongshi.screening.canary import Canaries
from gongshi.screening.disclosure import PublicTable
from gongshi.screening.outcome import Tombstone
from gongshi.screening.released.changes import ChangedField, ChangedRecord, Changes
from gongshi.screening.released.clearance import Clearance
from gongshi.screening.released.store import Cells, Record, Release, Released
from gongshi.screening.world import World


def changes_since(
    world: World,
    tables: tuple[PublicTable, ...],
    tombstones: tuple[Tombstone, ...],
    released: Released | None,
    canaries: Canaries,
) -> Changes | None:
    """None if there was no release before today."""
    day = str(world.as_of)
    baseline = released.baseline(day) if released else None
    if released is None or baseline is None:
        return None
    today = snapshot(tables)
    by_key = {table.key: table for table in tables}
    gone = {
        record: cells
        for record, cells in baseline.records.items()
        if cells is not None and record not in today
    }
    clearance = Clearance(world, by_key, canaries, gone)
    return Changes(
        since=baseline.on,
        added=tuple(record for record in today if record not in baseline.records),
        changed=tuple(_changed(by_key, today, baseline, clearance)),
        ended=tuple(
            stone for stone in tombstones if (stone.key, stone.record_id) in baseline.records
        ),
        history=tuple(one for one in released.history if one.on < day),
    )


def snapshot(tables: tuple[PublicTable, ...]) -> dict[Record, Cells]:
    """Every public record with the cells that the reader sees, but those that the law computes:
    they follow from the others.
    """
    result: dict[Record, Cells] = {}
    for table in tables:
        names = [field.name for field in table.fields if field.name not in table.computed]
        columns = [table.frame[name].tolist() for name in names]
        for row, record in enumerate(table.frame[table.id_field]):
            cells = {name: str(column[row]) for name, column in zip(names, columns, strict=True)}
            result[table.key, str(record)] = cells
    return result


def next_released(
    tables: tuple[PublicTable, ...], day: str, changes: Changes | None, old: Released | None
) -> Released:
    """The file after a release on a day. A second release of a day takes the place of the first."""
    baseline = old.baseline(day) if old else None
    history = [one for one in (old.history if old else ()) if one.on < day]
    if changes is not None:
        history.insert(0, changes.counts(day))
    return Released(Release(day, snapshot(tables)), baseline, tuple(history))


def _changed(
    tables: Mapping[Key, PublicTable],
    today: Mapping[Record, Cells],
    baseline: Release,
    clearance: Clearance,
) -> Iterator[ChangedRecord]:
    for record, cells in today.items():
        before = baseline.records.get(record)
        if before is None or before == cells:
            continue
        key, record_id = record
        table = tables[key]
        fields = tuple(_fields(table, record_id, before, cells, clearance))
        if fields:
            yield ChangedRecord(key, record_id, fields)


def _fields(
    table: PublicTable, record_id: str, before: Cells, after: Cells, clearance: Clearance
) -> Iterator[ChangedField]:
    """A field that was not there at the release, or is not there today, tells of the descriptor,
    not of the record.
    """
    for field in table.fields:
        name = field.name
        if name in before and name in after and before[name] != after[name]:
            shown = clearance.may_show(table, record_id, field, before[name])
            yield ChangedField(name, before[name] if shown else None, after[name])
