"""Loaded → Report."""

from __future__ import annotations

from gongshi.core.finding import Finding, in_order
from gongshi.loading.load import Loaded
from gongshi.loading.table import Dataset
from gongshi.validation.checks import CHECKS, Context
from gongshi.validation.judge import judge
from gongshi.validation.report import Report


def validate(loaded: Loaded) -> Report:
    """Ask frictionless about each package, then run our own checks over the whole edition."""
    findings: list[Finding] = list(loaded.findings)
    if loaded.dataset is not None:
        findings += _judged(loaded.dataset)
        context = Context(loaded.dataset)
        for check in CHECKS:
            findings += check(context)
    return Report(loaded.dataset, in_order(findings))


def _judged(dataset: Dataset) -> list[Finding]:
    findings: list[Finding] = []
    for package in dataset.packages:
        tables = [dataset.tables[r.key] for r in package.resources if r.key in dataset.tables]
        columns = {table.resource.name: list(table.frame.columns) for table in tables}
        findings += judge(package, {table.resource.name: table for table in tables}, columns)
    return findings
