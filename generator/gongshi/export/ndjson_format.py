"""NDJSON: an object a line, so that a program need not read the whole file at once."""

from __future__ import annotations

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.export.json_lines import json_lines

extension = "ndjson"
media_type = "application/x-ndjson"
title = "NDJSON（一行一条记录）"


def encode(_catalog: Catalog, table: CatalogTable) -> bytes:
    return "".join(f"{line}\n" for line in json_lines(table)).encode()
