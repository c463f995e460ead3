"""The titles that a site gives to records, for raw and for public tables alike.

The catalogue writes the titles that readers see (catalog.catalog). What must not be seen is worked
out here once more: a check that asks the checked code is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from gongshi.package.descriptor import Key, Resource
from gongshi.package.policy import SLOT

_DEPTH = 3


@dataclass
class Titles:
    """`frames`: the cells of each table, whose descriptor is in `resources`."""

    resources: Mapping[Key, Resource]
    frames: Mapping[Key, pd.DataFrame]
    _known: dict[tuple[Key, str, int], list[str]] = field(default_factory=dict)

    def of(self, key: Key) -> list[str]:
        """The title of each row, and so its name on every page that leads to it."""
        template = self.resources[key].policy.title
        return self.filled(key, template) if template else []

    def filled(self, key: Key, template: str, depth: int = _DEPTH) -> list[str]:
        """A template of the descriptor, for each row: a reference gives its target's title."""
        known = self._known.get((key, template, depth))
        if known is None:
            literal = SLOT.split(template)
            columns = [
                self._words(key, part, depth) if n % 2 else [part] * len(self.frames[key])
                for n, part in enumerate(literal)
            ]
            known = ["".join(parts) for parts in zip(*columns, strict=True)]
            self._known[key, template, depth] = known
        return known

    def _words(self, key: Key, name: str, depth: int) -> list[str]:
        frame, declared = self.frames[key], self.resources[key].by_name.get(name)
        if name not in frame.columns or declared is None:
            return [""] * len(frame)
        labels = {**declared.category_labels, **declared.missing_labels}
        words = {**labels, **self._linked(key, name, depth)}
        if not words:
            return frame[name].tolist()
        return [words.get(cell, cell) for cell in frame[name].tolist()]

    def _linked(self, key: Key, name: str, depth: int) -> Mapping[str, str]:
        """Cell → the title of the record that it points to."""
        for fk in self.resources[key].foreign_keys:
            target = self.resources.get(fk.target)
            if fk.fields == (name,) and target is not None and target.policy.title and depth:
                values = self.frames[fk.target][fk.target_fields[0]]
                titles = self.filled(fk.target, target.policy.title, depth - 1)
                return dict(zip(values.tolist(), titles, strict=True))
        return {}
