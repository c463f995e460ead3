"""Whether a file of an edition really lies in it: a link may lead anywhere on the machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongshi.core.finding import Finding
from gongshi.package.descriptor import Package


def leads_out(path: Path, folder: Path) -> bool:
    """True for a path that, links followed, is not below the folder."""
    return not path.resolve().is_relative_to(folder.resolve())


def linked_out(shown: str) -> Finding:
    return Finding(
        code="leads-out",
        path=shown,
        message="这是一个指到数据文件夹外面的链接",
        hint="把文件本身放进数据文件夹；公开的内容只能来自这个文件夹",
    )


def tables_linked_out(package: Package, folder: Path) -> Iterator[Finding]:
    """A finding for each table whose file is a link that leads out."""
    for resource in package.resources:
        if leads_out(package.folder / resource.path, folder):
            yield linked_out(package.shown_path(resource))
