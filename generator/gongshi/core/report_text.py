"""Findings as text: counts, and at most five examples of each code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gongshi.core.finding import Finding, Severity

EXAMPLES = 5


def report_text(findings: Iterable[Finding]) -> str:
    """Errors before warnings; the rest of a code is counted, and stands in full in the JSON."""
    findings = list(findings)
    lines = []
    for severity, word in ((Severity.ERROR, "错误"), (Severity.WARNING, "提示")):
        chosen = [finding for finding in findings if finding.severity is severity]
        if not chosen:
            continue
        lines.append(f"{len(chosen)} 处{word}：")
        lines += [f"  {line}" for line in _examples(chosen)]
    return "\n".join(lines)


def _examples(findings: list[Finding]) -> Iterable[str]:
    total, shown = Counter(f.code for f in findings), Counter[str]()
    for finding in findings:
        shown[finding.code] += 1
        if shown[finding.code] <= EXAMPLES:
            yield finding.line()
    for code, count in total.items():
        if count > EXAMPLES:
            yield f"… [{code}] 另有 {count - EXAMPLES} 处；用 --format json 看全部"
