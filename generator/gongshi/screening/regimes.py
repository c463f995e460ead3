"""Publication periods by regime and severity (law-and-fields.md §3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongshi.core.clock import AsOf, parse_date
from gongshi.core.periods import add_months
from gongshi.package.lined_yaml import parse
from gongshi.screening.rule import Verified


@dataclass(frozen=True)
class Months:
    """Calendar months from the determination: before `minimum` no repair, after `maximum` no
    publication.
    """

    minimum: int
    maximum: int


@dataclass(frozen=True)
class Regime:
    id: str
    title: str
    valid_from: date
    valid_to: date | None
    severities: Mapping[str, Months]
    citation: str
    verified: Verified

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Period:
    """The computed days of one record. `last_day` is the last on which it may be public."""

    earliest_repair: date
    last_day: date
    regime: str


def read_regimes(text: str) -> tuple[Regime, ...]:
    return tuple(
        Regime(
            id=entry["id"],
            title=entry["title"],
            valid_from=parse_date(entry["valid_from"]),
            valid_to=parse_date(entry["valid_to"]) if entry.get("valid_to") else None,
            severities={
                name: Months(months["min_months"], months["max_months"])
                for name, months in entry["severities"].items()
            },
            citation=entry["citation"],
            verified=Verified(entry["verified"]),
        )
        for entry in parse(text).data
    )


def period(
    regimes: Iterable[Regime], severity: str, determined_on: date, as_of: AsOf
) -> Period | None:
    """When a record may first be repaired and is last public.

    Of the regime in force when the record was determined and the one in force on `as_of`, the more
    lenient holds as a whole: the one that publishes for the shorter time, and of two equal ones
    today's (从旧兼从轻; no transition clause of Order 36 was readable). None if no regime knows
    the severity: the caller must then not publish.
    """
    asked = [
        (regime, regime.severities[severity])
        for regime in regimes
        if severity in regime.severities
        and (regime.holds_on(determined_on) or regime.holds_on(as_of.day))
    ]
    if not asked:
        return None
    regime, months = min(asked, key=lambda pair: (pair[1].maximum, not pair[0].holds_on(as_of.day)))
    return Period(
        earliest_repair=add_months(determined_on, months.minimum),
        last_day=add_months(determined_on, months.maximum),
        regime=regime.id,
    )
