"""JSON: an array of objects, typed; missing values are null."""

from __future__ import annotations

import json
from typing import Any

from gongshi.catalog.table import CatalogTable, Record
from gongshi.catalog.values import as_data

extension = "json"
media_type = "application/json"
title = "JSON"


def encode(table: CatalogTable) -> bytes:
    records = (record_data(Record(table, position)) for position in table.order)
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return f"[\n{lines}\n]\n".encode()


def record_data(record: Record) -> dict[str, Any]:
    """A record's public fields as JSON values."""
    return {field.name: as_data(field, record.cell(field.name)) for field in record.table.fields}
