"""On a cluster of two workers: the report of one machine, also when a worker dies half-way."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gongshi.cli.app import app
from gongshi.validation import cluster as on_cluster
from gongshi.validation.cluster import Cluster
from gongshi.validation.validate import validate_files

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

_TABLES = Path(__file__).parents[2] / "benchmarks" / "validation_scale" / "tables.py"
distributed = pytest.importorskip("distributed")
pytestmark = [
    # distributed's own: sockets that it leaves to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = importlib.util.spec_from_file_location("bench_tables", _TABLES)
    assert spec is not None
    assert spec.loader is not None
    tables = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tables)
    return tables.write(tmp_path_factory.mktemp("cluster") / "edition", 12_000, 0.01, parts=8)


@pytest.fixture(scope="module")
def local() -> Iterator[object]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as running:
        yield running


def test_same_report_as_one_machine_though_a_worker_dies(edition: Path, local: object) -> None:
    alone = validate_files(edition, "data")
    assert {f.code for f in alone.findings} >= {"primary-key", "foreign-key", "type-error"}
    cluster = Cluster.at(local.scheduler_address)
    killed: list[int] = []

    def progress(_: int) -> None:
        if not killed:
            worker = next(iter(local.workers.values()))
            killed.append(worker.pid)
            worker.process.process.kill()

    try:
        together = validate_files(edition, "data", progress, cluster)
    finally:
        cluster.close()
    assert killed
    assert together == alone


def test_command_line_takes_a_scheduler(edition: Path, local: object) -> None:
    address = local.scheduler_address
    arguments = ["validate", "--data", str(edition), "--format", "json"]
    there = CliRunner().invoke(app, [*arguments, "--scheduler", address])
    here = CliRunner().invoke(app, [*arguments, "--only-data"])
    assert there.exit_code == here.exit_code == 1
    assert there.stdout == here.stdout


def test_without_dask_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(on_cluster.GongshiError, match=r"gongshi\[cluster\]"):
        Cluster.at("tcp://127.0.0.1:1")
