"""Rows of a table in several files → the file and the row that a person opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from gongshi.core.finding import Finding
from gongshi.loading.source import Source
from gongshi.loading.table import Table
from gongshi.package.descriptor import Package, Resource


def relocated(findings: Iterable[Finding], packages: Iterable[Package]) -> Iterator[Finding]:
    """Findings about tables in one file as they are; the files of others are counted if need be."""
    split = {
        package.shown_path(resource): (package, resource)
        for package in packages
        for resource in package.resources
        if len(resource.paths) > 1
    }
    ends: dict[str, list[int]] = {}
    for finding in findings:
        place = split.get(finding.path)
        if place is None or (finding.row or 1) == 1:
            yield finding
            continue
        if finding.path not in ends:
            ends[finding.path] = _ends(*place)
        yield _moved(finding, place, ends[finding.path])


def _moved(finding: Finding, place: tuple[Package, Resource], ends: list[int]) -> Finding:
    row = finding.row or 1
    part = next((n for n, end in enumerate(ends) if row <= end), len(ends) - 1)
    if part == 0:
        return finding
    # The header of a later file is a row of that file, and none of the table.
    return replace(finding, path=place[0].shown_path(place[1], part), row=row - ends[part - 1] + 1)


def _ends(package: Package, resource: Resource) -> list[int]:
    """The number that the last row of each file has in the whole table."""
    counts = []
    for number, path in enumerate(resource.paths):
        source = Source(resource, (package.folder / path,), path)
        rows = max(map(_last, source.pieces()), default=1)
        counts.append(rows if number == 0 else rows - 1)
    return list(accumulate(counts))


def _last(piece: Table) -> int:
    whole = int(piece.rows[-1]) if len(piece.rows) else 1
    return max(whole, piece.odd[-1].row if piece.odd else 1)
