"""The tables of a package through the sieve, each after those that it points to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from frictionless import FrictionlessException

from gongshi.core.threads import WORKERS, ordered_map
from gongshi.loading.table import Feed, Table
from gongshi.validation.sieve.kept import Kept, KeyCells
from gongshi.validation.sieve.keys import KeySet, Rows
from gongshi.validation.sieve.plan import ForeignKey, Plan, make_plan
from gongshi.validation.sieve.rows import RowError
from gongshi.validation.sieve.table import (
    Harvest,
    dangling,
    harvest,
    key_errors,
    rows_to_see,
)
from gongshi.validation.sieve.tokens import BeyondSieveError

Errors = list[dict[str, Any]]

# Families of which some values equal some of another: True is 1, a point is a pair of numbers.
_MAY_EQUAL = frozenset({"boolean", "number"})
_PAIRS = frozenset({"yearmonth", "geopoint"})


# What a piece says, what `look` said of it, its key cells.
_Looked = tuple[Harvest, Any, KeyCells | None]

# The work of a table done by other processes, if they can: what `harvest` and `look` would give.
Elsewhere = Callable[[str, Plan], "Iterable[tuple[Harvest, Any]] | None"]


def nowhere(_: str, __: Plan) -> None:
    """Everything is done in this process."""


@dataclass
class Sieve:
    """`judged` holds the errors of each table; `beyond` names those that are left to the judge.

    `look` is called with each piece, in the thread that sieves it; `keep` gets what it returned.
    """

    resources: Mapping[str, Any]
    feeds: Mapping[str, Feed]
    look: Callable[[Table], Any]
    keep: Callable[[str, Any], None]
    elsewhere: Elsewhere = nowhere
    judged: dict[str, Errors] = field(default_factory=dict)
    beyond: set[str] = field(default_factory=set)
    _plans: dict[str, Plan] = field(default_factory=dict)
    _named: dict[str, dict[tuple[str, ...], KeySet]] = field(default_factory=dict)

    def run(self) -> None:
        """Raises what frictionless's cell readers raise on a schema that they cannot apply."""
        for name in self._in_order():
            try:
                self.judged[name] = self._table(name)
            except (BeyondSieveError, FrictionlessException):
                self.beyond.add(name)

    def _in_order(self) -> list[str]:
        """Targets of foreign keys first, as far as they do not point back."""
        order: dict[str, None] = {}

        def visit(name: str, above: tuple[str, ...]) -> None:
            if name in order or name in above:
                return
            for target in _targets(self.resources[name]):
                if target in self.feeds:
                    visit(target, (*above, name))
            order[name] = None

        for name in self.feeds:
            visit(name, ())
        return list(order)

    def _plan(self, name: str, labels: Sequence[str]) -> Plan:
        if name not in self._plans:
            named = [
                tuple(fk["reference"]["fields"])
                for other in self.feeds
                for fk in self.resources[other].schema.foreign_keys
                if (fk["reference"]["resource"] or other) == name
            ]
            plan = make_plan(self.resources[name], labels, tuple(dict.fromkeys(named)))
            self._plans[name] = plan
        return self._plans[name]

    def _table(self, name: str) -> Errors:
        feed = self.feeds[name]
        pieces = feed.pieces()
        first = next(pieces)
        plan = self._plan(name, list(first.frame.columns))
        found = Harvest()
        loose: dict[int, list[Rows]] = {n: [] for n in range(len(plan.foreign_keys))}
        with ThreadPoolExecutor(WORKERS) as pool:
            kept = Kept(plan)
            here = ordered_map(self._looker(plan, kept), chain([first], pieces), pool)
            for one, looked, cells in self._elsewhere(name, plan) or here:
                self.keep(name, looked)
                kept.add(cells)
                self._resolve(plan, one, loose)
                found.merge(one)
        self._named[name] = found.named
        for keys in found.named.values():
            keys.seal()
        self._resolve(plan, found, loose, last=True)
        rows = {n: np.sort(np.concatenate(r)) for n, r in loose.items() if r}
        wanted = rows_to_see(plan, found, rows)
        seen = kept.cells_of(wanted, feed) if len(wanted) else []
        found.errors += key_errors(plan, seen, rows)
        found.errors.sort(key=_by_row)
        return [*plan.header_errors, *(e.error for e in found.errors)]

    def _looker(self, plan: Plan, kept: Kept) -> Callable[[Table], _Looked]:
        return lambda piece: (harvest(plan, piece), self.look(piece), kept.of(piece))

    def _elsewhere(self, name: str, plan: Plan) -> Iterator[_Looked] | None:
        parts = self.elsewhere(name, plan)
        return None if parts is None else ((one, looked, None) for one, looked in parts)

    def _resolve(
        self, plan: Plan, found: Harvest, loose: dict[int, list[Rows]], *, last: bool = False
    ) -> None:
        """Weigh the foreign keys whose target is known by now; the others wait."""
        for number in list(found.pointing):
            fk = plan.foreign_keys[number]
            if fk.target in self.beyond or fk.target not in self.feeds:
                raise BeyondSieveError
            if fk.target not in self._named:
                if last:
                    self._named_of(fk)
                else:
                    continue
            pairs = found.pointing.pop(number)
            loose[number].append(dangling(pairs, self._known(plan, fk)))

    def _named_of(self, fk: ForeignKey) -> None:
        """The keys of a table that points back and has not been gone through yet."""
        pieces = self.feeds[fk.target].pieces()
        first = next(pieces)
        plan = self._plan(fk.target, list(first.frame.columns))
        named: Harvest = Harvest()
        for piece in chain([first], pieces):
            named.merge(harvest(plan, piece))
        for keys in named.named.values():
            keys.seal()
        self._named[fk.target] = named.named

    def _known(self, plan: Plan, fk: ForeignKey) -> KeySet | None:
        """The target's keys; None if no value of the one type can equal one of the other."""
        target = self._plans[fk.target]
        ours, theirs = (
            plan.families(fk.columns),
            target.families(target.columns_of(fk.target_fields)),
        )
        apart = [(a, b) for a, b in zip(ours, theirs, strict=True) if b is not None and a != b]
        if apart and (len(ours) > 1 or set(apart[0]) <= _MAY_EQUAL or set(apart[0]) <= _PAIRS):
            raise BeyondSieveError
        return None if apart else self._named[fk.target][fk.target_fields]


def _by_row(found: RowError) -> tuple[int, int]:
    return found.row, found.place


def _targets(resource: Any) -> list[str]:
    return [fk["reference"]["resource"] or resource.name for fk in resource.schema.foreign_keys]
