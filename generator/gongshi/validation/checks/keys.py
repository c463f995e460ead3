"""Our own keys in tables of any size: unique keys, and references to other packages.

Piece by piece the keys are kept as hashes and distinct texts; the checks themselves then see only
the rows that may be wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gongshi.core.finding import Finding
from gongshi.loading.table import Dataset, Feed, Table
from gongshi.package.descriptor import Key, Package
from gongshi.package.edition import Edition
from gongshi.validation.checks.context import Context, present_fields
from gongshi.validation.checks.references import check_references, dangling_findings
from gongshi.validation.checks.unique_keys import check_unique_keys
from gongshi.validation.sieve.keys import KeySet, Repeats, Rows
from gongshi.validation.sieve.rows import arrow_column
from gongshi.validation.sieve.table import dangling, shifted
from gongshi.validation.sieve.tokens import joined

Names = tuple[str, ...]


@dataclass
class OwnKeys:
    """The keys of a table, or of pieces of one: as they are written, not as they are typed."""

    unique: dict[Names, Repeats] = field(default_factory=dict)
    named: dict[Names, KeySet] = field(default_factory=dict)
    pointing: dict[int, list[tuple[Rows, pa.Array]]] = field(default_factory=dict)

    @classmethod
    def of(cls, packages: tuple[Package, ...], table: Table) -> OwnKeys:
        result, own = cls(), table.resource.key
        for names in table.resource.unique_keys:
            if present_fields(table, names):
                result.unique[names] = Repeats()
                result.unique[names].add(table.rows, _texts(table, names, missing=pc.or_))
        for names in _named_from_outside(packages, own):
            if present_fields(table, names):
                result.named[names] = KeySet()
                result.named[names].add(_texts(table, names))
        for number, fk in enumerate(table.resource.foreign_keys):
            if fk.crosses_packages(own) and present_fields(table, fk.fields):
                texts = _texts(table, fk.fields, missing=pc.and_)
                given = np.asarray(texts.is_valid())
                keys = texts.filter(pa.array(given)).dictionary_encode()
                result.pointing[number] = [(table.rows[given], keys)]
        return result

    def merge(self, other: OwnKeys) -> None:
        for names, repeats in other.unique.items():
            self.unique.setdefault(names, Repeats()).merge(repeats)
        for names, keys in other.named.items():
            self.named.setdefault(names, KeySet()).merge(keys)
        for number, pairs in other.pointing.items():
            self.pointing.setdefault(number, []).extend(pairs)

    def shift(self, by: int) -> None:
        """Number the rows of a part as those of the whole table."""
        for repeats in self.unique.values():
            repeats.shift(by)
        self.pointing = shifted(self.pointing, by)


def check_keys(
    edition: Edition,
    packages: tuple[Package, ...],
    feeds: Mapping[Key, Feed],
    found: Mapping[Key, OwnKeys],
) -> Iterator[Finding]:
    """After every table has been gone through."""
    for own in found.values():
        for keys in own.named.values():
            keys.seal()
    yield from check_references(Context(Dataset(edition, packages, {})))  # the descriptors alone
    for key, own in found.items():
        doubted = [repeats.candidates() for repeats in own.unique.values()]
        rows = np.unique(np.concatenate(doubted)) if doubted else np.array([], dtype=np.int64)
        if len(rows):
            part = _part(feeds[key], rows)
            yield from check_unique_keys(Context(Dataset(edition, packages, {key: part})))
        resource = next(r for p in packages for r in p.resources if r.key == key)
        for number, pairs in own.pointing.items():
            fk = resource.foreign_keys[number]
            known = found[fk.target].named.get(fk.target_fields) if fk.target in found else None
            loose = dangling(pairs, known) if known else rows[:0]
            if len(loose):
                nobody = _empty(feeds[fk.target])
                tables = {key: _part(feeds[key], loose), fk.target: nobody}
                yield from dangling_findings(Context(Dataset(edition, packages, tables)), key, fk)


def _texts(
    table: Table, names: Names, missing: Callable[[pa.Array, pa.Array], pa.Array] | None = None
) -> pa.Array:
    """The key of each row as text; null where one (or_) or each (and_) of its cells is missing."""
    columns = [arrow_column(table.frame[name]) for name in names]
    texts = joined(columns)
    if missing is None:
        return texts
    absent = [
        pc.is_in(cells, pa.array(list(table.resource.by_name[name].missing_labels), cells.type))
        for name, cells in zip(names, columns, strict=True)
    ]
    return pc.if_else(reduce(missing, absent), None, texts)


def _named_from_outside(packages: tuple[Package, ...], own: Key) -> list[Names]:
    return list(
        dict.fromkeys(
            fk.target_fields
            for package in packages
            for resource in package.resources
            for fk in resource.foreign_keys
            if fk.target == own and fk.crosses_packages(resource.key)
        )
    )


def _part(feed: Feed, rows: Rows) -> Table:
    """The table of some of its rows."""
    parts: list[Table] = []
    for piece in feed.pieces():
        wanted = np.isin(piece.rows, rows)
        if wanted.any() or not parts:
            parts.append(replace(piece, frame=piece.frame[wanted], rows=piece.rows[wanted], odd=()))
    frame = pd.concat([part.frame for part in parts], ignore_index=True)
    return replace(parts[0], frame=frame, rows=np.concatenate([part.rows for part in parts]))


def _empty(feed: Feed) -> Table:
    """The target without a row: those that are asked about are known not to be there."""
    piece = next(iter(feed.pieces()))
    return replace(piece, frame=piece.frame.iloc[:0], rows=piece.rows[:0], odd=())
