"""gongshi: every command."""

from __future__ import annotations

import sys

import typer

from gongshi.cli import build, due, init, release, rules, screen, serve, tombstone, validate, verify
from gongshi.cli.terminal import say_error
from gongshi.core.errors import GongshiError

app = typer.Typer(
    help="公示：把数据包校验、依法筛查，生成可检索、可下载的静态公示网站。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(validate.validate)
app.command()(build.build)
app.command()(serve.serve)
app.command()(init.init)
app.command()(rules.rules)
app.command()(screen.screen)
app.command()(due.due)
app.command()(release.release)
app.command()(tombstone.tombstone)
app.command()(verify.verify)


def main() -> None:
    """Exit 0 when all is well, 1 for findings or a failed build, 2 for wrong usage."""
    try:
        app()
    except GongshiError as error:
        say_error(str(error))
        sys.exit(1)
