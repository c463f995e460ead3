"""How good the data are: how much is filled in, how fresh, what was warned of, what is missing.

Numbers only. A warning may be about a cell that is not public, so what it quotes is never shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.filled import Filled, filled, filled_groups, own_fields
from gongshi.catalog.gaps import Gaps, gaps
from gongshi.catalog.promises import promises_of
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core.clock import AsOf, parse_date
from gongshi.core.duration import add_duration, every

EDITION = "整个版本"
_NO_RULE = "数据校验的提示"


@dataclass(frozen=True)
class Freshness:
    """`due_on` is the last day on which the next change would be in time; "" where the dataset says
    no frequency or has no day of change.
    """

    last_changed: str
    frequency: str
    due_on: str
    overdue: bool

    @property
    def words(self) -> str:
        return every(self.frequency)


@dataclass(frozen=True)
class Warned:
    """`is_rule`: the code has a page of its own."""

    code: str
    title: str
    is_rule: bool
    count: int


@dataclass(frozen=True)
class DatasetQuality:
    table: CatalogTable
    filled: Filled
    required: Filled
    groups: tuple[tuple[str, Filled], ...]
    freshness: Freshness
    warnings: tuple[Warned, ...]

    @property
    def warned(self) -> int:
        return sum(one.count for one in self.warnings)


@dataclass(frozen=True)
class InstitutionQuality:
    """`powers` and `commitments` are None where the edition has no such table."""

    record: Record
    filled: Filled
    powers: int | None
    commitments: int | None
    with_results: int
    last_changed: str
    gaps: Gaps


@dataclass(frozen=True)
class Quality:
    """`elsewhere`: warnings about the edition or a descriptor, by the name of the package."""

    datasets: tuple[DatasetQuality, ...]
    institutions: tuple[InstitutionQuality, ...]
    elsewhere: tuple[tuple[str, tuple[Warned, ...]], ...]
    kinds: frozenset[str]

    @property
    def overdue(self) -> int:
        return sum(one.freshness.overdue for one in self.datasets)

    @property
    def warned(self) -> int:
        there = sum(one.count for _, warnings in self.elsewhere for one in warnings)
        return there + sum(one.warned for one in self.datasets)

    @property
    def without_powers(self) -> tuple[Record, ...]:
        return tuple(one.record for one in self.institutions if one.gaps.powers)

    @property
    def without_commitments(self) -> tuple[Record, ...]:
        return tuple(one.record for one in self.institutions if one.gaps.commitments)

    @property
    def with_gaps(self) -> tuple[InstitutionQuality, ...]:
        return tuple(one for one in self.institutions if one.gaps.words)


def quality_of(catalog: Catalog) -> Quality:
    warnings = _warnings(catalog)
    titles = {package.name: package.title for package in catalog.disclosure.packages}
    tables = catalog.tables.values()
    elsewhere = [
        (titles.get(place, EDITION), _warned(catalog, counts))
        for place, counts in warnings.items()
        if isinstance(place, str)
    ]
    return Quality(
        datasets=tuple(
            _dataset(catalog, table, _warned(catalog, warnings.get(table, Counter())))
            for table in tables
        ),
        institutions=tuple(_institutions(catalog)),
        elsewhere=tuple(elsewhere),
        kinds=frozenset(table.kind for table in tables),
    )


def freshness(table: CatalogTable, as_of: AsOf) -> Freshness:
    frequency, changed = table.policy.frequency or "", table.last_changed
    if not (frequency and changed):
        return Freshness(changed, frequency, "", overdue=False)
    due = add_duration(parse_date(changed), frequency)
    return Freshness(changed, frequency, due.isoformat(), as_of.day > due)


def _dataset(catalog: Catalog, table: CatalogTable, warnings: tuple[Warned, ...]) -> DatasetQuality:
    own = own_fields(table)
    return DatasetQuality(
        table=table,
        filled=filled(table, own),
        required=filled(table, [field for field in own if field.required]),
        groups=tuple(filled_groups(table)),
        freshness=freshness(table, catalog.disclosure.as_of),
        warnings=warnings,
    )


def _warnings(catalog: Catalog) -> dict[CatalogTable | str, Counter[str]]:
    """Table, name of a package, or "" for the edition → code → how often. A finding knows its file
    only; a package's folder has its name.
    """
    places = {
        f"{t.key.package}/{path}": t
        for t in catalog.tables.values()
        for path in t.public.resource.paths
    }
    counts: dict[CatalogTable | str, Counter[str]] = {}
    names = {package.name for package in catalog.disclosure.packages}
    for finding in catalog.disclosure.warnings:
        place = _place(finding.path, places, names)
        counts.setdefault(place, Counter())[finding.code] += 1
    return counts


def _place(
    path: str, places: Mapping[str, CatalogTable], names: AbstractSet[str]
) -> CatalogTable | str:
    parts = path.split("/")
    tails = ("/".join(parts[start:]) for start in range(len(parts)))
    table = next((places[tail] for tail in tails if tail in places), None)
    if table is not None:  # a table without rows is falsy
        return table
    return next((folder for folder in reversed(parts) if folder in names), "")


def _warned(catalog: Catalog, counts: Counter[str]) -> tuple[Warned, ...]:
    rulebook = catalog.disclosure.rulebook
    found = []
    for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        rule = rulebook.by_id(code)
        title = rule.title if rule else _NO_RULE
        found.append(Warned(code, title, rule is not None, count))
    return tuple(found)


def _institutions(catalog: Catalog) -> Iterator[InstitutionQuality]:
    kinds = frozenset(table.kind for table in catalog.tables.values())
    for table in catalog.of_kind("institution"):
        own = own_fields(table)
        for record in catalog.records(table):
            powers = catalog.about(record, "power_item")
            promises = promises_of(catalog, record)
            said = (record, *powers, *promises.commitments)
            yield InstitutionQuality(
                record=record,
                filled=filled(table, own, [record.position]),
                powers=len(powers) if "power_item" in kinds else None,
                commitments=len(promises.commitments) if "service_commitment" in kinds else None,
                with_results=promises.with_results,
                last_changed=max(one.given("updated_on") for one in said),
                gaps=gaps(record, has_powers=bool(powers), promises=promises, kinds=kinds),
            )
