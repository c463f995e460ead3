"""The search index: one entry for each record, institution and prose page.

Columns rather than objects, and each institution's names once: repeated text is what makes an
index large. The browser folds and scans; every substring is found by construction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable, Record
from gongshi.catalog.values import as_text, split_list
from gongshi.core import urls
from gongshi.core.output import OutputFile, dump_compact
from gongshi.core.text import shorten
from gongshi.package.policy import OnHidden
from gongshi.search.variants import simplified_pairs

_PAGE_KIND = "页面"
# Facets with more values than this are of no help beside a result list.
_MOST_FACET_VALUES = 40


@dataclass(frozen=True)
class ProsePage:
    """A hand-written page, as the search knows it."""

    url: str
    title: str
    headings: tuple[str, ...]


def search_files(catalog: Catalog, pages: Iterable[ProsePage]) -> list[OutputFile]:
    traditional, simplified = simplified_pairs()
    return [
        OutputFile(urls.SEARCH_INDEX, dump_compact(index(catalog, pages)), "application/json"),
        OutputFile(
            urls.SEARCH_VARIANTS,
            dump_compact({"traditional": traditional, "simplified": simplified}),
            "application/json",
        ),
    ]


def index(catalog: Catalog, pages: Iterable[ProsePage]) -> dict[str, Any]:
    """See site_templates/theme/assets/gongshi/search-core.js, which reads it."""
    subjects: dict[Record, int] = {}
    tables = [
        _table_entries(catalog, table, subjects) for table in catalog.tables.values() if len(table)
    ]
    return {
        "asOf": str(catalog.disclosure.as_of),
        "tables": tables,
        "subjects": [_names(catalog, subject) for subject in subjects],
        "pages": {
            "label": _PAGE_KIND,
            "entries": [[page.title, page.url, " ".join(page.headings)] for page in pages],
        },
    }


def _table_entries(
    catalog: Catalog, table: CatalogTable, subjects: dict[Record, int]
) -> dict[str, Any]:
    records = list(catalog.records(table))
    facets = [_facet_column(catalog, table, name, records) for name in table.policy.facets]
    date = table.policy.date_field
    return {
        "label": table.label,
        "prefix": table.url("").rstrip("/") + "/",
        "title": [catalog.title(record) for record in records],
        "id": [record.id for record in records],
        "subject": [_subject(catalog, record, subjects) for record in records],
        "codes": [_codes(table, record) for record in records],
        "date": [record.given(date) if date else "" for record in records],
        "facets": [facet for facet in facets if facet is not None],
    }


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


def _names(catalog: Catalog, institution: Record) -> list[str]:
    """[title, every other name and code by which someone may look for it]"""
    names = [
        as_text(institution.table.by_name[name], institution.given(name))
        for name in institution.table.policy.search
        if institution.given(name)
    ]
    return [catalog.title(institution), " ".join(names)]


def _codes(table: CatalogTable, record: Record) -> str:
    """The fields that the descriptor wants searched besides the title, a line each, and a line for
    each member of a list.

    An institution's stand here as well as among its subject's names: asked for by a whole code, the
    institution itself comes before everything that it does.
    """
    cells = []
    for name in table.policy.search:
        field, cell = table.by_name[name], record.given(name)
        if cell:
            cells += split_list(field, cell) if field.type == "list" else [as_text(field, cell)]
    return "\n".join(shorten(cell, 500) for cell in cells)


def _facet_column(
    catalog: Catalog, table: CatalogTable, name: str, records: list[Record]
) -> dict[str, Any] | None:
    """A facet as its labels and, for each record, the number of its label."""
    labels: dict[str, int] = {}
    column = []
    for record in records:
        label = catalog.text(record, name)
        column.append(labels.setdefault(label, len(labels)))
    if not 1 < len(labels) <= _MOST_FACET_VALUES:
        return None
    return {"title": table.by_name[name].title, "labels": list(labels), "column": column}
