"""Screening beside validation of the same records, side by side: `make bench-screen`.

Writes docs/screening-speed.md; fails if a promise is not kept.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from gongshi.screening.rulebook import national_rulebook
from screening_scale.page import Figures, page
from screening_scale.tables import write

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "screening-speed.md"
_PROBE = Path(__file__).parent / "screening_scale" / "probe.py"


def measure(folder: Path) -> Figures:
    done = subprocess.run(
        [sys.executable, str(_PROBE), str(folder)], capture_output=True, check=True, cwd=ROOT
    )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def _ratio(figures: Figures) -> float:
    return float(figures["screening"] / figures["validation"])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--edition", type=Path, help="one that stands already")
    options = parser.parse_args(arguments)
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        edition = options.edition or write(
            Path(folder) / "edition", options.rows, ROOT / "data" / "demo"
        )
        for _ in range(options.times):
            runs.append(measure(edition))
            print(
                f"validation {runs[-1]['validation']:.2f} s, "
                f"screening {runs[-1]['screening']:.2f} s, "
                f"{_ratio(runs[-1]):.2f} times, {runs[-1]['memory']} MiB",
                flush=True,
            )
    figures = sorted(runs, key=_ratio)[len(runs) // 2]
    figures["rows"], figures["times"] = options.rows, options.times
    figures["titles"] = {rule.id: rule.title for rule in national_rulebook().rules}
    text, kept = page(figures)
    for kind, name, seconds in sorted(figures["parts"], key=lambda part: (part[0], -part[2])):
        if seconds >= 0.001:
            print(f"{kind:9} {name:22} {seconds:8.3f} s")
    PAGE.write_text(text, "utf-8")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
