"""A rule of the rulebook: the law, as data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator

from gongshi.core.clock import AsOf, parse_date
from gongshi.core.finding import Severity


class Action(StrEnum):
    WITHHOLD = "withhold"  # the row is not public (yet); no page, no tombstone
    EXPIRE = "expire"  # the row ended: a tombstone keeps id, event, date and reason class
    BLOCK = "block"  # an error: nothing is published until it is mended
    FLAG = "flag"  # a warning
    ANNOTATE = "annotate"  # the page must carry a note


class Verified(StrEnum):
    PRIMARY = "primary"
    SECONDARY = "secondary"
    MEMORY = "memory"
    UNVERIFIED = "unverified"

    @property
    def may_block(self) -> bool:
        return self in {Verified.PRIMARY, Verified.SECONDARY}


class Scope(StrEnum):
    EDITION = "edition"
    SCHEMA = "schema"
    ROWS = "rows"
    PUBLIC_TEXT = "public_text"
    OUTPUT = "output"  # judged on the finished pages (release.output_check)


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class On(_Closed):
    """What a rule looks at: tables of a kind, or every table that has these fields."""

    scope: Scope = Scope.ROWS
    kind: str | None = None
    fields: tuple[str, ...] = ()


class Event(_Closed):
    """What a tombstone says; `on` is where its date comes from (screening.events)."""

    name: str
    reason: str
    on: Mapping[str, Any]


class Rule(_Closed):
    """One entry. `when` is a predicate with its parameters (screening.predicates)."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{2}$")]
    title: str
    on: On
    when: Mapping[str, Any]
    action: Action
    event: Event | None = None
    note: str | None = None
    message: str
    remedy: str
    effective_from: date | None = None
    effective_to: date | None = None
    citation: str
    verified: Verified

    @field_validator("effective_from", "effective_to", mode="before")
    @classmethod
    def _strict_date(cls, value: Any) -> Any:
        return parse_date(value) if isinstance(value, str) else value

    def in_force(self, as_of: AsOf) -> bool:
        after_start = self.effective_from is None or self.effective_from <= as_of.day
        return after_start and (self.effective_to is None or as_of.day <= self.effective_to)

    @property
    def severity(self) -> Severity:
        """Only what was read in a source may stop a build; the rest warns and says so."""
        blocks = self.action is Action.BLOCK and self.verified.may_block
        return Severity.ERROR if blocks else Severity.WARNING
