"""Write a fictional edition: `python benchmarks/synthesize.py demo`, then its last `release`.

The same seed and base date give the same bytes on every machine and Python version.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from synthesis.editions import DEMO, write_demo, write_starter
from synthesis.release import write_release

ROOT = Path(__file__).resolve().parents[1]
STARTER = ROOT / "site_templates" / "starter" / "data" / "edition"
DEMO_FOLDER = ROOT / "data" / "demo"
BASE = date(2026, 11, 24)
SEED = 990001


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edition", choices=("demo", "starter", "release"))
    parser.add_argument("--out", type=Path, help="folder of the edition")
    parser.add_argument("--records", type=int, help="power items; other tables in proportion")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--base-date", type=date.fromisoformat, default=BASE)
    options = parser.parse_args()
    if options.edition == "starter":
        out = options.out or STARTER
        if out != STARTER:
            _copy_edition(STARTER, out)
        counts = write_starter(out, options.seed, options.base_date)
    elif options.edition == "release":
        counts = write_release(options.out or DEMO_FOLDER, options.base_date)
    else:
        out = options.out or DEMO_FOLDER
        if out != DEMO_FOLDER:
            _copy_edition(DEMO_FOLDER, out)
        size = DEMO.scaled(options.records) if options.records else DEMO
        counts = write_demo(out, STARTER, options.seed, options.base_date, size)
    for name, count in counts.items():
        print(f"{name:20} {count:>9,}")


def _copy_edition(source: Path, target: Path) -> None:
    """The edition's own files, and the descriptors for the starter, which are its originals."""
    target.mkdir(parents=True, exist_ok=True)
    for path in [*sorted(source.glob("*.yaml")), *sorted(source.glob("*/datapackage.yaml"))]:
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())


if __name__ == "__main__":
    main()
