"""What can be searched: sections of records, each with its texts. From public tables only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

import numpy as np

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.confined import confined_fields
from gongshi.catalog.table import CatalogTable, Record
from gongshi.catalog.values import as_text, split_list
from gongshi.core.text import shorten
from gongshi.package.descriptor import Field
from gongshi.package.policy import OnHidden
from gongshi.search.numbers import numbers

_PAGE_KIND = "页面"
# Facets with more values than this are of no help beside a result list.
_MOST_FACET_VALUES = 40
_TEXT_TYPES = frozenset({"string", "list", "array", "object"})


@dataclass(frozen=True)
class ProsePage:
    """A hand-written page, as the search knows it."""

    url: str
    title: str
    headings: tuple[str, ...]


@dataclass(frozen=True)
class FacetColumn:
    """A facet as its labels and, for each record, the number of its label."""

    title: str
    labels: tuple[str, ...]
    column: list[int]


@dataclass(frozen=True)
class Section:
    """The records of a table, or the prose pages: as many titles as ids, subjects and so on.

    Newest first, the undated last; `dates` are ISO days or "". A record's URL is `prefix` + id and
    a slash, a page's is its id. `subjects`: numbers in Corpus.subjects, -1 for none. `codes`,
    `texts`: a line for each cell; `texts` is what is searched only if the reader wants it.
    """

    label: str
    prefix: str
    titles: list[str]
    ids: list[str]
    subjects: list[int]
    codes: list[str]
    texts: list[str]
    dates: list[str]
    facets: tuple[FacetColumn, ...] = ()
    are_pages: bool = False

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def days(self) -> dict[str, str]:
        """Each day with the number of records that follow each other with it. A day counts from
        0001-01-01, 0 is none; the first stands as it is, the others as differences.
        """
        runs = [(day, sum(1 for _ in run)) for day, run in groupby(self.dates)]
        days = [date.fromisoformat(day).toordinal() if day else 0 for day, _ in runs]
        falls = [before - after for before, after in pairwise(days)]
        return {
            "days": numbers(np.array([*days[:1], *falls], dtype=np.int64)).decode(),
            "counts": numbers(np.array([count for _, count in runs], dtype=np.int64)).decode(),
        }


@dataclass(frozen=True)
class Corpus:
    """A record's number counts through the sections. `subjects`: an institution's title, and every
    other name and code by which someone may look for it.
    """

    as_of: str
    sections: tuple[Section, ...]
    subjects: list[tuple[str, str]]

    def __len__(self) -> int:
        return sum(map(len, self.sections))


def corpus_of(catalog: Catalog, pages: Iterable[ProsePage]) -> Corpus:
    subjects: dict[Record, int] = {}
    tables = [_section(catalog, table, subjects) for table in catalog.tables.values() if len(table)]
    return Corpus(
        as_of=str(catalog.disclosure.as_of),
        sections=(*tables, _pages(list(pages))),
        subjects=[_names(catalog, subject) for subject in subjects],
    )


def _section(catalog: Catalog, table: CatalogTable, subjects: dict[Record, int]) -> Section:
    day = table.policy.date_field
    if day and table.by_name[day].type != "date":
        day = None
    records = list(catalog.records(table))
    records.sort(key=lambda record: (len(catalog.title(record)), record.id))
    if day:
        records.sort(key=lambda record: record.given(day), reverse=True)
    facets = [_facet_column(catalog, table, name, records) for name in table.policy.facets]
    confined = confined_fields(catalog, table)  # the index is a file about the whole edition
    texts = [f for f in table.fields if _is_text(table, f) and f.name not in confined]
    return Section(
        label=table.label,
        prefix=table.url("").rstrip("/") + "/",
        titles=[catalog.title(record) for record in records],
        ids=[record.id for record in records],
        subjects=[_subject(catalog, record, subjects) for record in records],
        codes=[_codes(table, record) for record in records],
        texts=[_texts(texts, record) for record in records],
        dates=[record.given(day) if day else "" for record in records],
        facets=tuple(facet for facet in facets if facet is not None),
    )


def _pages(pages: list[ProsePage]) -> Section:
    nothing = [""] * len(pages)
    return Section(
        label=_PAGE_KIND,
        prefix="",
        titles=[page.title for page in pages],
        ids=[page.url for page in pages],
        subjects=[-1] * len(pages),
        codes=[" ".join(page.headings) for page in pages],
        texts=nothing,
        dates=nothing,
        are_pages=True,
    )


def _subject(catalog: Catalog, record: Record, subjects: dict[Record, int]) -> int:
    """The number of the institution that a record is about; -1 for none.

    A record without a subject field of its own is about whom its parent is about.
    """
    if record.table.is_institutions:
        return subjects.setdefault(record, len(subjects))
    name = record.table.policy.subject_field
    target = catalog.target(record, name) if name else _parent(catalog, record)
    if target is None:
        return -1
    if not target.table.is_institutions:
        return _subject(catalog, target, subjects)
    return subjects.setdefault(target, len(subjects))


def _parent(catalog: Catalog, record: Record) -> Record | None:
    """The record that this one belongs to: the first that it would be withdrawn with."""
    for name, fk in record.table.links.items():
        target = catalog.target(record, name)
        if fk.on_hidden is OnHidden.WITHDRAW and target and not target.table.is_institutions:
            return target
    return None


def _names(catalog: Catalog, institution: Record) -> tuple[str, str]:
    names = [
        as_text(institution.table.by_name[name], institution.given(name))
        for name in institution.table.policy.search
        if institution.given(name)
    ]
    return catalog.title(institution), " ".join(names)


def _codes(table: CatalogTable, record: Record) -> str:
    """The fields that the descriptor wants searched besides the title, a line each, and a line for
    each member of a list.

    An institution's stand here as well as among its subject's names: asked for by a whole code, the
    institution itself comes before everything that it does.
    """
    fields = (table.by_name[name] for name in table.policy.search)
    return "\n".join(shorten(line, 500) for line in _lines(fields, record))


def _lines(fields: Iterable[Field], record: Record) -> Iterator[str]:
    for field in fields:
        cell = record.given(field.name)
        if cell:
            yield from split_list(field, cell) if field.type == "list" else [as_text(field, cell)]


def _is_text(table: CatalogTable, field: Field) -> bool:
    """Whether a field holds sentences, not a number, a code, a choice or a reference, and is not
    among what is always searched.
    """
    always = (*table.policy.search, *table.policy.named_fields()["title"])
    chosen = field.enum or field.constraints.get("pattern") or field.raw.get("format")
    return (
        field.type in _TEXT_TYPES
        and not chosen
        and field.name not in table.links
        and field.name not in always
    )


def _texts(fields: Iterable[Field], record: Record) -> str:
    return "\n".join(" ".join(line.split()) for line in _lines(fields, record))


def _facet_column(
    catalog: Catalog, table: CatalogTable, name: str, records: list[Record]
) -> FacetColumn | None:
    labels: dict[str, int] = {}
    column = []
    for record in records:
        label = catalog.text(record, name)
        column.append(labels.setdefault(label, len(labels)))
    if not 1 < len(labels) <= _MOST_FACET_VALUES:
        return None
    return FacetColumn(table.by_name[name].title, tuple(labels), column)
