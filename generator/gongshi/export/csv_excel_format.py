"""CSV as Excel opens it with a double click: the same cells after a byte-order mark, CR LF."""

from __future__ import annotations

import codecs

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.export.csv_format import csv_text

extension = "excel.csv"
media_type = "text/csv"
title = "CSV（Excel 双击不乱码）"


def encode(_catalog: Catalog, table: CatalogTable) -> bytes:
    return codecs.BOM_UTF8 + csv_text(table, "\r\n").encode()
