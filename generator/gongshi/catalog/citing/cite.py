"""What of the site can be cited: this compilation, and the document behind a record (as Our World
in Data does it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongshi.catalog.canonical import record_hash
from gongshi.catalog.catalog import Catalog
from gongshi.catalog.citing.mark import Mark, mark
from gongshi.catalog.citing.work import Work, WorkKind
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core import urls
from gongshi.screening.disclosure import PublicPackage

_DOCUMENT_NUMBERS = ("basis_doc_no", "doc_no", "source_doc_no", "enforcement_case_no")
_ISSUERS = ("determined_by_name", "granted_by", "decided_by", "court_name", "impl_name", "issuer")
_DAYS = ("determined_on", "granted_on", "signed_on", "start_on", "generated_on")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def record_mark(catalog: Catalog, record: Record) -> Mark:
    """A record as it is today. Its version is the day of its last change."""
    updated = record.given("updated_on")
    version = updated if _DAY.fullmatch(updated) else str(catalog.disclosure.as_of)
    return mark(f"{record.table.key}/{record.id}", version, record_hash(record))


def record_work(catalog: Catalog, record: Record, site_url: str) -> Work:
    found = record_mark(catalog, record)
    return _data(
        catalog,
        key=record.id,
        title=f"{catalog.title(record)}（{record.id}）",
        version=found.version,
        url=_address(site_url, record.url),
        mark=str(found),
    )


def table_work(catalog: Catalog, table: CatalogTable, csv_sha256: str, site_url: str) -> Work:
    """A dataset as of a day; the hash is that of its CSV file."""
    as_of = str(catalog.disclosure.as_of)
    return _data(
        catalog,
        key=f"{table.key.package}-{table.key.resource}-{as_of}",
        title=table.title,
        version=as_of,
        url=_address(site_url, urls.dataset_page(table.key.package, table.key.resource)),
        mark=str(mark(str(table.key), as_of, csv_sha256)),
    )


def edition_work(catalog: Catalog, sha256: str, site_url: str) -> Work:
    """Everything as of a day; the hash is that of catalog.json's list of files."""
    edition, as_of = catalog.disclosure.edition, str(catalog.disclosure.as_of)
    return _data(
        catalog,
        key=f"gongshi-{edition.name}-{as_of}",
        title=f"{edition.title}：全部公开数据",
        version=as_of,
        url=_address(site_url, urls.HOME),
        mark=str(mark(edition.name, as_of, sha256)),
    )


def package_work(catalog: Catalog, package: PublicPackage, site_url: str) -> Work:
    """A package as of a day, for the citation that travels in its zip: whoever has the zip has its
    checksums, so that there is no mark.
    """
    as_of = str(catalog.disclosure.as_of)
    return _data(
        catalog,
        key=f"{package.name}-{as_of}",
        title=package.title,
        version=as_of,
        url=_address(site_url, urls.package_page(package.name)),
        mark="",
    )


def document_work(record: Record) -> Work | None:
    """The document that a record is about; None if the record names none."""
    number = _first(record, _DOCUMENT_NUMBERS)
    if not number:
        return None
    day = _first(record, _DAYS)
    return Work(
        kind=WorkKind.DOCUMENT,
        key=f"{record.id}-source",
        title=number,
        author=_first(record, _ISSUERS),
        issued=day if _DAY.fullmatch(day) else "",
    )


def _data(catalog: Catalog, *, key: str, title: str, version: str, url: str, mark: str) -> Work:
    edition = catalog.disclosure.edition
    return Work(
        kind=WorkKind.DATA,
        key=key,
        title=title,
        author=edition.operator.name,
        issued=version,
        container=edition.title,
        version=version,
        as_of=str(catalog.disclosure.as_of),
        url=url,
        mark=mark,
    )


def _first(record: Record, names: Iterable[str]) -> str:
    return next((found for name in names if (found := record.given(name))), "")


def _address(site_url: str, url: str) -> str:
    """A site that does not know its own address is cited by the path."""
    return f"{site_url}{url}" if site_url else f"本站 /{url}"
