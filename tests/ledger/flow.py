"""The starter project and the commands that keep its ledger."""

from __future__ import annotations

import csv
import subprocess
from dataclasses import dataclass
from pathlib import Path

from projects import AS_OF, Starter, run

ENDED = {"repaired", "revoked", "expired", "withdrawn"}


@dataclass(frozen=True)
class Flow:
    project: Starter

    def gongshi(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run(*arguments, cwd=self.project.root)

    def validate(self, as_of: str = AS_OF) -> subprocess.CompletedProcess[str]:
        return self.gongshi("validate", "--as-of", as_of)

    def release(self, as_of: str = AS_OF) -> subprocess.CompletedProcess[str]:
        return self.gongshi("release", "--as-of", as_of)

    @property
    def ledger(self) -> Path:
        return self.project.data / "ledger.csv"

    @property
    def tombstones(self) -> Path:
        return self.project.data / "tombstones.csv"

    def entries(self) -> dict[str, dict[str, str]]:
        with self.ledger.open(encoding="utf-8", newline="") as file:
            return {row["record_id"]: row for row in csv.DictReader(file)}

    def public(self, resource: str) -> list[dict[str, str]]:
        """The rows of a resource that were public at the release."""
        entries = self.entries()
        rows = self.project.rows(resource)
        return [r for r in rows if entries.get(_first(r), {}).get("state") == "public"]

    def remove(self, record_id: str) -> dict[str, str]:
        """Delete a record and, as validation would ask for, the rows that name it. Id → resource,
        of those that were public.
        """
        gone, found = {record_id}, {}
        while True:
            more = False
            for path in sorted(self.project.data.glob("*/*.csv")):
                rows = self.project.rows(path.stem)
                out = [r for r in rows if gone & set(r.values())]
                if out and path.stem != "institutions":
                    self._write(path, [r for r in rows if r not in out], list(rows[0]))
                    found |= {_first(r): path.stem for r in out}
                    more = more or not {_first(r) for r in out} <= gone
                    gone |= {_first(r) for r in out}
            if not more:
                states = {number: entry["state"] for number, entry in self.entries().items()}
                return {n: name for n, name in found.items() if states.get(n) == "public"}

    def add(self, resource: str, **cells: str) -> None:
        rows = self.project.rows(resource)
        new = {**rows[0], **cells}
        self._write(self.project.table(resource), [*rows, new], list(rows[0]))

    @staticmethod
    def _write(path: Path, rows: list[dict[str, str]], fields: list[str]) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fields, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _first(row: dict[str, str]) -> str:
    return next(iter(row.values()))
