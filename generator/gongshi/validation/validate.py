"""Loaded → Report; and a folder of any size → Verdict."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongshi.core.finding import Finding, has_errors, in_order
from gongshi.loading.load import Loaded
from gongshi.loading.reader import open_source
from gongshi.loading.strict import UnreadableError
from gongshi.loading.table import Feed
from gongshi.package.descriptor import Key
from gongshi.package.discovery import discover
from gongshi.validation.cluster import Cluster
from gongshi.validation.parts import relocated
from gongshi.validation.report import Report
from gongshi.validation.run import Progress, Run


def validate(loaded: Loaded) -> Report:
    """Frictionless's verdict on each package and our own checks over the whole edition."""
    findings: list[Finding] = list(loaded.findings)
    if loaded.dataset is not None:
        data = loaded.dataset
        run = Run(data.edition, data.packages, dict(data.tables))
        findings += relocated(run.findings(), data.packages)
    return Report(loaded.dataset, in_order(findings))


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a folder's data, and how many records it has."""

    findings: tuple[Finding, ...]
    rows: int

    @property
    def ok(self) -> bool:
        return not has_errors(self.findings)


def validate_files(
    folder: Path, shown: str, progress: Progress | None = None, cluster: Cluster | None = None
) -> Verdict:
    """The findings of `validate(load(folder, shown))` with the memory of a few thousand rows: the
    tables are never there as a whole. `cluster` does the work of tables in several files.
    """
    discovery = discover(folder, shown)
    findings = list(discovery.findings)
    if discovery.edition is None:
        return Verdict(in_order(findings), 0)
    feeds: dict[Key, Feed] = {}
    for package in discovery.packages:
        for resource in package.resources:
            try:
                feed = open_source(package, resource)
                next(iter(feed.pieces()))
            except UnreadableError as error:
                findings.append(error.finding)
            else:
                feeds[resource.key] = feed
    run = Run(discovery.edition, discovery.packages, feeds, progress)
    if cluster:
        run.elsewhere = cluster.work(folder, shown, discovery.packages)
    findings += relocated(run.findings(), discovery.packages)
    return Verdict(in_order(findings), run.rows)
