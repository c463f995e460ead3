"""A public record as data, in the one form that is hashed and cited."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from gongshi.catalog.table import Record
from gongshi.catalog.values import as_data


def record_data(record: Record) -> dict[str, Any]:
    """A record's public fields as JSON values, in the descriptor's order."""
    return {field.name: as_data(field, record.cell(field.name)) for field in record.table.fields}


def record_hash(record: Record) -> str:
    """The sha256 of the canonical record, in hex."""
    return canonical_hash(str(record.table.key), record.id, record_data(record))


def canonical_hash(dataset: str, record_id: str, data: dict[str, Any]) -> str:
    """Three members of a record's index.json are all it takes: `dataset`, `id`, `record`.

    They are written as JSON with sorted keys and no white space (as RFC 8785 would for these
    types), encoded as UTF-8 and hashed, so that anybody who kept the file can do the same.
    """
    whole = {"dataset": dataset, "id": record_id, "record": data}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
