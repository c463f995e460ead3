"""Rows to CSV: the columns and their order come from the descriptor."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

import yaml

Row = dict[str, Any]


def descriptor(folder: Path) -> dict[str, Any]:
    loaded = yaml.safe_load((folder / "datapackage.yaml").read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def columns(loaded: Mapping[str, Any]) -> dict[str, list[str]]:
    """Resource → its field names."""
    return {
        resource["name"]: [field["name"] for field in resource["schema"]["fields"]]
        for resource in loaded["resources"]
    }


class Table(AbstractContextManager["Table"]):
    """One CSV file, written row by row. A column that the descriptor lacks is a KeyError."""

    def __init__(self, path: Path, names: list[str]) -> None:
        self._names = names
        self._known = frozenset(names)
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(names)
        self.count = 0

    def write(self, row: Row) -> None:
        unknown = row.keys() - self._known
        if unknown:
            raise KeyError(f"{self._file.name}: {sorted(unknown)}")
        self._writer.writerow([_cell(row.get(name)) for name in self._names])
        self.count += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    if isinstance(value, tuple):
        return ";".join(value)
    return str(value)
