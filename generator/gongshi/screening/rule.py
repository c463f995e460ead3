"""A rule of the rulebook: the law, as data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PrivateAttr, StringConstraints, field_validator

from gongshi.core.clock import AsOf, parse_date
from gongshi.core.finding import Severity
from gongshi.package.policy import Mask as MaskName


class Action(StrEnum):
    WITHHOLD = "withhold"  # the row is not public (yet); no page, no tombstone
    EXPIRE = "expire"  # the row ended: a tombstone keeps id, event, date and reason class
    BLOCK = "block"  # an error: nothing is published until it is mended
    REQUIRE = "require"  # the same, for something that has to be there and is not
    FLAG = "flag"  # a warning
    MASK = "mask"  # part of a cell is replaced before it becomes public
    ANNOTATE = "annotate"  # the page must carry a note
    DECIDE = "decide"  # a choice that the engine makes and logs; it hides and shows nothing


JUDGING = (Action.BLOCK, Action.REQUIRE, Action.FLAG)
# How much an action keeps from the public: a local rule may not go down this list.
STRICTNESS = {
    Action.DECIDE: 0,
    Action.FLAG: 1,
    Action.ANNOTATE: 1,
    Action.MASK: 2,
    Action.WITHHOLD: 3,
    Action.EXPIRE: 3,
    Action.REQUIRE: 4,
    Action.BLOCK: 4,
}


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
    CHECK = "check"  # judged by validation: `when` names the codes of its findings
    LEDGER = "ledger"  # judged against what was published before (screening.ledger)
    ENGINE = "engine"  # the engine itself is the rule; `when` says where
    OUTPUT = "output"  # judged on the finished pages (release)


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class On(_Closed):
    """What a rule looks at: tables of a kind, or every table that has these fields.

    Rules about public text look at all of it, or at the named fields only. Rules that judge rows
    look at what would be public; with `ended` also at what the day's rules have just ended.
    """

    scope: Scope = Scope.ROWS
    kind: str | None = None
    fields: tuple[str, ...] = ()
    ended: bool = False


class Totals(_Closed):
    """How a table shows sums: a row has `word` in one of the `columns` over which it sums."""

    columns: tuple[str, ...]
    word: str


class Replacement(_Closed):
    """What a rule of action `mask` puts in the place of what it finds.

    `detects`-rules replace the spans found (`surname`: 张三 → 张某; `redact`); rules about rows
    replace whole cells of `fields` that are smaller than `below`, and those from which one could be
    computed by `totals`, by `text`, a missing value that `label` explains.
    """

    by: MaskName | None = None
    fields: tuple[str, ...] = ()
    below: int | None = None
    text: str | None = None
    label: str | None = None
    totals: Totals | None = None


class Event(_Closed):
    """What a tombstone says; `on` is where its date comes from (screening.events)."""

    name: str
    reason: str
    on: Mapping[str, Any]


class Rule(_Closed):
    """One entry. `when` is a predicate with its parameters (screening.predicates).

    Rules decide in the order of `order`, then of their ids: what a row says of itself comes before
    what follows from its dates. `regime` is the instrument that the rule carries out, where rules
    of several follow each other in time. `replaces` and `reason` are for an edition's own
    rules.yaml (screening.overrides).
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{2}$")]
    title: str
    on: On
    when: Mapping[str, Any]
    action: Action
    event: Event | None = None
    note: str | None = None
    mask: Replacement | None = None
    order: int = 0
    regime: str | None = None
    replaces: str | None = None
    reason: str | None = None
    message: str
    remedy: str
    effective_from: date | None = None
    effective_to: date | None = None
    citation: str
    verified: Verified

    _place: str = PrivateAttr("")

    @field_validator("effective_from", "effective_to", mode="before")
    @classmethod
    def _strict_date(cls, value: Any) -> Any:
        if value is None or isinstance(value, date):
            return value
        try:
            return parse_date(value)
        except (TypeError, ValueError) as error:
            raise ValueError("日期写成 2026-11-24 的样子") from error

    @property
    def place(self) -> str:
        """`file:line` of a local rule, as findings print it; empty for a national one."""
        return self._place

    def placed(self, place: str) -> Rule:
        """The same rule, knowing where it stands."""
        copy = self.model_copy()
        copy._place = place  # noqa: SLF001  # a copy of itself
        return copy

    def in_force(self, as_of: AsOf) -> bool:
        after_start = self.effective_from is None or self.effective_from <= as_of.day
        return after_start and (self.effective_to is None or as_of.day <= self.effective_to)

    @property
    def severity(self) -> Severity:
        """Only what was read in a source may stop a build; the rest warns and says so."""
        blocks = self.action in {Action.BLOCK, Action.REQUIRE} and self.verified.may_block
        return Severity.ERROR if blocks else Severity.WARNING


class Absent(_Closed):
    """A condition of the law that is no rule here, and why."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{2}$")]
    title: str
    reason: str


def looks_at(rule: Rule, kind: str | None, field: str | None) -> bool:
    """Whether a rule about public text is about this field of tables of this kind; text that is in
    no table (None, None) is looked at by the rules about all text.
    """
    return rule.on.kind in {None, kind} and (not rule.on.fields or field in rule.on.fields)
