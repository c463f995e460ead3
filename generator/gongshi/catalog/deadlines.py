"""Deadlines in words: how a record stands with the clocks of the law, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.status import Status, Tone
from gongshi.catalog.table import Record
from gongshi.screening.outcome import Deadline, Standing

_TONES = {
    Standing.IN_TIME: Tone.GOOD,
    Standing.LATE: Tone.QUIET,
    Standing.OVERDUE: Tone.BAD,
    Standing.RUNNING: Tone.WAIT,
    Standing.PENDING: Tone.QUIET,
}
# Of a limit that nobody has read at its source, the site does not say that it was missed.
_UNREAD = {
    Standing.LATE: Status("晚于参考期限", Tone.QUIET),
    Standing.OVERDUE: Status("超过参考期限", Tone.WAIT),
}
_MISSED = (Standing.OVERDUE, Standing.LATE)


@dataclass(frozen=True)
class DeadlineView:
    """`status.word` alone says how it stands; `badge` says of what."""

    title: str
    due_on: str
    done_on: str
    standing: Standing
    status: Status
    citation: str
    is_read: bool

    @property
    def is_missed(self) -> bool:
        return self.standing in _MISSED

    @property
    def badge(self) -> Status:
        return Status(f"{self.title}{self.status.word}", self.status.tone)


def deadline_views(catalog: Catalog, record: Record) -> tuple[DeadlineView, ...]:
    return tuple(_view(catalog, one) for one in catalog.deadlines(record))


def missed(catalog: Catalog, record: Record) -> tuple[DeadlineView, ...]:
    """Those whose last day passed before it was done, still open or not."""
    return tuple(
        _view(catalog, one) for one in catalog.deadlines(record) if one.standing in _MISSED
    )


def overdue_records(
    catalog: Catalog, institution: Record
) -> tuple[tuple[Record, tuple[DeadlineView, ...]], ...]:
    """What an institution has still not done though the day is past: records that are about it."""
    found = []
    for group in catalog.incoming(institution):
        if group.field.name != group.table.policy.subject_field:
            continue
        for record in group.records:
            late = tuple(v for v in missed(catalog, record) if v.standing is Standing.OVERDUE)
            if late:
                found.append((record, late))
    return tuple(found)


def _view(catalog: Catalog, deadline: Deadline) -> DeadlineView:
    clock, standing = catalog.clock(deadline), deadline.standing
    status = Status(standing.value, _TONES[standing])
    if not clock.verified.may_block:
        status = _UNREAD.get(standing, status)
    return DeadlineView(
        title=clock.title,
        due_on=deadline.due_on,
        done_on=deadline.done_on,
        standing=standing,
        status=status,
        citation=clock.citation,
        is_read=clock.verified.may_block,
    )
