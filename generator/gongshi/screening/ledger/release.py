"""The ledger after a release: what is public today, and what became of all that once was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gongshi.core.errors import ProjectError
from gongshi.loading.table import Dataset, Table
from gongshi.screening.disclosure import Disclosure, PublicTable
from gongshi.screening.ledger.facts import fact_fields, facts_of
from gongshi.screening.ledger.files import in_ledger_order
from gongshi.screening.ledger.past import Entry, Past, State
from gongshi.screening.ledger.stones import Record
from gongshi.screening.outcome import Tombstone
from gongshi.screening.values import cells, ids

_STATUS, _FIRST = "status", "first_published_on"


def next_ledger(dataset: Dataset, disclosure: Disclosure, past: Past) -> tuple[Entry, ...]:
    """One entry for each record that has, or had, a page. `disclosure` is of the dataset and the
    past. Raises ProjectError if the ledger is already of a later day.
    """
    day = str(disclosure.as_of)
    if past.newest > day:
        raise ProjectError(
            f"台账已登记到 {past.newest}，不能再按更早的 {day} 登记。"
            "检查 --as-of，或从备份里恢复台账"
        )
    source = {key: _Cells(table) for key, table in dataset.tables.items()}
    found: dict[Record, Entry] = {}
    for table in disclosure.tables:
        for entry in _public(dataset, disclosure, table, source[table.key], past):
            found[entry.key, entry.record_id] = entry
    for stone in disclosure.tombstones:
        record = (stone.key, stone.record_id)
        found[record] = _gone(stone, past.entries.get(record), source[stone.key], day)
    return tuple(in_ledger_order({**past.entries, **found}.values()))


class _Cells:
    """Record id → the status and the first day that the source states."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.status = self._column(_STATUS)
        self.first = self._column(_FIRST)

    def _column(self, name: str) -> Mapping[str, str]:
        if name not in self.table.frame.columns:
            return {}
        return dict(zip(ids(self.table), cells(self.table, name), strict=True))


def _public(
    dataset: Dataset, disclosure: Disclosure, table: PublicTable, source: _Cells, past: Past
) -> Iterator[Entry]:
    day = str(disclosure.as_of)
    fields = fact_fields(disclosure.rulebook, disclosure.as_of, table.resource.kind)
    facts = facts_of(dataset.edition.name, table, source.table, fields)
    for record in table.frame[table.id_field]:
        known = past.entries.get((table.key, record))
        stated = source.first.get(record) or day
        yield Entry(
            key=table.key,
            record_id=record,
            state=State.PUBLIC,
            first_published_on=(known.first_published_on if known else "") or min(stated, day),
            last_published_on=day,
            status=source.status.get(record, ""),
            facts=facts[record],
        )


def _gone(stone: Tombstone, known: Entry | None, source: _Cells, day: str) -> Entry:
    """What ended keeps no hashes: those of short cells could be guessed."""
    entry = known or Entry(
        stone.key,
        stone.record_id,
        State.ENDED,
        first_published_on=source.first.get(stone.record_id, ""),
    )
    return replace(
        entry,
        state=State.WITHHELD if stone.suspended else State.ENDED,
        status=source.status.get(stone.record_id, entry.status),
        ended_on=stone.event_on or entry.ended_on or day,
        event=stone.event,
        reason=stone.reason,
        facts=entry.facts if stone.suspended else {},
        row=0,
    )


@dataclass(frozen=True)
class Changes:
    """What a release writes into the ledger, in the ledger's order."""

    published: tuple[Entry, ...]
    restored: tuple[Entry, ...]
    ended: tuple[Entry, ...]
    suspended: tuple[Entry, ...]


def changes(past: Past, entries: tuple[Entry, ...]) -> Changes:
    def became(state: State, *before: State | None) -> tuple[Entry, ...]:
        return tuple(e for e in entries if e.state is state and _before(past, e) in before)

    return Changes(
        published=became(State.PUBLIC, None),
        restored=became(State.PUBLIC, State.WITHHELD, State.ENDED),
        ended=became(State.ENDED, None, State.PUBLIC, State.WITHHELD),
        suspended=became(State.WITHHELD, None, State.PUBLIC, State.ENDED),
    )


def _before(past: Past, entry: Entry) -> State | None:
    known = past.entries.get((entry.key, entry.record_id))
    return known.state if known else None
