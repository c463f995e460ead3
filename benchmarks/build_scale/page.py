"""docs/build-speed.md out of the figures."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_scale.watch import Run

_MEMORY = 1536  # MiB
_TIMES_MATERIAL = 30
_ABOUT = (
    "{count:,} 条记录，每条一页 HTML 和一份 JSON，内容相同：名称、编号、每个字段的名称、说明和值，"
    "外面是同样大小的页头和页尾。本程序的数字包括校验、筛查、检索索引、列表页、"
    "全部下载格式、对成品每个字节的检查和清单；别的程序没有这些步骤。"
    "Material、Zensical 一条记录一页 Markdown，写进导航，开着自带的检索，JSON 照样复制；"
    "Hugo 用内容适配器从数据生成页面，Eleventy 用分页。"
)
_MACHINE = (
    "{system}，{cores} 个处理器，Python {python}；各程序轮流运行。别的程序同时占着处理器时，"
    "钟表上的秒数只能比较、不能当真；CPU 秒数稳一些。"
)
# What this benchmark does not measure, and what is not there yet.
_OPEN = (
    "- **没有测**：五万、十万、二十万条时用时是否成正比；默认的五万条要单独的机器跑。",
    "- **没有做**：五万条里改了一条，只重做受影响的文件。现在有任何改变都全部重新生成。",
    "- **没有做**：记录页不超过 14 KB（本测试里的权责事项页约 27 KB）；`--compress`。",
)
_WARM = (
    "`gongshi build` 先看数据、内容、设置、模板、规则、程序和已装的包有没有变（看内容，不看时间），"
    "按哪一天判断有没有变，上次生成的网站有没有人动过（看大小、inode、时间）。"
    "都没有变就沿用上次的网站，并把上次的提示再说一遍。记在 `.gongshi/cache/build.json`，"
    "里面只有两个哈希和这些提示，随时可以删；`--no-cache` 不看它。"
    "装了别的插件、钩子、会读文件的扩展，或者设置里用了环境变量，就每次都生成。"
)


@dataclass(frozen=True)
class Measured:
    name: str
    records: int
    runs: list[Run]

    @property
    def cpu(self) -> float:
        """Milliseconds a record."""
        return 1000 * statistics.median(run.cpu for run in self.runs) / self.records

    @property
    def wall(self) -> float:
        return 1000 * statistics.median(run.wall for run in self.runs) / self.records

    @property
    def memory(self) -> int:
        return max(run.memory for run in self.runs)


def page(
    found: Sequence[Measured], versions: Mapping[str, str], stages: Sequence[Mapping[str, Any]]
) -> tuple[str, bool]:
    """The text, and whether every goal is reached."""
    by_name = {one.name: one for one in found if one.runs}
    ours = by_name["gongshi"]
    goals = list(_goals(by_name))
    lines = [
        "# 生成有多快",
        "",
        "本页由 `make bench-build` 生成，请勿手改。",
        "",
        _ABOUT.format(count=ours.records),
        "",
        _MACHINE.format(
            system=platform.system(), cores=os.cpu_count(), python=platform.python_version()
        ),
        "",
        "| 程序 | 版本 | 记录 | 秒 | CPU 秒 | 每条 CPU 毫秒 | 内存 MiB | 每条 CPU 是本程序的几倍 |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for one in found:
        version = versions.get(one.name, "本仓库")
        if not one.runs:
            lines.append(f"| {one.name} | {version} | {one.records:,} | 没有运行成功 | | | | |")
            continue
        run = sorted(one.runs, key=lambda r: r.cpu)[len(one.runs) // 2]
        lines.append(
            f"| {one.name} | {version} | {one.records:,} | {run.wall:.1f} | {run.cpu:.1f} | "
            f"{one.cpu:.2f} | {one.memory:,} | {one.cpu / ours.cpu:.2f} |"
        )
    lines += [
        "",
        "## 目标",
        "",
        *(f"- {'达到' if kept else '**没有达到**'}：{t}" for t, kept in goals),
    ]
    lines += [
        "",
        "## 时间花在哪里",
        "",
        "`gongshi build --timings` 会打印这张表。几个进程同时做的阶段是各进程之和。",
        "",
        "| 阶段 | 秒 | CPU 秒 | 文件 |",
        "|---|--:|--:|--:|",
        *(f"| {s['stage']} | {s['wall']:.1f} | {s['cpu']:.1f} | {s['files']:,} |" for s in stages),
        "",
    ]
    return "\n".join(lines), all(kept for _, kept in goals)


def _goals(by_name: Mapping[str, Measured]) -> list[tuple[str, bool]]:
    ours = by_name["gongshi"]
    memory = f"内存不超过 1.5 GiB（实测 {ours.memory:,} MiB）"
    goals = [(memory, ours.memory <= _MEMORY)]
    if hugo := by_name.get("Hugo"):
        ratio = hugo.wall / ours.wall
        goals.append((f"比 Hugo 快（Hugo 的用时是本程序的 {ratio:.2f} 倍）", ratio > 1))
    if material := by_name.get("Material"):
        ratio = material.wall / ours.wall
        text = f"比 Material 快 {_TIMES_MATERIAL} 倍（每条用时是本程序的 {ratio:.1f} 倍）"
        goals.append((text, ratio >= _TIMES_MATERIAL))
    return goals
