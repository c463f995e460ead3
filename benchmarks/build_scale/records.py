"""The records of a finished site of ours, as the other generators get them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def records_of(site: Path) -> list[dict[str, Any]]:
    """Every item with id, title and each field with its title, its explanation and its text."""
    folder = site / "power-list"
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    fields = descriptor["resources"][0]["schema"]["fields"]
    rows = []
    with (folder / "power_items.ndjson").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            rows.append(
                {
                    "id": row["item_id"],
                    "title": row["item_name"],
                    "fields": [
                        {
                            "name": field["name"],
                            "title": field["title"],
                            "description": field.get("description", ""),
                            "text": _text(row[field["name"]]),
                        }
                        for field in fields
                    ],
                }
            )
    return rows


def _text(value: Any) -> str:
    if value is None:
        return "未公开"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
