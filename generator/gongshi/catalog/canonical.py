"""A public record as data, in the one form that is hashed and cited."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from gongshi.catalog.table import CatalogTable, Record
from gongshi.catalog.values import as_data
from gongshi.package.descriptor import Field

# Ideographs. Eighty of them in any order of those in use are several hundred bits; in sentences
# still more than anybody can try.
_ENOUGH_TEXT = 80


def record_data(record: Record) -> dict[str, Any]:
    """A record's public fields as JSON values, in the descriptor's order."""
    columns, position = record.table.columns, record.position
    return {
        field.name: as_data(field, columns[field.name][position]) for field in record.table.fields
    }


def record_hash(record: Record) -> str:
    """The sha256 of the canonical record, in hex."""
    known = record.table.hashes
    digest = known.get(record.position)
    if digest is None:
        digest = canonical_hash(str(record.table.key), record.id, record_data(record))
        known[record.position] = digest
    return digest


def is_unguessable(record: Record) -> bool:
    """Whether the record says so much in free text that nobody could find out what it said by
    trying what fits its hash. Only then may the hash stay when the record has ended.
    """
    return sum(len(record.given(field.name)) for field in _free(record.table)) >= _ENOUGH_TEXT


def _free(table: CatalogTable) -> list[Field]:
    """What people write: no key, no code, no day, no choice among a few."""
    keys = {*table.public.resource.primary_key, *table.links}
    return [
        field
        for field in table.fields
        if field.type == "string"
        and field.name not in keys
        and not field.enum
        and not field.category_values
        and "pattern" not in field.constraints
        and "format" not in field.raw
    ]


def canonical_hash(dataset: str, record_id: str, data: dict[str, Any]) -> str:
    """Three members of a record's index.json are all it takes: `dataset`, `id`, `record`.

    They are written as JSON with sorted keys and no white space (as RFC 8785 would for these
    types), encoded as UTF-8 and hashed, so that anybody who kept the file can do the same.
    """
    whole = {"dataset": dataset, "id": record_id, "record": data}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
