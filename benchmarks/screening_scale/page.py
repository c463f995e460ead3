"""docs/screening-speed.md: where the time goes, and whether the promise is kept."""

# ruff: noqa: E501, ISC004 - a page of prose and wide tables

from __future__ import annotations

from typing import Any

Figures = dict[str, Any]
TIMES, GIB = 3, 4
_STAGES = {
    "schemas": "核对描述文件（不许公开的数据集、字段）",
    "fates": "决定每一行公开与否（公示期、修复、撤销、随附）",
    "projection": "取出公开的行和列，脱敏",
    "rows": "对公开的行逐条核对规则",
    "text": "对公开的文字核对规则（个人信息检测在内）",
    "ledger": "与往期对照",
    "after": "墓碑、批注、期限、变更",
}
_SHARED = {
    "reading": "把文字变成数组（各检测器共用）",
    "runs of digits": "连续数字（号码类检测器共用）",
    "expressions": "规则里的正则表达式和词语",
}


def page(figures: Figures) -> tuple[str, bool]:
    """The page, and whether every promise is kept."""
    ratio = figures["screening"] / figures["validation"]
    memory = figures["memory"]
    promises = [
        (f"筛查不超过校验的 {TIMES} 倍（个人信息检测全开）", ratio <= TIMES),
        (f"内存不超过 {GIB} GiB", memory["screening"] <= GIB * 1024),
    ]
    canaries, seconds = figures["canaries"]
    lines = [
        "# 筛查的速度",
        "",
        "由 `make bench-screen` 写出，请勿手工修改。秒数是处理器时间（用户＋系统），只对当时那台（有别的程序在跑的）两核机器有意义，请看倍数。",
        f"{figures['rows']:,} 条失信记录，字段、长短、用词和终止公示的比例都照演示数据；其中 {figures['public']:,} 条公开，"
        f"{figures['ended']:,} 条已终止。校验和筛查在同一个进程里先后进行；{figures['times']} 次里取倍数居中的一次。",
        "",
        "| | 处理器时间 | 每行 | 到此为止的最大内存 |",
        "|---|---|---|---|",
        _line("读入和校验", figures["validation"], figures["rows"], memory["validation"]),
        _line("筛查", figures["screening"], figures["rows"], memory["screening"]),
        "",
        f"**筛查是校验的 {ratio:.2f} 倍。**",
        "",
        "| 要求 | 结果 |",
        "|---|---|",
        *(f"| {words} | {'达到' if kept else '**没有达到**'} |" for words, kept in promises),
        "",
        f"不算在内：成品检查用的“不得出现的文字”，只在生成网站时才算。这一次是 {canaries:,} 条、{seconds:.1f} 秒，内存到 {memory['canaries']:,} MiB。",
        "",
        "## 各阶段",
        "",
        *_table(figures, "stage", _STAGES),
        "",
        "## 各检测器",
        "",
        "先对整列找出可能含有此类内容的格子，再交检测器逐格判断；时间是两步之和。有名字的步骤为几种检测共用。",
        "",
        *_table(figures, "detector", _SHARED),
        "",
        "## 各规则",
        "",
        "文字规则的主要时间在上面的检测器里，这里是它们逐格核对和脱敏的时间。不到一毫秒的规则不列。",
        "",
        *_table(figures, "rule", figures["titles"]),
        "",
    ]
    return "\n".join(lines), all(kept for _, kept in promises)


def _line(what: str, seconds: float, rows: int, memory: int) -> str:
    return f"| {what} | {seconds:.2f} 秒 | {seconds / rows * 1e6:.1f} 微秒 | {memory:,} MiB |"


def _table(figures: Figures, kind: str, names: dict[str, str]) -> list[str]:
    parts = [(name, seconds) for of, name, seconds in figures["parts"] if of == kind]
    rows = sorted(parts, key=lambda part: -part[1])
    return [
        "| 名称 | 说明 | 秒 | 占筛查 |",
        "|---|---|---|---|",
        *(
            f"| `{name}` | {names.get(name, '')} | {seconds:.3f} | {seconds / figures['screening']:.1%} |"
            for name, seconds in rows
            if seconds >= 0.001
        ),
    ]
