"""The registry: a new format is a module here and a line in FORMATS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.core.output import OutputFile
from gongshi.export import (
    csv_excel_format,
    csv_format,
    json_format,
    ndjson_format,
    parquet_format,
    xlsx_format,
)


class Format(Protocol):
    extension: str
    media_type: str
    title: str

    def encode(self, catalog: Catalog, table: CatalogTable, /) -> bytes | None:
        """The whole table, or None if the format cannot hold it. Same rows, same bytes."""


# The CSV comes first: the data package describes it.
FORMATS: tuple[Format, ...] = (
    csv_format,
    csv_excel_format,
    xlsx_format,
    json_format,
    ndjson_format,
    parquet_format,
)


def resource_files(catalog: Catalog, table: CatalogTable) -> list[OutputFile]:
    """A resource in every format that can hold it."""
    return [file for fmt in FORMATS for file in encoded(catalog, table, fmt)]


def encoded(catalog: Catalog, table: CatalogTable, fmt: Format) -> Iterator[OutputFile]:
    """One file, or none."""
    content = fmt.encode(catalog, table)
    if content is not None:
        path = urls.resource_file(table.key.package, table.key.resource, fmt.extension)
        yield OutputFile(path, content, fmt.media_type, fmt.title)
