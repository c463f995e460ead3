"""A finding: one thing that is wrong, where a clerk can find it, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    ERROR = "error"  # stops the build
    WARNING = "warning"  # is shown, and published on the quality page


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is wrong.

    `path` is relative to the project; `row` is the row as Excel numbers it (the header is row 1),
    or the line of a YAML file. `value` has been through core.redaction: it may be printed.
    """

    code: str
    message: str
    path: str
    row: int | None = None
    field: str | None = None
    field_title: str | None = None
    value: str | None = None
    hint: str | None = None
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        return self.path if self.row is None else f"{self.path}:{self.row}"

    def line(self) -> str:
        """The one-line form: `FILE:ROW 字段“…” 值“…” what is wrong [code] 提示：what to do`."""
        parts = [self.place]
        if self.field:
            parts.append(f"字段“{self.field_title or self.field}”")
        if self.value is not None:
            parts.append(f"值“{self.value}”")
        parts.append(f"{self.message} [{self.code}]")
        if self.hint:
            parts.append(f"提示：{self.hint}")
        return " ".join(parts)

    def as_json(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if value is not None}

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        return (self.path, self.row or 0, self.field or "", self.code)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in reading order: by file, row, field, code. Exact repeats are dropped."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: f.sort_key))


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(f.severity is Severity.ERROR for f in findings)
