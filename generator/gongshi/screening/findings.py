"""A broken rule as a finding."""

from __future__ import annotations

from gongshi.core.finding import Finding
from gongshi.screening.rule import Rule


def finding_of(rule: Rule, path: str, row: int | None = None, **more: str | None) -> Finding:
    """The finding for a rule that was broken; a rule nobody verified says so."""
    doubt = "" if rule.verified.may_block else "（条款待核实，暂不拦截）"
    return Finding(
        code=rule.id,
        path=path,
        row=row,
        message=rule.message + doubt,
        hint=f"{rule.remedy}。依据：{rule.citation}",
        severity=rule.severity,
        **more,
    )
