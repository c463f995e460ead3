"""What changed since a release, as data. What may not be told is not in here."""

from __future__ import annotations

from dataclasses import dataclass

from gongshi.package.descriptor import Key
from gongshi.screening.outcome import Tombstone


@dataclass(frozen=True)
class ChangedField:
    """`before` is None if it may not be public any more. Both are cells as the CSV has them."""

    name: str
    before: str | None
    after: str


@dataclass(frozen=True)
class ChangedRecord:
    key: Key
    record_id: str
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True)
class Counts:
    """What a release changed; `on` is its day (ISO)."""

    on: str
    added: int
    changed: int
    ended: int

    @property
    def none(self) -> bool:
        return not (self.added or self.changed or self.ended)


@dataclass(frozen=True)
class Changes:
    """Since the release of the day `since` until today. `history`: earlier releases, newest first.

    `added` holds records, `ended` what became of those that were public: an id, an event, a day
    and a class of reason each.
    """

    since: str
    added: tuple[tuple[Key, str], ...]
    changed: tuple[ChangedRecord, ...]
    ended: tuple[Tombstone, ...]
    history: tuple[Counts, ...]

    def counts(self, on: str) -> Counts:
        return Counts(on, len(self.added), len(self.changed), len(self.ended))
