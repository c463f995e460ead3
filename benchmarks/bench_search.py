"""Measures the search of large editions → docs/search.md.

python benchmarks/bench_search.py [--records 50000,1000000] [--queries 2000]

Recall is asked of the site's own reader in Node and compared with a scan of every record; bytes and
keystrokes are Chromium's. A limit that is broken fails the run.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from search_scale.measure import Measured, demo_corpus, measure, measure_demo
from search_scale.page import FILE, failures, page

ROOT = Path(__file__).parents[1]
AS_OF = "2026-11-24"
# Of each record, where the whole text would not fit into this machine's memory.
_TEXT_OF_A_MILLION = 120


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", default="50000,1000000")
    parser.add_argument("--queries", type=int, default=2000)
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or shutil.which("node") is None:
        print("要有 chromium 和 node", file=sys.stderr)
        return 1
    demo = demo_corpus(ROOT, AS_OF)
    results: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build = ["-m", "gongshi", "build", "--as-of", AS_OF, "--site-dir", str(site)]
        subprocess.run([sys.executable, *build], cwd=ROOT, check=True, capture_output=True)
        results.append(measure_demo(demo, site, options.queries))
        for count in map(int, options.records.split(",")):
            limit = 2000 if count <= 100_000 else _TEXT_OF_A_MILLION
            results.append(measure(demo, site, count, limit, options.queries, chromium))
            print(results[-1])
    FILE.write_text(page(results), "utf-8")
    failed = failures(results)
    for line in failed:
        print(line, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
