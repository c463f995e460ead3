"""gongshi tombstone"""

from __future__ import annotations

from typing import Annotated

import typer

from gongshi.cli.options import ConfigFile, DataFolder, as_of_day, as_of_option, project_of
from gongshi.cli.terminal import say, say_error
from gongshi.core.report_text import report_text
from gongshi.loading.load import load
from gongshi.screening.ledger.burial import Wish, answer
from gongshi.screening.ledger.files import append_stones, read_past
from gongshi.screening.ledger.terms import Terms, terms_of
from gongshi.screening.outcome import Tombstone
from gongshi.screening.overrides import edition_rulebook


def tombstone(
    records: Annotated[list[str], typer.Argument(metavar="RECORD_ID", help="已从源表删去的编号")],
    event: Annotated[
        str | None,
        typer.Option("--event", metavar="EVENT", help="withdrawn、revoked、repaired 或 expired"),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="CLASS", help="原因类别，规则 S03 里有全部")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar="DATE", help="从哪一天起不再公示（默认今天）", callback=as_of_option
        ),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option("--table", metavar="PACKAGE/RESOURCE", help="几张表有同一个编号时写明"),
    ] = None,
    data: DataFolder = None,
    config_file: ConfigFile = None,
) -> None:
    """给公开过、又从源表删去的记录写一条撤下说明；不写主体，不写事实。"""
    project = project_of(data, config_file)
    loaded = load(project.data, project.shown_data)
    past = read_past(project.data, project.shown_data)
    rulebook, own = edition_rulebook(project.data, project.shown_data)
    wrong = [*past.findings, *own]
    if loaded.dataset is None:
        wrong += loaded.findings
    if loaded.dataset is None or wrong:
        say_error(report_text(wrong))
        raise typer.Exit(1)
    terms, day = terms_of(rulebook), str(as_of_day(on))
    wishes = [Wish(record, day, event, reason, table) for record in dict.fromkeys(records)]
    answers = [answer(loaded.dataset, past, terms, wish) for wish in wishes]
    new = [one for one in answers if one.new]
    if new:
        append_stones(project.data, [one.cells for one in new])
    for one in answers:
        words = "已写入" if one.new else "已经有了，没有再写"
        say(f"{words}：{_line(one.stone, terms)}")
    say(f"撤下说明在 {past.stones_path}。再运行 gongshi validate。")


def _line(stone: Tombstone, terms: Terms) -> str:
    title = terms.title(stone.event)
    return f"{stone.record_id}，{stone.event_on} 起不再公示，{title}，原因：{stone.reason}"
