"""The data that a command goes on with, or the report and the end."""

from __future__ import annotations

import typer

from gongshi.cli.terminal import err, say_error
from gongshi.core.report_text import report_text
from gongshi.pipeline import check
from gongshi.project import Project
from gongshi.screening.rulebook import Rulebook
from gongshi.validation.report import ValidDataset


def valid_or_exit(project: Project) -> tuple[ValidDataset, Rulebook]:
    """The project's data if they are valid, with their rulebook; else the report, and exit 1."""
    with err.status("正在校验…"):
        checked = check(project)
    if checked.valid is None:
        say_error(report_text(checked.findings))
        raise typer.Exit(1)
    return checked.valid, checked.rulebook
