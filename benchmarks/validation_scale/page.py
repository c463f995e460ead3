"""docs/validation-speed.md: the figures as ratios, and whether the promises are kept."""

# ruff: noqa: E501, ISC004 - a page of prose and wide tables

from __future__ import annotations

from typing import Any

Figures = dict[str, Any]
_NAMES = {"clean": "全部合格", "one": "1% 有错", "all": "全部有错"}


def page(figures: Figures) -> tuple[str, bool]:
    """The page, and whether every promise is kept."""
    promises = _promises(figures)
    lines = [
        "# 校验的速度",
        "",
        "由 `make bench-validate` 写出，请勿手工修改。秒数只对当时那台（有别的程序在跑的）两核机器有意义，请看倍数。",
        f"{figures['rows']:,} 行 × 14 个字段，每行约 1,045 字节，有主键、外键、枚举、正则、日期、网址和长文本；"
        f"中位数取 {figures['times']} 次（“全部有错”只用十分之一的行），frictionless 跑 {figures['baseline_times']} 次。",
        "",
        "| 数据 | 读进 Arrow | gongshi | frictionless | 是读文件的几倍 | 比 frictionless 快几倍 | 内存 MiB |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, title in _NAMES.items():
        read, ours, theirs = (figures[name][w] for w in ("arrow", "gongshi", "frictionless"))
        lines.append(
            f"| {title} | {read.seconds:.2f} 秒 | {ours.seconds:.2f} 秒 | {theirs.seconds:.1f} 秒 "
            f"| {ours.seconds / read.seconds:.1f} | {theirs.seconds / ours.seconds:.1f} | {ours.memory} |"
        )
    if "many" in figures:
        many = figures["many"]["gongshi"]
        lines += [
            "",
            f"{figures['many_rows']:,} 行：{many.seconds:.0f} 秒，内存 {many.memory} MiB。",
        ]
    demo = figures["demo"]
    lines += [
        "",
        f"演示版：`gongshi validate`（含启动和依法筛查）{demo['cli'].seconds:.2f} 秒，"
        f"只用 frictionless 校验同样的数据包（含启动）{demo['frictionless'].seconds:.2f} 秒，"
        f"{demo['cli'].seconds / demo['frictionless'].seconds:.2f} 倍。",
        "",
        "| 要求 | 结果 |",
        "|---|---|",
        *(f"| {words} | {'达到' if kept else '**没有达到**'} |" for words, kept in promises),
        "",
    ]
    return "\n".join(lines), all(kept for _, kept in promises)


def _promises(figures: Figures) -> list[tuple[str, bool]]:
    clean, one = figures["clean"], figures["one"]
    ours = clean["gongshi"]
    result = [
        ("比 frictionless 快 25 倍以上", clean["frictionless"].seconds >= 25 * ours.seconds),
        ("不超过读文件的 3 倍", ours.seconds <= 3 * clean["arrow"].seconds),
        ("内存不超过 700 MiB", ours.memory <= 700),
        ("1% 有错时快 10 倍以上", one["frictionless"].seconds >= 10 * one["gongshi"].seconds),
        (
            "演示版不超过 frictionless 的 1.5 倍",
            figures["demo"]["cli"].seconds <= 1.5 * figures["demo"]["frictionless"].seconds,
        ),
    ]
    if "many" in figures:
        result.append(("一千万行不超过 1.5 GiB", figures["many"]["gongshi"].memory <= 1536))
    return result
