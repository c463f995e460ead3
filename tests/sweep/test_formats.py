"""A withheld text in one cell is found in every format that the table is written in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.core.output import dump
from gongshi.export.described import Described
from gongshi.export.dossier_json import dossier_document
from gongshi.export.formats import FORMATS, resource_files
from gongshi.export.list_json import list_files
from gongshi.export.package_files import package_descriptions, package_zip
from gongshi.export.sqlite_file import sqlite_file
from gongshi.pipeline import Examination
from gongshi.release.sweep import sweep
from sweep.edition import DRAFT

Write = Callable[[Catalog, CatalogTable], bytes]


def _zip(catalog: Catalog, table: CatalogTable) -> bytes:
    found = [
        Described(catalog, one, resource_files(catalog, one), "")
        for one in catalog.of_package(table.key.package)
    ]
    package = table.public.package
    described = package_descriptions(catalog, package, found, "")
    return package_zip(catalog, package, found, described[0], "").content


def _pages(catalog: Catalog, table: CatalogTable) -> bytes:
    own = [f.content for f in list_files(catalog) if f.path.startswith(table.key.package)]
    return b"".join(own)


def _dossiers(catalog: Catalog, table: CatalogTable) -> bytes:
    institutions = next(t for t in catalog.tables.values() if t.is_institutions)
    return b"".join(dump(dossier_document(catalog, r)) for r in catalog.records(institutions))


def _encode(extension: str) -> Write:
    fmt = next(f for f in FORMATS if f.extension == extension)
    return lambda catalog, table: fmt.encode(catalog, table) or b""


WRITERS: dict[str, Write] = {
    **{f"x.{fmt.extension}": _encode(fmt.extension) for fmt in FORMATS},
    "x.sqlite": lambda catalog, _: sqlite_file(catalog),
    "x.zip": _zip,
    "list.json": _pages,
    "institutions/dossier.json": _dossiers,
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_planted_cell_is_found(examination: Examination, tmp_path: Path, name: str) -> None:
    assert examination.disclosure is not None
    catalog = Catalog(examination.disclosure)
    table = next(t for t in catalog.tables.values() if t.key.resource == "power_items")
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(WRITERS[name](catalog, table))
    assert not list(sweep(tmp_path, examination.canaries))
    table.columns["note"][table.order[0]] = DRAFT
    path.write_bytes(WRITERS[name](catalog, table))
    assert list(sweep(tmp_path, examination.canaries))
