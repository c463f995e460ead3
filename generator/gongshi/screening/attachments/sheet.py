"""One worksheet: what its cells hold, and what it hides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from gongshi.screening.attachments.binary import BETWEEN
from gongshi.screening.attachments.markup import Attributes, Listener, distinct, parse
from gongshi.screening.attachments.numbers import as_shown

_CELL = frozenset({"c", "row", "col", "cols", "sheetData", "v", "f", "is", "t", "r", "rPr"})
_NAME = re.compile(r"[A-Z]{1,3}[0-9]{1,7}")
_ON = frozenset({"1", "true"})


@dataclass
class Sheet:
    """`cells`: name and text, formulas too. `other`: texts outside the cells."""

    cells: list[tuple[str, str]] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    hidden_rows: list[str] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)


def read_sheet(content: bytes, shared: list[str]) -> Sheet:
    """Raises Refused."""
    reader = _Reader(shared)
    parse(content, reader)
    return Sheet(
        reader.cells,
        distinct([BETWEEN.join(reader.other)]),
        _ranges(reader.rows),
        [name for first, last in reader.columns for name in _columns(first, last)],
    )


class _Reader(Listener):
    def __init__(self, shared: list[str]) -> None:
        self.cells: list[tuple[str, str]] = []
        self.other: list[str] = []
        self.rows: list[int] = []
        self.columns: list[tuple[int, int]] = []
        self._shared = shared
        self._row = 0
        self._cell = ""
        self._type = ""
        self._within: list[str] = []
        self._text: dict[str, str] = {}
        self._in_cell = False

    def start(self, name: str, attributes: Attributes) -> None:
        self._within.append(name)
        found = dict(attributes)
        if name == "row":
            self._row = _number(found.get("r"), self._row + 1)
            if _hidden(found, "ht"):
                self.rows.append(self._row)
        elif name == "col" and _hidden(found, "width"):
            first = _number(found.get("min"), 1)
            self.columns.append((first, _number(found.get("max"), first)))
        elif name == "c":
            self._in_cell = True
            self._cell, self._type, self._text = found.get("r", ""), found.get("t", "n"), {}
        elif name not in _CELL:
            self.other += found.values()

    def end(self, name: str) -> None:
        self._within.pop()
        if name == "c":
            self._in_cell = False
            self._keep()

    def text(self, data: str) -> None:
        if not self._in_cell:
            self.other.append(data)
        elif "rPh" not in self._within:
            part = self._within[-1]
            self._text[part] = self._text.get(part, "") + data

    def _keep(self) -> None:
        place = self._cell if _NAME.fullmatch(self._cell) else f"第 {self._row} 行某"
        value = self._text.get("v", "")
        if self._type == "s" and value.strip().isdecimal() and int(value) < len(self._shared):
            value = self._shared[int(value)]
        elif self._type == "n":
            value = as_shown(value)
        for text in (value, self._text.get("t", ""), self._text.get("f", "")):
            if text.strip():
                self.cells.append((place, text))


def _hidden(found: dict[str, str], size: str) -> bool:
    return found.get("hidden") in _ON or found.get(size) in {"0", "0.0"}


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else default


def _ranges(numbers: Iterable[int]) -> list[str]:
    """1 2 3 7 → 1–3, 7"""
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return [str(first) if first == last else f"{first}–{last}" for first, last in ranges]


def _columns(first: int, last: int) -> list[str]:
    return [_letters(first) if first == last else f"{_letters(first)}–{_letters(last)}"]


def _letters(column: int) -> str:
    """1 → A, 27 → AA"""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
