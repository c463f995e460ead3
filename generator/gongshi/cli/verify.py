"""gongshi verify"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gongshi.catalog.citing.mark import Mark, marks_in
from gongshi.cli.options import ConfigFile
from gongshi.cli.terminal import say, say_error
from gongshi.mkdocs_plugin.runner import site_folder
from gongshi.release.verify_citation import Verdict
from gongshi.release.verify_citation import verify as check
from gongshi.screening.released.cited import read_cited

_MOST_BYTES = 1_000_000


def verify(
    citation: Annotated[
        str,
        typer.Option("--citation", metavar="TEXT_OR_FILE", help="引用的文字，或者存有引用的文件"),
    ],
    site: Annotated[
        Path | None,
        typer.Option(
            "--site", metavar="DIR", help="网站的文件夹（默认按 mkdocs.yml）", file_okay=False
        ),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="一个版本的数据文件夹，里面有 citations.csv"),
    ] = None,
    config_file: ConfigFile = None,
) -> None:
    """核对引用：记录现在怎样，引用的内容是不是本站公开过的。记录终止公示以后也能核对。"""
    marks = list(marks_in(_text(citation)))
    if not marks:
        say_error(
            "没有找到核对标识。它写成 gongshi:数据包/数据集/编号@日期#校验值，在引用文字的最后。"
        )
        raise typer.Exit(1)
    if site is None:
        site, data = site_folder(config_file, data)
    cited = read_cited(data) if data else ()
    results = [check(mark, site, cited) for mark in marks]
    for result in results:
        say(f"{result.verdict.value}  {_named(result.mark)}  {result.now}")
    if any(result.verdict is Verdict.UNKNOWN for result in results):
        raise typer.Exit(1)


def _text(given: str) -> str:
    """A name of a file is never as long as a citation, and has no line break in it."""
    path = Path(given)
    if len(given) < 500 and "\n" not in given and path.is_file():
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8", "replace")
    return given


def _named(mark: Mark) -> str:
    return f"{mark.name}，版本 {mark.version}"
