"""An institution's file: what it may do, promised, was found to have broken, was honoured for."""

from __future__ import annotations

from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog, Incoming
from gongshi.catalog.gaps import gaps
from gongshi.catalog.promises import Promises, promises_of
from gongshi.catalog.table import Record
from gongshi.package.kinds import PUBLISHER

_OWN_SECTIONS = frozenset({"power_item", "service_commitment", "dishonesty_record", "honour"})


@dataclass(frozen=True)
class Dossier:
    """`records_all` and `honours_all` are the denominators: over the whole edition.

    `kinds` are those of the edition's tables: of what it has no table for it may not say that an
    institution lacks it.
    """

    powers: tuple[tuple[str, tuple[Record, ...]], ...]
    promises: Promises
    records: tuple[Record, ...]
    honours: tuple[Record, ...]
    records_all: int
    honours_all: int
    institutions_all: int
    children: tuple[Record, ...]
    others: tuple[Incoming, ...]
    missing: tuple[str, ...]
    kinds: frozenset[str]

    @property
    def power_count(self) -> int:
        return sum(len(records) for _, records in self.powers)

    @property
    def has_own(self) -> bool:
        """Whether the edition has a table for any of the sections that are an institution's own."""
        return not self.kinds.isdisjoint(_OWN_SECTIONS)


def dossier(catalog: Catalog, institution: Record) -> Dossier:
    """Everything that points to an institution, in the order in which a reader asks."""
    powers = _powers(catalog, institution)
    promises = promises_of(catalog, institution)
    kinds = frozenset(table.kind for table in catalog.tables.values())
    return Dossier(
        powers=powers,
        promises=promises,
        records=tuple(catalog.about(institution, "dishonesty_record")),
        honours=tuple(catalog.about(institution, "honour")),
        records_all=_count(catalog, "dishonesty_record"),
        honours_all=_count(catalog, "honour"),
        institutions_all=_count(catalog, "institution"),
        children=tuple(
            record
            for record in catalog.pointing(institution, "institution")
            if record.id != institution.id and catalog.target(record, "parent_id") == institution
        ),
        others=_others(catalog, institution),
        missing=gaps(institution, has_powers=bool(powers), promises=promises, kinds=kinds).words,
        kinds=kinds,
    )


def _powers(catalog: Catalog, institution: Record) -> tuple[tuple[str, tuple[Record, ...]], ...]:
    by_type: dict[str, list[Record]] = {}
    items = catalog.about(institution, "power_item")
    for item in items:
        by_type.setdefault(item.given("item_type"), []).append(item)
    order = items[0].table.by_name["item_type"].enum if items else ()
    rank = {name: index for index, name in enumerate(order)}
    return tuple(
        (name, tuple(records))
        for name, records in sorted(by_type.items(), key=lambda pair: rank.get(pair[0], len(rank)))
    )


def _others(catalog: Catalog, institution: Record) -> tuple[Incoming, ...]:
    """Groups that have no section of their own; who merely publishes a record is left out."""
    return tuple(
        group
        for group in catalog.incoming(institution)
        if group.field.name != PUBLISHER
        and group.table.kind != "institution"
        and not (
            group.table.kind in _OWN_SECTIONS
            and group.field.name == group.table.policy.subject_field
        )
    )


def _count(catalog: Catalog, kind: str) -> int:
    return sum(len(table) for table in catalog.of_kind(kind))
