"""The ledgers that readers see: what ended and why, and what was corrected. No subject, no fact of
a record that ended: there is none in a tombstone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable, Record
from gongshi.package.descriptor import Field
from gongshi.screening.ledger.corrections import COLUMNS, DAY, FIELD, KIND, RECORD
from gongshi.screening.ledger.terms import terms_of
from gongshi.screening.outcome import Tombstone

_MONTH = slice(0, 7)


@dataclass(frozen=True)
class Removal:
    """A tombstone with its page; `word` is its event for readers."""

    table: CatalogTable
    stone: Tombstone
    word: str

    @property
    def url(self) -> str:
        return self.table.url(self.stone.record_id)


@dataclass(frozen=True)
class ReasonClass:
    """A class of reason that was used; `rules` are those that applied it."""

    event: str
    word: str
    reason: str
    meaning: str
    rules: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class MonthCount:
    """How many ended in a month, and in all until its end. `month` is "" where no day is known."""

    month: str
    count: int
    total: int


@dataclass(frozen=True)
class ReasonCount:
    month: str
    event: str
    word: str
    reason: str
    count: int


@dataclass(frozen=True)
class TableRemovals:
    """One dataset's removals, newest first, and their number by month and reason."""

    table: CatalogTable
    counts: tuple[ReasonCount, ...]
    removals: tuple[Removal, ...]


@dataclass(frozen=True)
class Removals:
    """`ended` for good; `suspended` are kept back and may return."""

    ended: tuple[Removal, ...]
    suspended: tuple[Removal, ...]
    reasons: tuple[ReasonClass, ...]
    months: tuple[MonthCount, ...]
    by_table: tuple[TableRemovals, ...]


def removals_of(catalog: Catalog) -> Removals:
    """Over all tombstones; months and records newest first."""
    found = sorted(_removals(catalog), key=_newest_last, reverse=True)
    ended = tuple(one for one in found if not one.stone.suspended)
    by_table = (
        TableRemovals(table, _counts(members), members)
        for table in catalog.tables.values()
        if (members := tuple(one for one in ended if one.table is table))
    )
    return Removals(
        ended=ended,
        suspended=tuple(one for one in found if one.stone.suspended),
        reasons=_reasons(catalog, found),
        months=_months(ended),
        by_table=tuple(by_table),
    )


def _removals(catalog: Catalog) -> Iterator[Removal]:
    terms = terms_of(catalog.disclosure.rulebook)
    for stone in catalog.disclosure.tombstones:
        yield Removal(catalog.tables[stone.key], stone, terms.title(stone.event))


def _newest_last(one: Removal) -> tuple[str, str, str]:
    return (one.stone.event_on, str(one.stone.key), one.stone.record_id)


def _reasons(catalog: Catalog, found: Iterable[Removal]) -> tuple[ReasonClass, ...]:
    """The classes that occur, the commonest first. A local rule's own class means what its rule
    says.
    """
    rulebook = catalog.disclosure.rulebook
    terms = terms_of(rulebook)
    rules: dict[tuple[str, str, str], Counter[str]] = {}
    for one in found:
        kind = (one.stone.event, one.word, one.stone.reason)
        rules.setdefault(kind, Counter())[one.stone.rule] += 1
    classes = []
    for (event, word, reason), used in rules.items():
        first = rulebook.by_id(min(used))
        meaning = terms.meaning(reason) or (first.title if first else "")
        classes.append(ReasonClass(event, word, reason, meaning, tuple(sorted(used)), used.total()))
    return tuple(sorted(classes, key=lambda c: (-c.count, c.event, c.reason)))


def _months(found: Iterable[Removal]) -> tuple[MonthCount, ...]:
    counts = sorted(Counter(one.stone.event_on[_MONTH] for one in found).items())
    totals = accumulate(count for _, count in counts)
    months = [MonthCount(month, n, total) for (month, n), total in zip(counts, totals, strict=True)]
    return tuple(reversed(months))


def _counts(found: Iterable[Removal]) -> tuple[ReasonCount, ...]:
    counts = Counter(
        (one.stone.event_on[_MONTH], one.stone.event, one.word, one.stone.reason) for one in found
    )
    rows = [ReasonCount(*row, count) for row, count in counts.items()]
    rows.sort(key=lambda row: (row.event, row.reason))
    return tuple(sorted(rows, key=lambda row: row.month, reverse=True))


@dataclass(frozen=True)
class CorrectionRecord:
    """A public correction of a record that is public; `field` is the corrected one."""

    correction: Record
    record: Record
    field: Field

    @property
    def day(self) -> str:
        return self.correction.given(DAY)


def corrections_of(catalog: Catalog) -> tuple[CorrectionRecord, ...]:
    """Newest first. One whose record or field is not public is left out."""
    found = [
        one
        for table in catalog.of_kind(KIND)
        if table.by_name.keys() >= set(COLUMNS)
        for record in catalog.records(table)
        if (one := _correction(catalog, record)) is not None
    ]
    found.sort(key=lambda one: one.correction.id)
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))


def _correction(catalog: Catalog, correction: Record) -> CorrectionRecord | None:
    record = catalog.target(correction, RECORD)
    fields: Mapping[str, Field] = record.table.by_name if record else {}
    field = fields.get(correction.given(FIELD))
    return CorrectionRecord(correction, record, field) if record and field else None
