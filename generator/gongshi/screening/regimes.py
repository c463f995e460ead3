"""Publication periods by regime and severity (law-and-fields.md §3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongshi.core.clock import AsOf, parse_date
from gongshi.core.periods import add_months
from gongshi.screening.rule import Verified


@dataclass(frozen=True)
class Months:
    """Calendar months from the determination: before `minimum` no repair, after `maximum` no
    publication.
    """

    minimum: int
    maximum: int
    verified: Verified


@dataclass(frozen=True, eq=False)
class Regime:
    id: str
    title: str
    valid_from: date
    valid_to: date | None
    severities: Mapping[str, Months]
    citation: str

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Period:
    """The computed days of one record. `last_day` is the last on which it may be public.

    `regime` is the one that holds, law since the day `since`; `at_determination` the one under
    which the record was made, and `today` the one in force on the day of the build, if that is
    another. `too_early_before`: a repair before that day was early under either of them.
    """

    earliest_repair: date
    too_early_before: date
    last_day: date
    regime: str
    since: date
    at_determination: str | None = None
    today: str | None = None


def read_regimes(entries: Iterable[Mapping[str, Any]]) -> tuple[Regime, ...]:
    """Entries as in rulebook/regimes.yaml. A severity may state a `verified` of its own."""
    return tuple(
        Regime(
            id=entry["id"],
            title=entry["title"],
            valid_from=parse_date(str(entry["valid_from"])),
            valid_to=parse_date(str(entry["valid_to"])) if entry.get("valid_to") else None,
            severities={
                name: Months(
                    months["min_months"],
                    months["max_months"],
                    Verified(months.get("verified", entry["verified"])),
                )
                for name, months in entry["severities"].items()
            },
            citation=entry["citation"],
        )
        for entry in entries
    )


def period(
    regimes: Iterable[Regime], severity: str, determined_on: date, as_of: AsOf
) -> Period | None:
    """When a record may first be repaired and is last public.

    Of the regime in force when the record was determined and the one in force on `as_of`, the more
    lenient holds as a whole: the one that publishes for the shorter time, and of two equal ones
    today's (从旧兼从轻; no transition clause of Order 36 was readable). Numbers that nobody read at
    their source decide nothing. None if the severity was unknown to the regime under which the
    record was made, or is to today's: the caller must then not publish.
    """
    known = list(regimes)
    then = next((regime for regime in known if regime.holds_on(determined_on)), None)
    now = next((regime for regime in known if regime.holds_on(as_of.day)), None)
    asked = [regime for regime in dict.fromkeys((then, now)) if regime is not None]
    if any(severity not in regime.severities for regime in asked):
        return None
    counting = [regime for regime in asked if regime.severities[severity].verified.may_block]
    if not counting:
        return None
    held = min(counting, key=lambda r: (r.severities[severity].maximum, r is not now))
    months = held.severities[severity]
    least = min(regime.severities[severity].minimum for regime in counting)
    return Period(
        earliest_repair=add_months(determined_on, months.minimum),
        too_early_before=add_months(determined_on, least),
        last_day=add_months(determined_on, months.maximum),
        regime=held.id,
        since=held.valid_from,
        at_determination=then.id if then is not None and then is not held else None,
        today=now.id if now is not None and now is not held else None,
    )
