"""gongshi build"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gongshi.cli.options import AsOfText, ConfigFile
from gongshi.cli.terminal import log_of_mkdocs, progress, say, show_timings
from gongshi.core.files import write_atomic
from gongshi.core.output import dump
from gongshi.core.timings import Timings
from gongshi.mkdocs_plugin import runner


def build(  # noqa: PLR0913, PLR0917  # an option of the command is an argument
    config_file: ConfigFile = None,
    as_of: AsOfText = None,
    site_dir: Annotated[
        Path | None, typer.Option("-d", "--site-dir", metavar="DIR", help="网站写到哪里")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="有提示也算失败")] = False,
    cache: Annotated[
        bool,
        typer.Option("--cache/--no-cache", help="什么都没有变时沿用上次生成的网站（默认沿用）"),
    ] = True,
    timings: Annotated[bool, typer.Option("--timings", help="显示每一步用了多少时间")] = False,
    timings_json: Annotated[
        Path | None,
        typer.Option("--timings-json", metavar="FILE", help="把每一步的时间写成 JSON"),
    ] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="显示 MkDocs 的日志")] = False,
) -> None:
    """校验、筛查并生成网站。失败时原来的网站不变。"""
    log_of_mkdocs(verbose=verbose)
    spent = Timings()
    with progress("生成网页") as advance:
        target = runner.build(
            config_file,
            as_of=as_of,
            site_dir=site_dir,
            strict=strict or None,
            progress=advance,
            timings=spent,
            cached=cache,
        )
    if timings:
        show_timings(spent)
    if timings_json is not None:
        write_atomic(timings_json, dump({"stages": spent.as_json()}))
    files = sum(1 for path in target.rglob("*") if path.is_file())
    shown = target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target
    say(
        f"网站已生成：{shown}/（{files} 个文件）。"
        "查看：gongshi serve，或把这个文件夹放到任何网页服务器。"
    )
