"""Every table of an edition gone through once: judge and own checks over the same pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from gongshi.core.finding import Finding
from gongshi.loading.strict import UnreadableError
from gongshi.loading.table import Dataset, Feed, Table
from gongshi.package.descriptor import Key, Package
from gongshi.package.edition import Edition
from gongshi.validation.checks import ROW_CHECKS, Context
from gongshi.validation.checks.keys import OwnKeys, check_keys
from gongshi.validation.judge import judge
from gongshi.validation.sieve.plan import Plan
from gongshi.validation.sieve.table import Harvest

Progress = Callable[[int], None]  # how many rows have been looked at since the last call


@dataclass
class Run:
    """`feeds`: the tables or files that can be read. `rows` counts the records."""

    edition: Edition
    packages: tuple[Package, ...]
    feeds: dict[Key, Feed]
    progress: Progress | None = None
    elsewhere: Callable[[Key, Plan], Iterable[tuple[Harvest, Noted]] | None] | None = None
    rows: int = 0
    _keys: dict[Key, OwnKeys] = field(default_factory=dict)

    def findings(self) -> Iterator[Finding]:
        for package in self.packages:
            yield from self._package(package)
        yield from check_keys(self.edition, self.packages, self.feeds, self._keys)

    def _package(self, package: Package) -> Iterator[Finding]:
        """A file that turns out to be unreadable half-way is left out, and the others judged anew:
        references to it would all dangle.
        """
        noted: dict[Key, Noted] = {}

        def look(table: Table) -> Noted:
            return note(self.edition, self.packages, table)

        def keep(key: Key, found: Noted) -> None:
            noted.setdefault(key, Noted()).add(found)

        def tell(found: Noted) -> None:
            if self.progress:
                self.progress(found.rows)

        try:
            findings = list(judge(package, self.feeds, look, keep, self.elsewhere, tell))
        except UnreadableError as error:
            for resource in package.resources:
                if package.shown_path(resource) == error.finding.path:
                    del self.feeds[resource.key]
            yield error.finding
            yield from self._package(package)
            return
        yield from findings
        for key, one in noted.items():
            self.rows += one.rows
            self._keys[key] = one.keys
            yield from one.findings


@dataclass
class Noted:
    """What our own checks say of pieces of a table."""

    findings: list[Finding] = field(default_factory=list)
    keys: OwnKeys = field(default_factory=OwnKeys)
    rows: int = 0

    def add(self, other: Noted) -> None:
        self.findings += other.findings
        self.keys.merge(other.keys)
        self.rows += other.rows

    def shift(self, by: int) -> None:
        """Number the rows of a part as those of the whole table."""
        self.findings = [f if not f.row else replace(f, row=f.row + by) for f in self.findings]
        self.keys.shift(by)


def note(edition: Edition, packages: tuple[Package, ...], table: Table) -> Noted:
    """Our own checks of one piece."""
    context = Context(Dataset(edition, packages, {table.resource.key: table}))
    findings = [finding for check in ROW_CHECKS for finding in check(context)]
    return Noted(findings, OwnKeys.of(packages, table), len(table))
