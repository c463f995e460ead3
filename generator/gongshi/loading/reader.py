"""One CSV file → Table, or findings."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gongshi.core.finding import Finding
from gongshi.loading.source import Source
from gongshi.loading.strict import UnreadableError, unreadable
from gongshi.loading.table import Table
from gongshi.package.descriptor import Package, Resource

_READABLE_DIALECT = frozenset({"$schema", "delimiter", "quoteChar", "doubleQuote", "header"})


def read_table(package: Package, resource: Resource) -> tuple[Table | None, tuple[Finding, ...]]:
    """Read a resource's file.

    Returns (table, ()) or (None, findings). Never raises for a bad file.
    """
    try:
        return _whole(list(open_source(package, resource).pieces())), ()
    except UnreadableError as error:
        return None, (error.finding,)


def open_source(package: Package, resource: Resource) -> Source:
    """The resource's file. Raises UnreadableError; reading its pieces may raise it too."""
    shown = package.shown_path(resource)
    paths = tuple(package.folder / path for path in resource.paths)
    home = package.folder.resolve()
    if not all(path.resolve().is_relative_to(home) for path in paths):
        problem = "文件在数据包文件夹之外", "把文件本身放进数据包文件夹"
    elif not all(path.is_file() for path in paths):
        problem = "没有这个文件", "检查 datapackage.yaml 里的 path 与文件名是否一致"
    elif refused := _refused(resource):
        problem = f"还读不了 dialect 里的 {refused}", "另存为带列名的普通 CSV"
    else:
        return Source(resource, paths, shown)
    raise UnreadableError(unreadable(shown, *problem))


def _refused(resource: Resource) -> str:
    unknown = sorted(set(resource.dialect) - _READABLE_DIALECT)
    if not unknown and resource.dialect.get("header") is False:
        return "header: false"
    return "、".join(unknown)


def _whole(pieces: list[Table]) -> Table:
    if len(pieces) == 1:
        return pieces[0]
    return Table(
        pieces[0].resource,
        pd.concat([piece.frame for piece in pieces], ignore_index=True),
        np.concatenate([piece.rows for piece in pieces]),
        tuple(one for piece in pieces for one in piece.odd),
    )
