"""What the door decided, as data. None of these types can hold a cell of the record, but
for the days of a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gongshi.package.descriptor import Key

# The event of a tombstone whose record may come back.
SUSPENDED = "suspended"
# The rule of a tombstone whose row is no longer in the source.
REMOVED = "S02"


@dataclass(frozen=True)
class Decision:
    """Why a record is absent, or what its page must carry. `detail` names a rule's choice, such as
    the regime of a period; it never quotes a cell.
    """

    key: Key
    record_id: str
    rule: str
    action: str
    detail: str = ""


@dataclass(frozen=True)
class Tombstone:
    """All that stays of a record that ended (law-and-fields.md §2.17)."""

    key: Key
    record_id: str
    event: str
    event_on: str
    reason: str
    rule: str

    @property
    def suspended(self) -> bool:
        return self.event == SUSPENDED

    @property
    def removed(self) -> bool:
        return self.rule == REMOVED


@dataclass(frozen=True)
class Annotation:
    """A note that the record's page must carry, such as an open objection."""

    key: Key
    record_id: str
    rule: str
    text: str
    since: str


class Standing(StrEnum):
    IN_TIME = "按期"
    LATE = "逾期完成"
    OVERDUE = "逾期未完成"
    RUNNING = "期限内"
    PENDING = "期限待定"  # working days of a year whose holidays are not announced


@dataclass(frozen=True)
class Deadline:
    """One clock on one public record. `due_on` and `done_on` are ISO dates, "" where there is none.

    What the clock is called and which article sets it stands in the rulebook under `clock`.
    """

    key: Key
    record_id: str
    clock: str
    due_on: str
    done_on: str
    standing: Standing
