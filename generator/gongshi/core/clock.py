"""The date on which a judgement holds. Only the edges (cli, mkdocs_plugin) ask for today's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, order=True)
class AsOf:
    """The day for which the site is built; every rule about time is judged on it."""

    day: date

    def __str__(self) -> str:
        return self.day.isoformat()


def parse_date(text: str) -> date:
    """A strict ISO 8601 calendar date (GB/T 7408): `2026-11-24` and nothing else.

    Raises ValueError for every other form, also for `20261124` and `2026-W48-2`, which
    date.fromisoformat takes.
    """
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        raise ValueError(text)
    return date.fromisoformat(text)


def today_in_shanghai() -> AsOf:
    """Today where the records are published, whatever the machine's time zone says."""
    return AsOf(datetime.now(SHANGHAI).date())
