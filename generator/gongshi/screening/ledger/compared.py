"""Today beside the past, as the conditions of scope `ledger` see them.

Findings name the clerk's file and row, the record's id and what to do; never what a cell says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from gongshi.core.finding import Finding
from gongshi.screening.disclosure import PublicTable
from gongshi.screening.findings import finding_of
from gongshi.screening.ledger.corrections import Corrections
from gongshi.screening.ledger.past import Past
from gongshi.screening.ledger.stones import Record, Sources, ends, written_stones
from gongshi.screening.ledger.terms import Terms, terms_of
from gongshi.screening.outcome import Tombstone
from gongshi.screening.rows import Fates
from gongshi.screening.rule import Rule
from gongshi.screening.world import World


@dataclass(frozen=True)
class Compared:
    """Today and the past, for the conditions below."""

    world: World
    fates: Fates
    tables: tuple[PublicTable, ...]
    past: Past

    @cached_property
    def sources(self) -> Sources:
        return Sources(self.world)

    @cached_property
    def corrections(self) -> Corrections:
        return Corrections(self.tables, self.world.as_of)

    @cached_property
    def terms(self) -> Terms:
        return terms_of(self.world.rulebook)

    @cached_property
    def written(self) -> Mapping[Record, Tombstone]:
        return written_stones(self.past, self.terms)

    @cached_property
    def ended(self) -> Mapping[Record, Tombstone]:
        """What had ended by the day of the build."""
        return ends(self.past, self.terms, self.world)

    def public(self, record: Record) -> bool:
        """In the source, and neither withheld nor ended today."""
        key, record_id = record
        here = self.sources.has(key, record_id)
        return here and record_id not in self.fates.gone.get(key, {})


def said(rule: Rule, words: Mapping[str, str], path: str, row: int, **more: str | None) -> Finding:
    """The finding of a rule whose message has places in braces for what it is about."""
    finding = finding_of(rule, path, row, **more)
    message = finding.message
    for place, word in words.items():
        message = message.replace(f"{{{place}}}", word)
    return replace(finding, message=message)
