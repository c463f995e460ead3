"""Words and bars on the terminal: results to stdout, everything else to stderr."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    out.print(text, markup=False)


def say_error(text: str) -> None:
    err.print(text, markup=False)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing in a log. The callback takes (done, total)."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def counting(label: str) -> Iterator[Callable[[int], None]]:
    """Rows, and rows a second, on a terminal; nothing in a log. The callback takes new rows."""
    text = "{task.description} {task.completed:,.0f} 行，每秒 {task.fields[speed]:,.0f} 行"
    hidden = not err.is_terminal
    with Progress(TextColumn(text), console=err, transient=True, disable=hidden) as bar:
        task, started, total = bar.add_task(label, total=None, speed=0.0), monotonic(), 0

        def advance(rows: int) -> None:
            nonlocal total
            total += rows
            bar.update(task, completed=total, speed=total / (monotonic() - started + 1e-9))

        yield advance


class _Lines(logging.Handler):
    """One line a message, never wrapped: other programs read `FILE:ROW …` out of a log."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage().startswith("Page skipped"):
            return  # MkDocs of each shell, which it is right not to write: the pipeline does
        label = "提示：" if record.levelno == logging.WARNING else ""
        say_error(f"{label}{record.getMessage()}")


def log_of_mkdocs(*, verbose: bool) -> None:
    """MkDocs' own log on stderr: its warnings, or everything."""
    logger = logging.getLogger("mkdocs")
    logger.handlers[:] = [_Lines()]
    logger.setLevel(logging.INFO if verbose else logging.WARNING)
    warnings.filterwarnings("ignore", category=DeprecationWarning)
