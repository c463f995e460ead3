"""gongshi build"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gongshi.cli.options import AsOfText, ConfigFile
from gongshi.cli.terminal import log_of_mkdocs, progress, say
from gongshi.mkdocs_plugin import runner


def build(
    config_file: ConfigFile = None,
    as_of: AsOfText = None,
    site_dir: Annotated[
        Path | None, typer.Option("-d", "--site-dir", metavar="DIR", help="网站写到哪里")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="有提示也算失败")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="显示 MkDocs 的日志")] = False,
) -> None:
    """校验、筛查并生成网站。失败时原来的网站不变。"""
    log_of_mkdocs(verbose=verbose)
    with progress("生成网页") as advance:
        target = runner.build(
            config_file, as_of=as_of, site_dir=site_dir, strict=strict or None, progress=advance
        )
    files = sum(1 for path in target.rglob("*") if path.is_file())
    shown = target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target
    say(
        f"网站已生成：{shown}/（{files} 个文件）。"
        "查看：gongshi serve，或把这个文件夹放到任何网页服务器。"
    )
