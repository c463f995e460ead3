"""One line of JSON a record: what the JSON, the NDJSON and the deltas are made of."""

from __future__ import annotations

import json
from collections.abc import Iterator

from gongshi.catalog.canonical import record_data
from gongshi.catalog.table import CatalogTable, Record

# JSON may have these as they are, and Python's splitlines, among others, would cut there.
_BREAKS = {number: f"\\u{number:04x}" for number in (0x85, 0x2028, 0x2029)}


def json_lines(table: CatalogTable) -> Iterator[str]:
    """In the table's order, without anything that any program takes for a line break."""
    for position in table.order:
        line = json.dumps(record_data(Record(table, position)), ensure_ascii=False)
        yield line.translate(_BREAKS)
