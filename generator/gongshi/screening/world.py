"""The whole edition as the predicates see it: tables, and who points to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from gongshi.core.clock import AsOf
from gongshi.loading.table import Dataset, Table
from gongshi.package.descriptor import ForeignKey, Key
from gongshi.screening.rulebook import Rulebook


@dataclass(frozen=True)
class Link:
    """A foreign key of `source` that points to `target`."""

    source: Table
    target: Table
    key: ForeignKey


@dataclass(frozen=True)
class World:
    dataset: Dataset
    as_of: AsOf
    rulebook: Rulebook

    @cached_property
    def periods(self) -> dict[tuple[Key, str, str], pd.Series[Any]]:
        """What was worked out of the days of a table (predicates.of_days)."""
        return {}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        tables = self.dataset.tables
        return tuple(
            Link(table, tables[fk.target], fk)
            for table in tables.values()
            for fk in table.resource.foreign_keys
            if len(fk.fields) == 1 and fk.target in tables
        )

    def links_to(self, target: Key, kind: str) -> Iterator[Link]:
        """The foreign keys by which tables of `kind` point to `target`."""
        for link in self.links:
            if link.target.resource.key == target and link.source.resource.kind == kind:
                yield link

    def link_from(self, source: Key, field: str) -> Link | None:
        for link in self.links:
            if link.source.resource.key == source and link.key.fields == (field,):
                return link
        return None
