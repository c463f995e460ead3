"""The closed words about the end of a record: events, classes of reason, and what each means.

They stand in the national rule S03; an edition's rules.yaml cannot add to what a tombstone may say.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from gongshi.core.errors import RulebookError
from gongshi.screening.outcome import SUSPENDED
from gongshi.screening.rulebook import Rulebook

RULE = "S03"
OPEN = "open_tombstone"
# What the engine says of a record that it has to keep back although it was public.
NOT_NOW = "暂不符合公开条件"


class EventTerms(BaseModel):
    """An event's word for readers, and its classes of reason with their meaning."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    reasons: Mapping[str, str]


class Terms(BaseModel):
    """`events` end a record; `suspended` is what may come back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    events: Mapping[str, EventTerms]
    suspended: EventTerms

    def title(self, event: str) -> str:
        """The event in a word; a local rule's own event as it is."""
        if event == SUSPENDED:
            return self.suspended.title
        return self.events[event].title if event in self.events else event

    def meaning(self, reason: str) -> str:
        """Empty for a class that only a local rule knows."""
        for terms in (*self.events.values(), self.suspended):
            if reason in terms.reasons:
                return terms.reasons[reason]
        return ""

    def event_of(self, reason: str) -> str | None:
        """The event that a class of reason belongs to."""
        return next((name for name, e in self.events.items() if reason in e.reasons), None)


def terms_of(rulebook: Rulebook) -> Terms:
    """Raises RulebookError if rule S03 does not state them."""
    rule = next((rule for rule in rulebook.rules if rule.id == RULE), None)
    if rule is None or OPEN not in rule.when:
        raise RulebookError(f"规则库里没有 {RULE}，或者它没有写 {OPEN}")
    try:
        return Terms.model_validate(rule.when[OPEN])
    except ValidationError as error:
        raise RulebookError(f"规则 {RULE} 的 {OPEN} 写法不对：{error}") from error
