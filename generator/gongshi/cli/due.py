"""gongshi due"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated

import typer
from icalendar import Calendar, Event

from gongshi.cli.checked import valid_or_exit
from gongshi.cli.options import AsOfText, ConfigFile, DataFolder, as_of_day, project_of
from gongshi.cli.terminal import say
from gongshi.core.clock import AsOf
from gongshi.screening.due import Due, DueKind, due_items

_WITHIN = re.compile(r"(\d{1,4})d?")


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    ICS = "ics"


def _days(value: str) -> str:
    if not _WITHIN.fullmatch(value):
        raise typer.BadParameter("写成 30d 的样子")
    return value


def due(
    within: Annotated[
        str, typer.Option("--within", metavar="DAYS", help="多少天以内，如 30d", callback=_days)
    ] = "30d",
    output: Annotated[Format, typer.Option("--format", help="输出格式")] = Format.TEXT,
    data: DataFolder = None,
    as_of: AsOfText = None,
    config_file: ConfigFile = None,
) -> None:
    """列出快到期的公示、快到的时限和该重新核对的来源；ics 可以导入日历。"""
    project, day = project_of(data, config_file), as_of_day(as_of)
    valid, rulebook = valid_or_exit(project)
    items = due_items(valid, day, rulebook, timedelta(days=int(within.rstrip("d"))))
    if output is Format.JSON:
        say(json.dumps([_document(item) for item in items], ensure_ascii=False, indent=1))
    elif output is Format.ICS:
        typer.echo(_calendar(items, day, valid.dataset.edition.name), nl=False)
    else:
        stale = [item for item in items if item.kind is DueKind.UPDATE and item.day < day.day]
        rest = [item for item in items if item not in stale]
        say("\n".join(_lines(rest, day)) or f"截至 {day}，{within} 内没有到期的事项。")
        if stale:
            say(f"\n另有 {len(stale)} 张表早过了承诺的更新频率；核对过的，更新 updated_on：")
            say("\n".join(_lines(stale, day)))


def _document(item: Due) -> dict[str, str]:
    return {
        "day": item.day.isoformat(),
        "kind": item.kind.value,
        "recordId": item.record_id,
        "place": item.place,
        "what": item.what,
        "citation": item.citation,
    }


def _lines(items: Sequence[Due], day: AsOf) -> list[str]:
    lines = []
    for item in items:
        left = (item.day - day.day).days
        when = f"还有 {left} 天" if left > 0 else "今天" if left == 0 else f"已过 {-left} 天"
        lines.append(
            f"{item.day}（{when}）{item.kind} {item.record_id or '—'} {item.what} {item.place}"
        )
    return lines


def _calendar(items: tuple[Due, ...], day: AsOf, edition: str) -> bytes:
    """RFC 5545. All-day events; the same items give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//gongshi//due//ZH")
    calendar.add("version", "2.0")
    stamp = datetime(day.day.year, day.day.month, day.day.day, tzinfo=UTC)
    for item in items:
        event = Event()
        event.add(
            "uid", f"{item.record_id or item.place}-{item.kind.name.lower()}-{item.day}@{edition}"
        )
        event.add("dtstamp", stamp)
        event.add("dtstart", item.day)
        event.add("dtend", item.day + timedelta(days=1))
        event.add("summary", f"{item.kind}：{item.record_id} {item.what}".replace("： ", "："))
        event.add("description", f"{item.place}\n依据：{item.citation}")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
