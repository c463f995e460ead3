"""gongshi screen"""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from gongshi.cli.checked import valid_or_exit
from gongshi.cli.options import AsOfText, ConfigFile, DataFolder, as_of_day, project_of
from gongshi.cli.terminal import say, say_error
from gongshi.core.report_text import report_text
from gongshi.screening.explain import Explanation, Verdict, explain
from gongshi.screening.ledger.files import read_past
from gongshi.screening.rule import Action
from gongshi.screening.screen import screen as screen_dataset
from gongshi.screening.typed_texts import edition_texts
from gongshi.screening.wording import ACTIONS


def screen(
    record: Annotated[
        str | None,
        typer.Option("--explain", metavar="RECORD_ID", help="逐条说明规则对这一条记录的判断"),
    ] = None,
    data: DataFolder = None,
    as_of: AsOfText = None,
    config_file: ConfigFile = None,
) -> None:
    """依法筛查，列出每条规则适用的次数；不写任何文件。"""
    project, day = project_of(data, config_file), as_of_day(as_of)
    valid, rulebook = valid_or_exit(project)
    if record is not None:
        past = read_past(project.data, project.shown_data)
        if past.findings:
            say_error(report_text(past.findings))
        explanation = explain(valid, day, rulebook, record, past)
        if explanation is None:
            say_error(f"没有编号为 {record} 的记录。")
            raise typer.Exit(1)
        say("\n".join(_lines(explanation, str(day))))
        return
    past = read_past(project.data, project.shown_data)
    typed = edition_texts(project.data, project.shown_data, rulebook, day)
    screening = screen_dataset(valid, day, rulebook, project.shown_data, past, typed)
    if screening.findings:
        say_error(report_text(screening.findings))
    if screening.disclosure is None:
        raise typer.Exit(1)
    counts = Counter((d.rule, d.action) for d in screening.disclosure.decisions)
    for (code, action), count in sorted(counts.items()):
        rule = rulebook.by_id(code)
        say(f"{code}\t{ACTIONS[Action(action)]}\t{count}\t{rule.title if rule else ''}")


def _lines(found: Explanation, as_of: str) -> list[str]:
    lines = [f"{found.table} {found.record_id}（第 {found.row} 行），按 {as_of} 判断："]
    if found.public:
        lines.append("结论：公开")
    elif found.tombstone is None:
        lines.append("结论：不公开，没有网页")
    else:
        stone = found.tombstone
        since = f"{stone.event_on} 起" if stone.event_on else ""
        fate = (
            f"{since}暂停公示，网页写明暂停"
            if stone.suspended
            else f"{since}不再公示，只留撤下说明"
        )
        lines.append(f"结论：{fate}，原因：{stone.reason}（{stone.rule}）")
    lines += [_line(verdict) for verdict in found.verdicts]
    return lines


def _line(verdict: Verdict) -> str:
    mark = "适用" if verdict.applies else "不适用"
    where = f"（字段：{'、'.join(verdict.fields)}）" if verdict.fields else ""
    detail = f" {verdict.detail}" if verdict.detail else ""
    rule = verdict.rule
    return f"  {rule.id} {mark}\t{ACTIONS[rule.action]}\t{rule.title}{where}{detail}"
