"""A data folder → Dataset."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongshi.core.finding import Finding, in_order
from gongshi.loading.reader import read_table
from gongshi.loading.table import Dataset, Table
from gongshi.package.descriptor import Key
from gongshi.package.discovery import discover


@dataclass(frozen=True)
class Loaded:
    """`dataset` holds every table that could be read, even where findings tell of others that
    could not, so that one run tells the clerk as much as possible. It is None without an edition.
    """

    dataset: Dataset | None
    findings: tuple[Finding, ...]


def load(folder: Path, shown: str) -> Loaded:
    """Read an edition's descriptors and files; `shown` is how findings print the folder."""
    discovery = discover(folder, shown)
    findings = list(discovery.findings)
    tables: dict[Key, Table] = {}
    for package in discovery.packages:
        for resource in package.resources:
            table, found = read_table(package, resource)
            findings += found
            if table is not None:
                tables[resource.key] = table
    if discovery.edition is None:
        return Loaded(None, in_order(findings))
    return Loaded(Dataset(discovery.edition, discovery.packages, tables), in_order(findings))
