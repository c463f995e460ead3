"""Promise against outcome: what was due, kept, late, broken or lawfully changed, and which records
say so.

Nothing is weighed against anything else: there is no score over several families and no order of
institutions. What nobody has published is counted as that, not as nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.families import FAMILIES, Entry, Family, Verdict
from gongshi.catalog.table import Record

# Verdicts about something whose day has come: the denominator.
DUE = (Verdict.KEPT, Verdict.LATE, Verdict.BROKEN, Verdict.CHANGED)


@dataclass(frozen=True)
class Tally:
    """The entries of one family, of one institution or of all."""

    family: Family
    entries: tuple[Entry, ...]

    @cached_property
    def counts(self) -> Mapping[Verdict, int]:
        counts: Counter[Verdict] = Counter()
        for entry in self.entries:
            for verdict, number in entry.counts.items():
                counts[verdict] += number
        return counts

    @property
    def due(self) -> int:
        return sum(self.counts[verdict] for verdict in DUE)

    @property
    def done(self) -> int:
        """Kept, in time or late."""
        return self.counts[Verdict.KEPT] + self.counts[Verdict.LATE]

    @property
    def has_data(self) -> bool:
        """Whether anything at all is known: zero is a number, this is not."""
        return any(verdict is not Verdict.UNKNOWN for verdict in self.counts)

    def with_verdict(self, verdict: Verdict) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.counts.get(verdict))

    @property
    def by_verdict(self) -> tuple[tuple[Verdict, tuple[Entry, ...]], ...]:
        found = ((verdict, self.with_verdict(verdict)) for verdict in Verdict)
        return tuple((verdict, entries) for verdict, entries in found if entries)


@dataclass(frozen=True)
class InstitutionOutcomes:
    """`tallies` has one for each family of the edition; one without entries has no data."""

    institution: Record
    tallies: tuple[Tally, ...]

    @property
    def has_entries(self) -> bool:
        return any(tally.entries for tally in self.tallies)


@dataclass(frozen=True)
class Outcomes:
    """`overall` holds what institutions outside the register promised as well."""

    families: tuple[Family, ...]
    overall: tuple[Tally, ...]
    institutions: tuple[InstitutionOutcomes, ...]

    @property
    def with_entries(self) -> tuple[InstitutionOutcomes, ...]:
        return tuple(one for one in self.institutions if one.has_entries)

    @property
    def by_domain(self) -> tuple[tuple[str, tuple[Tally, ...]], ...]:
        domains = dict.fromkeys(tally.family.domain for tally in self.overall)
        return tuple(
            (domain, tuple(t for t in self.overall if t.family.domain == domain))
            for domain in domains
        )

    def of(self, institution: Record) -> InstitutionOutcomes | None:
        return self._by_id.get(institution.id)

    @cached_property
    def _by_id(self) -> Mapping[str, InstitutionOutcomes]:
        return {one.institution.id: one for one in self.institutions}


def outcomes_of(catalog: Catalog) -> Outcomes:
    """Over the families that the edition has a table for."""
    kinds = {table.kind for table in catalog.tables.values()}
    families = tuple(family for family in FAMILIES if family.kind in kinds)
    entries = {family: tuple(_entries(catalog, family)) for family in families}
    mine: dict[tuple[str, str], list[Entry]] = {}
    for family, found in entries.items():
        for entry in found:
            if entry.institution is not None:
                mine.setdefault((entry.institution.id, family.slug), []).append(entry)
    institutions = [
        record for table in catalog.of_kind("institution") for record in catalog.records(table)
    ]
    return Outcomes(
        families=families,
        overall=tuple(Tally(family, entries[family]) for family in families),
        institutions=tuple(
            InstitutionOutcomes(
                one,
                tuple(Tally(f, tuple(mine.get((one.id, f.slug), ()))) for f in families),
            )
            for one in institutions
        ),
    )


def _entries(catalog: Catalog, family: Family) -> Iterator[Entry]:
    for table in catalog.of_kind(family.kind):
        for record in catalog.records(table):
            subject = table.policy.subject_field
            institution = catalog.target(record, subject) if subject else None
            yield from family.read(catalog, record, institution)
