"""A table in parts on a Dask cluster of this machine, beside one process; a worker is killed
half-way, and the reports must be alike: `python benchmarks/bench_cluster.py 5000000`.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from pathlib import Path

from distributed import LocalCluster

sys.path.insert(0, str(Path(__file__).parent))

from gongshi.validation.cluster import Cluster
from gongshi.validation.validate import Verdict, validate_files
from validation_scale.tables import write

_PARTS = 10
_BAD = 0.001


def alone(folder: Path) -> Verdict:
    started = time.perf_counter()
    verdict = validate_files(folder, "data")
    print(f"one process: {time.perf_counter() - started:.1f} s, {verdict.rows} rows", flush=True)
    return verdict


def together(folder: Path, rows: int) -> Verdict:
    """Half of the rows are looked at when the worker dies."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as local:
        seen, killed = 0, 0

        def progress(more: int) -> None:
            nonlocal seen, killed
            seen += more
            if not killed and seen >= rows // 2:
                worker = next(iter(local.workers.values()))
                killed = worker.pid
                worker.process.process.kill()

        cluster = Cluster.at(local.scheduler_address)
        started = time.perf_counter()
        try:
            verdict = validate_files(folder, "data", progress, cluster)
        finally:
            cluster.close()
        assert killed, "nobody died"
        print(
            f"two workers, one killed half-way: {time.perf_counter() - started:.1f} s", flush=True
        )
    return verdict


def main() -> int:
    rows = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        edition = write(Path(folder) / "edition", rows, _BAD, parts=_PARTS)
        same = alone(edition) == (verdict := together(edition, rows))
    print(f"{len(verdict.findings)} findings, {'the same' if same else 'DIFFERENT'}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
