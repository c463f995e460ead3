"""Promise against outcome: what was due, kept and broken, with its denominators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import Record
from gongshi.catalog.values import percent


@dataclass(frozen=True)
class Outcome:
    """Sums over results. `open` is what was counted but neither kept nor broken yet."""

    total: int
    kept: int
    breached: int

    @property
    def due(self) -> int:
        return self.kept + self.breached

    @property
    def open(self) -> int:
        return self.total - self.due

    @property
    def rate(self) -> str:
        """Kept of due in per cent."""
        return percent(self.kept, self.due)


@dataclass(frozen=True)
class Promises:
    commitments: tuple[Record, ...]
    with_results: int
    overall: Outcome
    by_period: tuple[tuple[str, Outcome], ...]


def promises_of(catalog: Catalog, institution: Record) -> Promises:
    """Over every commitment of an institution and every published result of each."""
    commitments = catalog.about(institution, "service_commitment")
    results = [(c, r) for c in commitments for r in catalog.pointing(c, "commitment_result")]
    periods = sorted({result.given("period") for _, result in results})
    return Promises(
        commitments=tuple(commitments),
        with_results=len({commitment.id for commitment, _ in results}),
        overall=outcome(result for _, result in results),
        by_period=tuple(
            (period, outcome(r for _, r in results if r.given("period") == period))
            for period in periods
        ),
    )


def outcome(results: Iterable[Record]) -> Outcome:
    total = kept = breached = 0
    for result in results:
        total += int(result.given("total") or 0)
        kept += int(result.given("kept") or 0)
        breached += int(result.given("breached") or 0)
    return Outcome(total, kept, breached)
