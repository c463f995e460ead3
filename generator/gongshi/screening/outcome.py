"""What the door decided, as data. None of these types can hold a cell of the record."""

from __future__ import annotations

from dataclasses import dataclass

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
