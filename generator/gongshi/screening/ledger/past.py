"""What was published before, as the operator's two files tell it.

`ledger.csv` has a row for each record that was ever public; `gongshi release` keeps it. It is an
input and never published. `tombstones.csv` has a row for each record that was removed from the
source; `gongshi tombstone` writes it. Both lie in the edition's folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from gongshi.core.clock import AsOf
from gongshi.core.finding import Finding
from gongshi.package.descriptor import Key
from gongshi.screening.released.store import Released

LEDGER_FILE = "ledger.csv"
TOMBSTONES_FILE = "tombstones.csv"


class State(StrEnum):
    """How a record stood on the day of the last release."""

    PUBLIC = "public"
    ENDED = "ended"  # for good: a tombstone
    WITHHELD = "withheld"  # it may come back: a page that says so


@dataclass(frozen=True)
class Entry:
    """A row of the ledger; `row` as Excel numbers it.

    `status` is what the source said in its status column. `facts`: field → a short hash of what was
    public in it. Both dates of publication are empty for a record that had already ended when the
    ledger was begun and says nothing itself.
    """

    key: Key
    record_id: str
    state: State
    first_published_on: str = ""
    last_published_on: str = ""
    status: str = ""
    ended_on: str = ""
    event: str = ""
    reason: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class StoneRow:
    """A row of tombstones.csv, well-formed or not: rule S03 judges what is in it."""

    cells: tuple[str, ...]
    row: int


@dataclass(frozen=True)
class StonesFile:
    header: tuple[str, ...]
    rows: tuple[StoneRow, ...]


@dataclass(frozen=True)
class Past:
    """`ledger`, `stones` or `released` None: there is no such file. The paths are as findings print
    them; `seal` is the hash over the whole ledger.
    """

    ledger: tuple[Entry, ...] | None = None
    stones: StonesFile | None = None
    ledger_path: str = LEDGER_FILE
    stones_path: str = TOMBSTONES_FILE
    findings: tuple[Finding, ...] = ()
    released: Released | None = None
    seal: str = ""

    @cached_property
    def entries(self) -> Mapping[tuple[Key, str], Entry]:
        return {(entry.key, entry.record_id): entry for entry in self.ledger or ()}

    @cached_property
    def newest(self) -> str:
        """The day of the last release; "" before the first."""
        return max((entry.last_published_on for entry in self.ledger or ()), default="")

    def had_ended(self, entry: Entry, as_of: AsOf) -> bool:
        """Whether the record had ended by a day, which may lie before the last release."""
        day = str(as_of)
        return entry.state is State.ENDED and (entry.ended_on <= day or self.newest <= day)


NO_PAST = Past()
