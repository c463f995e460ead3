"""gongshi release"""

from __future__ import annotations

from collections.abc import Iterable

import typer

from gongshi.catalog.catalog import Catalog
from gongshi.cli.options import AsOfText, ConfigFile, DataFolder, as_of_day, project_of
from gongshi.cli.terminal import err, say, say_error
from gongshi.core.report_text import report_text
from gongshi.pipeline import check
from gongshi.project import Project
from gongshi.release.checkable import checkable, ended_names
from gongshi.screening.disclosure import Disclosure
from gongshi.screening.ledger.files import read_past, write_ledger
from gongshi.screening.ledger.past import Entry, Past
from gongshi.screening.ledger.release import changes, next_ledger
from gongshi.screening.released.cited import next_cited, read_cited, write_cited
from gongshi.screening.released.compare import next_released
from gongshi.screening.released.store import write_released
from gongshi.screening.screen import screen

_SHOWN = 20


def release(
    data: DataFolder = None, as_of: AsOfText = None, config_file: ConfigFile = None
) -> None:
    """把今天公开的记录登记进台账 ledger.csv；以后删行、改状态、改事实，都要与它对得上。"""
    project, day = project_of(data, config_file), as_of_day(as_of)
    past = read_past(project.data, project.shown_data)
    with err.status("正在校验…"):
        checked = check(project)
        findings, disclosure = checked.findings, None
        if checked.valid is not None:
            screening = screen(checked.valid, day, checked.rulebook, project.shown_data, past)
            findings, disclosure = screening.findings, screening.disclosure
    if findings:
        say_error(report_text(findings))
    if checked.valid is None or disclosure is None:
        say(f"{past.ledger_path} 没有变：数据不能公开，请先改正上面的错误。")
        raise typer.Exit(1)
    entries = next_ledger(checked.valid.dataset, disclosure, past)
    found = changes(past, entries)
    for word, members in (
        ("新公开", found.published),
        ("恢复公开", found.restored),
        ("终止公示", found.ended),
        ("暂停公示", found.suspended),
    ):
        _say_members(word, members)
    written = write_ledger(project.data, entries)
    written |= _remember(project, past, disclosure)
    outcome = f"共 {len(entries)} 条" if written else "没有变化"
    say(f"{past.ledger_path}：{outcome}，登记到 {day}。请把它与数据一起提交；它不会公开。")


def _remember(project: Project, past: Past, disclosure: Disclosure) -> bool:
    """What the next build compares with, and what citations are checked by."""
    day = str(disclosure.as_of)
    released = next_released(disclosure.tables, day, disclosure.changes, past.released)
    cited = next_cited(
        read_cited(project.data), [*checkable(Catalog(disclosure))], ended_names(disclosure)
    )
    return write_released(project.data, released) | write_cited(project.data, cited)


def _say_members(word: str, members: Iterable[Entry]) -> None:
    members = list(members)
    if not members:
        return
    say(f"{word} {len(members)} 条：")
    for entry in members[:_SHOWN]:
        detail = f"  {entry.ended_on}  {entry.reason}" if entry.event else ""
        say(f"  {entry.key}  {entry.record_id}{detail}")
    if len(members) > _SHOWN:
        say(f"  … 另有 {len(members) - _SHOWN} 条")
