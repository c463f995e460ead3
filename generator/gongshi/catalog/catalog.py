"""The catalogue: tables, and the relations between their records, both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gongshi.catalog.table import CatalogTable, Record
from gongshi.catalog.values import as_text
from gongshi.package.descriptor import Field, ForeignKey, Key
from gongshi.package.policy import SLOT, OnHidden
from gongshi.screening.clocks import Clock
from gongshi.screening.disclosure import Disclosure
from gongshi.screening.outcome import Annotation, Deadline, Tombstone

# Titles may name a record of another table, whose title may name a third.
_TITLE_DEPTH = 3


@dataclass(frozen=True)
class Incoming:
    """Records of `table` whose `field` points to one record."""

    table: CatalogTable
    field: Field
    records: tuple[Record, ...]


@dataclass(frozen=True, eq=False)
class Catalog:
    disclosure: Disclosure

    @cached_property
    def tables(self) -> Mapping[Key, CatalogTable]:
        return {table.key: CatalogTable(table) for table in self.disclosure.tables}

    def of_package(self, package: str) -> list[CatalogTable]:
        return [table for key, table in self.tables.items() if key.package == package]

    def of_kind(self, kind: str) -> list[CatalogTable]:
        return [table for table in self.tables.values() if table.kind == kind]

    def records(self, table: CatalogTable) -> Iterator[Record]:
        """In the table's order."""
        return (Record(table, position) for position in table.order)

    # Relations

    def target(self, record: Record, field: str) -> Record | None:
        """The public record that a foreign-key cell points to."""
        fk = record.table.links.get(field)
        value = record.given(field)
        if fk is None or not value or fk.target not in self.tables:
            return None
        table = self.tables[fk.target]
        # What the reference goes by may not be public; then nothing can be told of its target.
        position = self._targets.get((fk.target, fk.target_fields[0]), {}).get(value)
        return None if position is None else Record(table, position)

    def incoming(self, record: Record) -> Iterator[Incoming]:
        """What points to a record, a group for each table and field, in the edition's order."""
        for table, name, fk in self._links_to.get(record.table.key, ()):
            value = record.given(fk.target_fields[0])
            positions = self._sources[table.key, name].get(value, ()) if value else ()
            if positions:
                records = tuple(Record(table, position) for position in positions)
                yield Incoming(table, table.by_name[name], records)

    def pointing(self, record: Record, kind: str) -> list[Record]:
        """The records of a kind that point to this one, each once."""
        found = [
            source
            for group in self.incoming(record)
            if group.table.kind == kind
            for source in group.records
        ]
        return list(dict.fromkeys(found))

    def about(self, record: Record, kind: str) -> list[Record]:
        """The records of a kind whose subject is this one.

        Only the declared `subject_field` counts: a body that published or determined a record must
        never appear as the one that the record is about.
        """
        return [
            source
            for group in self.incoming(record)
            if group.table.kind == kind and group.field.name == group.table.policy.subject_field
            for source in group.records
        ]

    @cached_property
    def _targets(self) -> dict[tuple[Key, str], dict[str, int]]:
        wanted = {
            (fk.target, fk.target_fields[0])
            for table in self.tables.values()
            for fk in table.links.values()
            if fk.target in self.tables
        }
        return {
            (key, name): {
                cell: position for position, cell in enumerate(self.tables[key].columns[name])
            }
            for key, name in wanted
            if name in self.tables[key].columns
        }

    @cached_property
    def _links_to(self) -> dict[Key, list[tuple[CatalogTable, str, ForeignKey]]]:
        result: dict[Key, list[tuple[CatalogTable, str, ForeignKey]]] = {}
        for table in self.tables.values():
            for name, fk in table.links.items():
                result.setdefault(fk.target, []).append((table, name, fk))
        return result

    @cached_property
    def _sources(self) -> dict[tuple[Key, str], dict[str, list[int]]]:
        result: dict[tuple[Key, str], dict[str, list[int]]] = {}
        for table in self.tables.values():
            for name in table.links:
                by_value = result.setdefault((table.key, name), {})
                column = table.columns[name]
                for position in table.order:
                    by_value.setdefault(column[position], []).append(position)
        return result

    def last_day(self, record: Record) -> str:
        """The last day on which a record may be public, its own or that of the record that it
        would be withdrawn with; "" where no law sets one. ISO date.
        """
        if own := record.given("publish_until"):
            return own
        days = []
        for name, fk in record.table.links.items():
            parent = self.target(record, name)
            if parent is None or parent.table is record.table:
                continue
            if fk.on_hidden is OnHidden.WITHDRAW:
                days.append(self.last_day(parent))
        return min(filter(None, days), default="")

    # Words

    def title(self, record: Record) -> str:
        return self._titles(record.table)[record.position]

    def text(self, record: Record, name: str) -> str:
        """A cell in words: a foreign key gives its target's title."""
        target = self.target(record, name)
        if target is not None:
            return self.title(target)
        return as_text(record.table.by_name[name], record.cell(name))

    def fill(self, template: str, record: Record, depth: int = _TITLE_DEPTH) -> str:
        """A template of the descriptor with the record's cells in its braces."""

        def word(name: str) -> str:
            target = self.target(record, name)
            if target is None:
                return as_text(record.table.by_name[name], record.cell(name))
            if depth == 0 or not target.table.policy.title:
                return target.id
            return self.fill(target.table.policy.title, target, depth - 1)

        return SLOT.sub(lambda match: word(match.group(1)), template)

    def _titles(self, table: CatalogTable) -> list[str]:
        known = self._title_cache.get(table.key)
        if known is None:
            template = table.policy.title or f"{{{table.public.id_field}}}"
            known = [self.fill(template, Record(table, position)) for position in range(len(table))]
            self._title_cache[table.key] = known
        return known

    @cached_property
    def _title_cache(self) -> dict[Key, list[str]]:
        return {}

    # What the door left behind

    @cached_property
    def _annotations(self) -> dict[tuple[Key, str], list[Annotation]]:
        result: dict[tuple[Key, str], list[Annotation]] = {}
        for note in self.disclosure.annotations:
            result.setdefault((note.key, note.record_id), []).append(note)
        return result

    def annotations(self, record: Record) -> list[Annotation]:
        return self._annotations.get((record.table.key, record.id), [])

    @cached_property
    def _deadlines(self) -> dict[tuple[Key, str], list[Deadline]]:
        result: dict[tuple[Key, str], list[Deadline]] = {}
        for one in self.disclosure.deadlines:
            result.setdefault((one.key, one.record_id), []).append(one)
        return result

    def deadlines(self, record: Record) -> list[Deadline]:
        """Every clock that runs or ran on the record, in the rulebook's order."""
        return self._deadlines.get((record.table.key, record.id), [])

    def clock(self, deadline: Deadline) -> Clock:
        """What sets a deadline: its name, its article, and whether somebody read it."""
        return self.disclosure.rulebook.clock(deadline.clock)

    def tombstones(self, key: Key) -> list[Tombstone]:
        return [stone for stone in self.disclosure.tombstones if stone.key == key]

    def ended(self, key: Key) -> int:
        """How many records of a table ended for good."""
        return sum(not stone.suspended for stone in self.tombstones(key))
