"""CSV: UTF-8, LF, RFC 4180 quoting; formula-like cells neutralised."""

from __future__ import annotations

import csv
import io

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.export.formulas import neutralise

extension = "csv"
media_type = "text/csv"
title = "CSV（UTF-8）"


def encode(_catalog: Catalog, table: CatalogTable) -> bytes:
    return csv_text(table, "\n").encode()


def csv_text(table: CatalogTable, line_end: str) -> str:
    """One row per public record, in the table's order."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator=line_end)
    names = [field.name for field in table.fields]
    writer.writerow(names)
    columns = [table.columns[name] for name in names]
    writer.writerows(
        [neutralise(column[position]) for column in columns] for position in table.order
    )
    return stream.getvalue()
