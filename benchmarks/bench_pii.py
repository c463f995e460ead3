"""Measure the detectors of personal data: `python benchmarks/bench_pii.py [--misses]`.

Prints the table, writes docs/pii.md (without the times: the same on every machine) and exits 1
when a detector is below what is asked of it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from rich.console import Console
from rich.table import Table

from pii.corpus import load
from pii.measure import Score, milliseconds, scores
from pii.page import FILE, page


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="show what was missed or wrong")
    options = parser.parse_args()
    examples = load()
    results = scores(examples)
    console = Console(width=96)
    console.print(_table(results, milliseconds([example.text for example in examples])))
    if options.misses:
        for score in results:
            for example in score.missed:
                print(f"漏  {score.kind:22} {example.text!r}")
            for example in score.alarms:
                print(f"误  {score.kind:22} {example.text!r}")
    FILE.write_text(page(results), "utf-8")
    failed = [f"{score.kind}（{score.part}）" for score in results if not score.passes]
    if failed:
        print("没有达到门槛：" + "、".join(failed), file=sys.stderr)
    return 1 if failed else 0


def _table(results: list[Score], times: Mapping[str, float]) -> Table:
    table = Table(box=None)
    table.add_column("检测器", no_wrap=True, min_width=20)
    for title in ("部分", "正例", "召回率", "负例", "误报", "误报率", "毫秒/千格", ""):
        table.add_column(title, justify="right")
    for score in results:
        table.add_row(
            score.kind,
            score.part,
            f"{score.positives:,}",
            f"{score.recall:.2%}",
            f"{score.negatives:,}",
            str(len(score.alarms)),
            f"{score.alarm_rate:.3%}",
            f"{times[score.kind]:.1f}",
            "" if score.passes else "不够",
        )
    table.add_row("全部（一遍）", "", "", "", "", "", "", f"{times['all']:.1f}", "")
    return table


if __name__ == "__main__":
    sys.exit(main())
