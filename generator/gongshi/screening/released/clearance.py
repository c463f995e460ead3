"""Whether a cell that was public once may be shown once more, as what a field said before.

It may have been corrected because it should never have been public. So it has to pass everything
that today's cells pass, and more: it may be there only if the same field of the same record is
public today as it stands in the source, and it may not speak of a record that ended.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gongshi.core.squeeze import squeeze
from gongshi.package.descriptor import Field, Key
from gongshi.package.policy import Visibility
from gongshi.screening.canary import Automaton, Canaries
from gongshi.screening.disclosure import PublicTable
from gongshi.screening.masks import mask_spans
from gongshi.screening.released.store import Cells, Record
from gongshi.screening.rule import JUDGING, Action, Rule, Scope, looks_at
from gongshi.screening.text_conditions import text_holds
from gongshi.screening.values import ids
from gongshi.screening.world import World

# Shorter texts of a record that ended stand elsewhere by chance.
_SHORTEST = 6
_STRUCTURED = frozenset({"array", "object"})


@dataclass(frozen=True)
class Clearance:
    """`gone`: the cells of records that were public at the release and are not any more."""

    world: World
    tables: Mapping[Key, PublicTable]
    canaries: Canaries
    gone: Mapping[Record, Cells]

    def may_show(self, table: PublicTable, record: str, field: Field, before: str) -> bool:
        """`before`: the cell at the release. The record is public today."""
        return (
            field.visibility is Visibility.PUBLIC
            and field.name not in table.computed
            and self._stands_as_in_the_source(table, record, field)
            and self._target_is_public(table, field, before)
            and not self._caught(table, field, before)
            and not self._speaks_of_the_ended(before)
        )

    def _stands_as_in_the_source(self, table: PublicTable, record: str, field: Field) -> bool:
        """Not masked, summarised or emptied today. JSON is written anew, so it is not asked."""
        if field.type in _STRUCTURED:
            return self._raw(table.key, field.name).get(record, "") != ""
        public = self._public(table, field.name)
        return self._raw(table.key, field.name).get(record) == public.get(record)

    def _target_is_public(self, table: PublicTable, field: Field, before: str) -> bool:
        for fk in table.foreign_keys:
            if fk.fields == (field.name,) and before not in field.missing_labels:
                target = self.tables.get(fk.target)
                return target is not None and before in set(target.frame[fk.target_fields[0]])
        return True

    def _caught(self, table: PublicTable, field: Field, before: str) -> bool:
        """By a rule about public text, whether it stops the build or masks what it finds."""
        kind = table.resource.kind
        if any(
            looks_at(rule, kind, field.name) and text_holds(rule.when, before)
            for rule in self._judging
        ):
            return True
        return any(
            looks_at(rule, kind, field.name) and mask_spans(rule, before) != before
            for rule in self._masking
        )

    def _speaks_of_the_ended(self, before: str) -> bool:
        squeezed = squeeze(before.encode())
        return bool(self.canaries.within(squeezed) or self._ended.within(squeezed))

    @cached_property
    def _judging(self) -> list[Rule]:
        return list(self.world.rulebook.of(Scope.PUBLIC_TEXT, *JUDGING, as_of=self.world.as_of))

    @cached_property
    def _masking(self) -> list[Rule]:
        return list(self.world.rulebook.of(Scope.PUBLIC_TEXT, Action.MASK, as_of=self.world.as_of))

    @cached_property
    def _ended(self) -> Automaton:
        """The texts of records that are gone and that no record says today."""
        today = {
            str(cell)
            for table in self.tables.values()
            for name in table.frame.columns
            for cell in table.frame[name].unique()
        }
        texts = {
            cell
            for cells in self.gone.values()
            for cell in cells.values()
            if len(cell) >= _SHORTEST and cell not in today and not _is_day(cell)
        }
        return Automaton(sorted({squeeze(text.encode()) for text in texts} - {b""}))

    def _raw(self, key: Key, name: str) -> Mapping[str, str]:
        return self._columns("raw", key, name)

    def _public(self, table: PublicTable, name: str) -> Mapping[str, str]:
        return self._columns("public", table.key, name)

    def _columns(self, side: str, key: Key, name: str) -> Mapping[str, str]:
        known = self._cache.get((side, key, name))
        if known is None:
            if side == "raw":
                source = self.world.dataset.tables[key]
                known = dict(zip(ids(source), source.frame[name], strict=True))
            else:
                table = self.tables[key]
                known = dict(zip(table.frame[table.id_field], table.frame[name], strict=True))
            self._cache[side, key, name] = known
        return known

    @cached_property
    def _cache(self) -> dict[tuple[str, Key, str], Mapping[str, str]]:
        return {}


def _is_day(cell: str) -> bool:
    return len(cell) == 10 and cell[4] == cell[7] == "-"
