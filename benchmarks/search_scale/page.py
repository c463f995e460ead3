"""The measurements as docs/search.md."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from search_scale.browser import Keystroke
from search_scale.measure import Asked, Measured

FILE = Path(__file__).parents[2] / "docs/search.md"
_WORDS = Path(__file__).with_name("page.md")
_SMALL = 100_000  # records: up to here the first of two limits
_KILOBYTES = {True: 250, False: 400}
_KEYSTROKE = 50  # milliseconds, half of all


def limit_of(one: Measured) -> int:
    return _KILOBYTES[one.records <= _SMALL]


def failures(results: list[Measured]) -> list[str]:
    found = []
    for one in results:
        if one.names.wrong or one.texts.wrong:
            found.append(
                f"{one.records} 条：{one.names.wrong + one.texts.wrong} 个词的结果和扫描不同"
            )
        found += [
            f"{one.records} 条：{unquote(first.query)} 要传 {first.index / 1000:.0f} KB"
            for first in one.first
            if first.index > 1000 * limit_of(one)
        ]
        if one.keys and one.records <= _SMALL and _share(one.keys, 0.5) > _KEYSTROKE:
            found.append(f"{one.records} 条：按一键要 {_share(one.keys, 0.5):.0f} 毫秒")
    return found


def page(results: list[Measured]) -> str:
    return _WORDS.read_text("utf-8").format(
        recall="\n".join(map(_recall, results)),
        build="\n".join(map(_build, results)),
        first="\n".join(_first(one) for one in results if one.first),
        keys="\n".join(_keys(one) for one in results if one.keys),
    )


def _recall(one: Measured) -> str:
    return f"| {one.records:,}（{one.title}） | {_asked(one.names)} | {_asked(one.texts)} |"


def _asked(one: Asked) -> str:
    same = one.queries - one.wrong
    return f"{same:,}/{one.queries:,} | {one.found:,} | {one.milliseconds:.1f}"


def _build(one: Measured) -> str:
    return (
        f"| {one.records:,} | {one.seconds:.0f} | {one.peak_mib:,} | {one.files:,} "
        f"| {one.megabytes:,.0f} |"
    )


def _first(one: Measured) -> str:
    rows = "\n".join(
        f"| `{unquote(first.query)}` | {first.index / 1000:.0f} | {first.all_ / 1000:.0f} "
        f"| {first.requests} | {_count(first.found)} |"
        for first in one.first
    )
    head = (
        f"### {one.records:,} 条（上限 {limit_of(one)} KB）\n\n"
        "| 检索 | 检索数据 KB | 连同页面 KB | 请求 | 结果 |\n|---|--:|--:|--:|---|\n"
    )
    return f"{head}{rows}\n"


def _count(line: str) -> str:
    return line.partition(" 条")[0] + " 条"


def _keys(one: Measured) -> str:
    busy = [f"{_share(one.keys, share):.0f}" for share in (0.5, 0.9)]
    return f"| {one.records:,} | {len(one.keys)} | {' | '.join(busy)} |"


def _share(keys: list[Keystroke], share: float) -> float:
    times = sorted(key.busy for key in keys)
    return times[min(len(times) - 1, int(share * len(times)))]
