"""Validation beside reading the file and beside frictionless, side by side: `make bench-validate`.

Every figure is of a process of its own, medians of five unless the table says otherwise. Writes
docs/validation-speed.md; fails if a promise is not kept.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from validation_scale.page import Figures, page
from validation_scale.tables import write

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "validation-speed.md"
_PROBE = Path(__file__).parent / "validation_scale" / "probe.py"


@dataclass(frozen=True)
class Runs:
    """Seconds (median), the most memory of any run in MiB, and what the process said."""

    seconds: float
    memory: int
    said: str


def measure(what: str, folder: Path, times: int) -> Runs:
    results = []
    for _ in range(times):
        done = subprocess.run(
            [sys.executable, str(_PROBE), what, str(folder)],
            capture_output=True,
            check=True,
            cwd=ROOT,
        )
        results.append(json.loads(done.stdout.splitlines()[-1]))
    return Runs(
        statistics.median(r["seconds"] for r in results),
        max(r["memory"] for r in results),
        results[-1]["said"],
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--many", type=int, default=10_000_000, help="0: leave it out")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--baseline-times", type=int, default=1, help="a run takes a minute")
    options = parser.parse_args(arguments)
    figures: Figures = {"rows": options.rows, "times": options.times}
    figures["baseline_times"] = options.baseline_times
    with tempfile.TemporaryDirectory() as folder:
        for name, bad in (("clean", 0.0), ("one", 0.01), ("all", 1.0)):
            # Where every row is wrong frictionless takes minutes; a tenth of the rows shows it.
            edition = write(Path(folder) / name, options.rows // (10 if bad == 1 else 1), bad)
            few = options.times
            figures[name] = {
                "arrow": measure("arrow", edition, few),
                "gongshi": measure("gongshi", edition, few),
                "frictionless": measure("frictionless", edition, options.baseline_times),
            }
            for what, runs in figures[name].items():
                print(f"{name:6} {what:13} {runs.seconds:8.2f} s {runs.memory:6} MiB {runs.said}")
            subprocess.run(["rm", "-r", str(edition)], check=True)
        if options.many:
            edition = write(Path(folder) / "many", options.many, 0.0)
            figures["many"] = {"gongshi": measure("gongshi", edition, 1)}
            figures["many_rows"] = options.many
            print("many", figures["many"]["gongshi"])
    figures["demo"] = {
        "cli": measure("cli", ROOT / "data" / "demo", options.times),
        "frictionless": measure("frictionless", ROOT / "data" / "demo", options.times),
    }
    print("demo", figures["demo"])
    text, kept = page(figures)
    PAGE.write_text(text, "utf-8")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
