"""JSON: an array of objects, typed; missing values are null."""

from __future__ import annotations

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.export.json_lines import json_lines

extension = "json"
media_type = "application/json"
title = "JSON（带类型）"


def encode(_catalog: Catalog, table: CatalogTable) -> bytes:
    lines = ",\n".join(json_lines(table))
    return f"[\n{lines}\n]\n".encode()
