"""One line of JSON a record: what the JSON, the NDJSON and the deltas are made of."""

from __future__ import annotations

import json
from collections.abc import Iterator

from gongshi.catalog.canonical import record_data
from gongshi.catalog.table import CatalogTable, Record


def json_lines(table: CatalogTable) -> Iterator[str]:
    """In the table's order, without line breaks."""
    for position in table.order:
        yield json.dumps(record_data(Record(table, position)), ensure_ascii=False)
