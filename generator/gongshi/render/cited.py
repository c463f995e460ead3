"""How to cite, as pages show it: this compilation, and the document behind a record."""

from __future__ import annotations

from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.citing.cite import document_work, edition_work, record_work, table_work
from gongshi.catalog.citing.styles import Written, in_every_style
from gongshi.catalog.citing.work import Work
from gongshi.catalog.table import CatalogTable, Record


@dataclass(frozen=True)
class Citation:
    """`original` is empty when there is no document to name. `mark` is what can be checked."""

    compilation: tuple[Written, ...]
    original: tuple[Written, ...]
    mark: str


def cite_record(catalog: Catalog, record: Record, site_url: str) -> Citation:
    return _citation(record_work(catalog, record, site_url), document_work(record))


def cite_table(catalog: Catalog, table: CatalogTable, sha256: str, site_url: str) -> Citation:
    """`sha256`: of the CSV file."""
    return _citation(table_work(catalog, table, sha256, site_url))


def cite_edition(catalog: Catalog, digest: str, site_url: str) -> Citation:
    return _citation(edition_work(catalog, digest, site_url))


def _citation(work: Work, document: Work | None = None) -> Citation:
    original = in_every_style(document) if document else ()
    return Citation(in_every_style(work), original, work.mark)
