"""One column: which of its cells are wrong, and what frictionless says of them."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gongshi.validation.sieve.quick import anything, quick_form

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
Answer = tuple[Any, Mapping[str, str]]  # the value (None: missing or of the wrong type), the notes

_MOST_REMEMBERED = 100_000


class FieldSieve:
    """A frictionless field as the header paired it with a column; `number` counts from 1."""

    def __init__(self, field: Any, number: int) -> None:
        self.name: str = field.name
        self.type: str = field.type
        self.format: str = field.format
        self.number = number
        self.unique = bool(field.constraints.get("unique"))
        self.missing = missing_values(field)
        self._required = bool(field.constraints.get("required"))
        self._reader = field.create_cell_reader()
        self._quick = quick_form(field)
        self._known: dict[str | None, Answer] = {}
        self._lock = Lock()  # some readers (WKT) keep state
        self._missing_cells = pa.array(sorted(set(self.missing)), pa.large_string())
        self._clears_missing = self._quick is not None and bool(
            pc.any(self._quick(self._missing_cells)).as_py()
        )

    def answer(self, cell: str | None) -> Answer:
        """Frictionless's own, asked once. Raises whatever its reader raises."""
        known = self._known.get(cell)
        if known is None:
            with self._lock:
                value, notes = self._reader(cell)
            known = value, notes or {}
            if len(self._known) < _MOST_REMEMBERED:
                self._known[cell] = known
        return known

    def is_missing(self, cells: pa.Array) -> Mask:
        return as_mask(pc.is_in(cells, self._missing_cells))

    def wrong(self, cells: pa.Array) -> Mask:
        """Exactly the cells of which frictionless has something to say."""
        if self._quick is anything:
            return self.is_missing(cells) if self._required else np.zeros(len(cells), dtype=bool)
        clear = self._clear(cells)
        wrong = np.zeros(len(cells), dtype=bool)
        doubted = np.flatnonzero(~clear)
        if len(doubted):
            distinct = cells.take(pa.array(doubted)).dictionary_encode()
            bad = [bool(self.answer(cell)[1]) for cell in distinct.dictionary.to_pylist()]
            wrong[doubted] = np.array(bad, dtype=bool)[distinct.indices.to_numpy()]
        return wrong

    def _clear(self, cells: pa.Array) -> Mask:
        if self._quick is None:
            return np.zeros(len(cells), dtype=bool)
        clear = as_mask(self._quick(cells))
        if self._required and self._clears_missing:
            return clear & ~self.is_missing(cells)
        if not self._required and not clear.all():
            return clear | self.is_missing(cells)
        return clear


def missing_values(field: Any) -> list[str]:
    """As frictionless's own cell reader has them."""
    if not field.has_defined("missing_values") and field.schema:
        return list(field.schema.missing_values)
    return list(field.missing_values)


def as_mask(booleans: pa.Array) -> Mask:
    mask: Mask = booleans.to_numpy(zero_copy_only=False)
    return mask
