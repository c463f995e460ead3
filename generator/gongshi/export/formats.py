"""The registry: a new format is a module here and a line in FORMATS."""

from __future__ import annotations

from typing import Protocol

from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.core.output import OutputFile
from gongshi.export import csv_format, json_format


class Format(Protocol):
    extension: str
    media_type: str
    title: str

    def encode(self, table: CatalogTable) -> bytes:
        """The whole table. The same rows give the same bytes."""


FORMATS: tuple[Format, ...] = (csv_format, json_format)


def resource_files(table: CatalogTable) -> list[OutputFile]:
    """A resource in every format."""
    return [
        OutputFile(
            path=urls.resource_file(table.key.package, table.key.resource, fmt.extension),
            content=fmt.encode(table),
            media_type=fmt.media_type,
            title=fmt.title,
        )
        for fmt in FORMATS
    ]
