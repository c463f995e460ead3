"""The tombstones that only the past knows: of rows that are no longer in the source, and of rows
that are there and may not be shown although they once were.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from gongshi.core.ids import is_path_safe
from gongshi.package.descriptor import Key
from gongshi.screening.ledger.files import STONE_COLUMNS, is_day, stone_cells
from gongshi.screening.ledger.past import Entry, Past, State, StoneRow
from gongshi.screening.ledger.terms import NOT_NOW, Terms, terms_of
from gongshi.screening.outcome import REMOVED, SUSPENDED, Decision, Tombstone
from gongshi.screening.rows import Fates
from gongshi.screening.rule import Action
from gongshi.screening.values import cells, ids
from gongshi.screening.world import World

Record = tuple[Key, str]


class Sources:
    """Where each record stands in the source today."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._columns: dict[tuple[Key, str], Mapping[str, str]] = {}

    @cached_property
    def positions(self) -> Mapping[Key, Mapping[str, int]]:
        tables = self._world.dataset.tables
        return {
            key: {str(record): position for position, record in enumerate(ids(table))}
            for key, table in tables.items()
        }

    def has(self, key: Key, record_id: str) -> bool:
        return record_id in self.positions.get(key, {})

    def cell(self, key: Key, record_id: str, field: str) -> str:
        """Empty for a missing value, or a column that the table does not have."""
        if (key, field) not in self._columns:
            table = self._world.dataset.tables[key]
            here = field in table.frame.columns
            found = dict(zip(ids(table), cells(table, field), strict=True)) if here else {}
            self._columns[key, field] = found
        return self._columns[key, field].get(record_id, "")

    def row(self, key: Key, record_id: str) -> int:
        """As Excel numbers it."""
        return int(self._world.dataset.tables[key].rows[self.positions[key][record_id]])

    def path(self, key: Key) -> str:
        package = self._world.dataset.package_of(key)
        return package.shown_path(self._world.dataset.tables[key].resource)


def written_stones(past: Past, terms: Terms) -> dict[Record, Tombstone]:
    """The well-formed rows of tombstones.csv, the latest of each record."""
    found: dict[Record, Tombstone] = {}
    if past.stones is None or past.stones.header != STONE_COLUMNS:
        return found
    for row in past.stones.rows:
        stone = _stone(row, terms)
        if stone is None:
            continue
        known = found.get((stone.key, stone.record_id))
        if known is None or known.event_on <= stone.event_on:
            found[stone.key, stone.record_id] = stone
    return found


def _stone(row: StoneRow, terms: Terms) -> Tombstone | None:
    if len(row.cells) != len(STONE_COLUMNS):
        return None
    given = dict(stone_cells(row))
    event = terms.events.get(given["event"])
    names = (given["package"], given["resource"], given["record_id"])
    if event is None or given["reason"] not in event.reasons or not is_day(given["event_on"]):
        return None
    if not all(map(is_path_safe, names)):
        return None
    return Tombstone(
        key=Key(given["package"], given["resource"]),
        record_id=given["record_id"],
        event=given["event"],
        event_on=given["event_on"],
        reason=given["reason"],
        rule=REMOVED,
    )


def holds_still(stone: Tombstone, entry: Entry | None) -> bool:
    """Whether a written tombstone is about the record's present end. One from before the day on
    which the record was last public tells of an end that was undone.
    """
    return entry is None or entry.last_published_on <= stone.event_on


def remember(world: World, fates: Fates, past: Past) -> None:
    """Give the records that once were public, and are not, the tombstone that they must have."""
    sources = Sources(world)
    written = written_stones(past, terms_of(world.rulebook)) if past.stones else {}
    causes = {(d.key, d.record_id): d.rule for d in fates.decisions if d.action in _HIDES}
    for entry in past.entries.values():
        record = (entry.key, entry.record_id)
        stone = _if_holding(written.get(record), entry)
        if sources.has(*record):
            cause = causes.get(record, REMOVED)
            gone = fates.gone.get(entry.key, {})
            if entry.record_id in gone:
                today = gone[entry.record_id] or _caused(stone, cause)
                gone[entry.record_id] = _of_row(entry, today, sources, cause)
        elif entry.key in world.dataset.tables:
            _bury(fates, _ended(entry, REMOVED) if entry.state is State.ENDED else stone)
    for record, stone in written.items():
        if record in past.entries or stone.key not in world.dataset.tables:
            continue
        gone = fates.gone.get(stone.key, {})
        if not sources.has(*record):
            _bury(fates, stone)
        elif stone.record_id in gone and gone[stone.record_id] is None:
            gone[stone.record_id] = _caused(stone, causes.get(record, REMOVED))


_HIDES = frozenset({Action.WITHHOLD.value, Action.EXPIRE.value})


def _bury(fates: Fates, stone: Tombstone | None) -> None:
    if stone is None:
        return  # rule S02 asks for one
    fates.gone.setdefault(stone.key, {})[stone.record_id] = stone
    decision = Decision(stone.key, stone.record_id, stone.rule, Action.EXPIRE.value)
    fates.decisions.append(decision)


def _caused(stone: Tombstone | None, cause: str) -> Tombstone | None:
    """A written tombstone of a row that is still there, which some rule of the day keeps back."""
    return replace(stone, rule=cause) if stone else None


def _if_holding(stone: Tombstone | None, entry: Entry) -> Tombstone | None:
    return stone if stone is not None and holds_still(stone, entry) else None


def _of_row(entry: Entry, today: Tombstone | None, sources: Sources, cause: str) -> Tombstone:
    """The tombstone of a row that is there and not public. What has ended stays as it ended; only
    a better knowledge of the day may move it, and never later.
    """
    if entry.state is State.ENDED:
        first = _ended(entry, today.rule if today else cause)
        if today and today.event == first.event and today.event_on:
            return replace(first, event_on=min(first.event_on, today.event_on))
        return first
    if today is not None:
        return today
    since = entry.ended_on if entry.state is State.WITHHELD else ""
    if not since:
        updated = sources.cell(entry.key, entry.record_id, "updated_on")
        since = updated if updated >= entry.last_published_on else ""
    return Tombstone(entry.key, entry.record_id, SUSPENDED, since, NOT_NOW, cause)


def _ended(entry: Entry, rule: str) -> Tombstone:
    return Tombstone(entry.key, entry.record_id, entry.event, entry.ended_on, entry.reason, rule)


def ends(past: Past, terms: Terms, world: World) -> dict[Record, Tombstone]:
    """Every record that had ended by the day of the build, with what its tombstone said."""
    found = {
        record: _ended(entry, REMOVED)
        for record, entry in past.entries.items()
        if past.had_ended(entry, world.as_of)
    }
    for record, stone in written_stones(past, terms).items():
        if holds_still(stone, past.entries.get(record)) and stone.event_on <= str(world.as_of):
            found.setdefault(record, stone)
    return found
