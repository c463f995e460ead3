"""How to cite: this compilation, and the document behind a record (as Our World in Data does)."""

from __future__ import annotations

from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable, Record

_DOCUMENT_NUMBERS = ("basis_doc_no", "doc_no", "source_doc_no", "enforcement_case_no")
_ISSUERS = ("determined_by_name", "granted_by", "decided_by", "court_name", "impl_name", "issuer")


@dataclass(frozen=True)
class Citation:
    """GB/T 7714—2015 lines. `original` is "" when the record names no document."""

    compilation: str
    original: str


def cite_record(catalog: Catalog, record: Record, site_url: str) -> Citation:
    edition, as_of = catalog.disclosure.edition, catalog.disclosure.as_of
    updated = record.given("updated_on") or str(as_of)
    compilation = (
        f"{edition.operator.name}. {catalog.title(record)}（{record.id}）[DB/OL]. "
        f"{edition.title}, {updated}（数据截至 {as_of}）[引用日期]. "
        f"{_address(site_url, record.url)}"
    )
    return Citation(compilation, _original(record))


def cite_table(catalog: Catalog, table: CatalogTable, site_url: str, url: str) -> Citation:
    edition, as_of = catalog.disclosure.edition, catalog.disclosure.as_of
    return Citation(
        f"{edition.operator.name}. {table.title}[DB/OL]. {edition.title}, 数据截至 {as_of}"
        f"[引用日期]. {_address(site_url, url)}",
        "",
    )


def _address(site_url: str, url: str) -> str:
    """A site that does not know its own address is cited by the path."""
    return f"{site_url}{url}" if site_url else f"本站 /{url}"


def _original(record: Record) -> str:
    number = next((record.given(n) for n in _DOCUMENT_NUMBERS if record.given(n)), "")
    if not number:
        return ""
    issuer = next((record.given(n) for n in _ISSUERS if record.given(n)), "")
    day = next(
        (
            record.given(n)
            for n in ("determined_on", "granted_on", "signed_on", "start_on", "generated_on")
            if record.given(n)
        ),
        "",
    )
    return ". ".join(part for part in (issuer, f"{number}[Z]", day) if part) + "."
