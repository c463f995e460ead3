"""What validation found, and the proof that it found nothing."""

from __future__ import annotations

from dataclasses import dataclass

from gongshi.core.finding import Finding, has_errors
from gongshi.loading.table import Dataset


@dataclass(frozen=True)
class ValidDataset:
    """A dataset without an error. Only Report.valid() makes one; screening takes nothing else."""

    dataset: Dataset
    warnings: tuple[Finding, ...]


@dataclass(frozen=True)
class Report:
    dataset: Dataset | None
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return self.dataset is not None and not has_errors(self.findings)

    def valid(self) -> ValidDataset | None:
        """The dataset, if nothing is wrong with it."""
        if self.dataset is None or not self.ok:
            return None
        return ValidDataset(self.dataset, self.findings)

    @property
    def rows(self) -> int:
        return sum(len(table) for table in self.dataset.tables.values()) if self.dataset else 0
