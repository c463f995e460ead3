"""What may be public today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from gongshi.core.clock import AsOf
from gongshi.core.finding import Finding
from gongshi.package.descriptor import Field, ForeignKey, Key, Resource
from gongshi.package.edition import Edition
from gongshi.screening.canary import Canaries
from gongshi.screening.outcome import Annotation, Deadline, Decision, Tombstone
from gongshi.screening.released.changes import Changes
from gongshi.screening.rulebook import Rulebook


@dataclass(frozen=True)
class PublicPackage:
    """What the site may say of a package: written by its publisher, screened like any text."""

    name: str
    title: str
    description: str
    icon: str | None
    mechanisms: tuple[str, ...]
    metadata: Mapping[str, object]
    title_en: str | None = None


@dataclass(frozen=True)
class PublicTable:
    """The public rows and columns of one resource; made by screening.projection only.

    `frame`: pandas `str` columns in the order of `fields`, one row per public record. `resource` is
    the descriptor with nothing but public fields in it. `computed` names the fields that are not in
    the source but follow from the law.
    """

    package: PublicPackage
    resource: Resource
    fields: tuple[Field, ...]
    foreign_keys: tuple[ForeignKey, ...]
    frame: pd.DataFrame
    computed: frozenset[str]

    @property
    def key(self) -> Key:
        return self.resource.key

    @property
    def id_field(self) -> str:
        return self.resource.primary_key[0]

    def __len__(self) -> int:
        return len(self.frame)


@dataclass(frozen=True)
class Disclosure:
    """Everything that the rooms which write public bytes may know of the data. `changes` is None
    before the first release. `ledger_seal` is the hash over the ledger of what was published
    before; empty where there is none.
    """

    edition: Edition
    as_of: AsOf
    packages: tuple[PublicPackage, ...]
    tables: tuple[PublicTable, ...]
    tombstones: tuple[Tombstone, ...]
    annotations: tuple[Annotation, ...]
    deadlines: tuple[Deadline, ...]
    decisions: tuple[Decision, ...]
    rulebook: Rulebook
    warnings: tuple[Finding, ...]
    changes: Changes | None = None
    ledger_seal: str = ""

    @cached_property
    def by_key(self) -> Mapping[Key, PublicTable]:
        return {table.key: table for table in self.tables}


@dataclass(frozen=True)
class Screening:
    """`disclosure` is None if a finding is an error: then nothing is published. `canaries` are for
    the check of the finished site only, and so are beside what may be published, not in it.
    """

    disclosure: Disclosure | None
    findings: tuple[Finding, ...]
    canaries: Canaries = field(default_factory=Canaries.none)
