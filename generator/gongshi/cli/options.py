"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from gongshi.core.clock import AsOf, parse_date, today_in_shanghai
from gongshi.mkdocs_plugin.plugin import AS_OF_VARIABLE
from gongshi.mkdocs_plugin.runner import read_project
from gongshi.project import Project


def as_of_option(value: str | None) -> str | None:
    if value is not None:
        try:
            parse_date(value)
        except ValueError as error:
            raise typer.BadParameter("写成 2026-11-24 的样子") from error
    return value


def as_of_day(value: str | None) -> AsOf:
    """The option, else the variable that `mkdocs build` obeys too, else today."""
    given = value or as_of_option(os.environ.get(AS_OF_VARIABLE) or None)
    return AsOf(parse_date(given)) if given else today_in_shanghai()


AsOfText = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="按这一天判断（默认今天，北京时间）", callback=as_of_option
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "-f", "--config-file", metavar="FILE", help="mkdocs.yml 的位置", exists=True, dir_okay=False
    ),
]
DataFolder = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="一个版本的数据文件夹")
]


def project_of(data: Path | None, config_file: Path | None) -> Project:
    """The project of a data folder, which alone is enough to judge it, or of a mkdocs.yml."""
    if data is None:
        return read_project(config_file)
    root = Path.cwd()
    return Project(root, data.resolve(), root / "content")
