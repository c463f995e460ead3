"""The lists that are too long for code: `key: values`, indented lines go on, # begins a remark."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, list[str]]:
    """`lists/<name>.txt`: key → its values, as they are separated by spaces."""
    rows: dict[str, list[str]] = {}
    key = ""
    for line in (files(__package__) / "lists" / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        head, colon, rest = line.partition(":")
        if colon:
            key = head.strip()
        rows.setdefault(key, []).extend((rest if colon else line).split())
    return rows
