"""As many generated packages as one likes, judged by the sieve and by frictionless:
`python benchmarks/bench_agreement.py 16000 101` (how many, seed). Prints what differs, and counts.
"""

from __future__ import annotations

import json
import sys
import tempfile
import warnings
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

sys.path[0] = str(Path(__file__).resolve().parents[1] / "tests")

from validation.differential.compare import verdicts  # noqa: E402 - after the path above
from validation.differential.packages import Drawn, packages  # noqa: E402


def main() -> int:
    warnings.simplefilter("ignore")
    counts: Counter[str] = Counter()

    @seed(int(sys.argv[2]))
    @settings(
        max_examples=int(sys.argv[1]),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(packages())
    def compare(drawn: Drawn) -> None:
        counts["packages"] += 1
        with tempfile.TemporaryDirectory() as folder:
            found = verdicts(drawn, Path(folder))
        if found is None:
            counts["refused by the loader"] += 1
            return
        ours, theirs, sieved = found
        counts["tables"] += len(drawn.descriptor["resources"])
        counts["through the sieve"] += len(sieved)
        if ours != theirs:
            counts["DIFFERENT"] += 1
            print(json.dumps(drawn.descriptor, ensure_ascii=False), drawn.files, ours, theirs)

    compare()
    print(dict(counts))
    return 1 if counts["DIFFERENT"] else 0


if __name__ == "__main__":
    sys.exit(main())
