"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gongshi.core.clock import AsOf, parse_date, today_in_shanghai


def as_of_option(value: str | None) -> str | None:
    if value is not None:
        try:
            parse_date(value)
        except ValueError as error:
            raise typer.BadParameter("写成 2026-11-24 的样子") from error
    return value


def as_of_day(value: str | None) -> AsOf:
    return AsOf(parse_date(value)) if value else today_in_shanghai()


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
