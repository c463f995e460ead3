"""gongshi serve"""

from __future__ import annotations

from typing import Annotated

import typer

from gongshi.cli.options import AsOfText, ConfigFile
from gongshi.cli.terminal import log_of_mkdocs
from gongshi.mkdocs_plugin import runner


def serve(
    config_file: ConfigFile = None,
    as_of: AsOfText = None,
    dev_addr: Annotated[
        str | None, typer.Option("-a", "--dev-addr", metavar="IP:PORT", help="默认 127.0.0.1:8000")
    ] = None,
) -> None:
    """在本机预览；数据、内容或模板改动后自动重新生成。"""
    log_of_mkdocs(verbose=True)
    runner.serve(config_file, as_of=as_of, address=dev_addr)
