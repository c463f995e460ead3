"""gongshi: every command."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from typer.exceptions import TyperException

from gongshi import __version__
from gongshi.cli.chinese import usage_error
from gongshi.cli.on_demand import OnDemandGroup
from gongshi.cli.terminal import say, say_error
from gongshi.core.errors import GongshiError

app = typer.Typer(
    cls=OnDemandGroup,
    help="公示：把数据包校验、依法筛查，生成可检索、可下载的静态公示网站。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:  # typer calls it so
    if asked:
        say(f"gongshi {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="显示版本号", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """What may stand before a command."""


def main() -> None:
    """Exit 0 when all is well, 1 for findings or a failed build, 2 for wrong usage."""
    try:
        code = app(standalone_mode=False)
    except GongshiError as error:
        say_error(str(error))
        sys.exit(1)
    except typer.Abort:
        say_error("已中断")
        sys.exit(1)
    except TyperException as error:
        told = type(error).__name__ != "NoArgsIsHelpError"
        if told:
            say_error(usage_error(error))
        sys.exit(getattr(error, "exit_code", 2))
    sys.exit(code if isinstance(code, int) else 0)
