"""One measurement, in a process of its own: `probe.py arrow|gongshi|frictionless|cli FOLDER`."""

# ruff: noqa: PLC0415 - each measurement imports what it measures

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path


def arrow(folder: Path) -> str:
    """The largest table of the folder, read into Arrow as text."""
    import pyarrow as pa
    from pyarrow import csv

    path = max(folder.glob("*/*.csv"), key=lambda p: p.stat().st_size)
    with path.open(encoding="utf-8") as file:
        names = file.readline().strip().replace('"', "").split(",")
    options = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.large_string()))
    started = time.perf_counter()
    table = csv.read_csv(path, convert_options=options)
    return f"{time.perf_counter() - started} {len(table)} rows"


def gongshi(folder: Path) -> str:
    """Everything `gongshi validate` checks of data, without screening."""
    from gongshi.validation.validate import validate_files

    started = time.perf_counter()
    verdict = validate_files(folder, "data")
    return f"{time.perf_counter() - started} {verdict.rows} rows, {len(verdict.findings)} findings"


def frictionless(folder: Path) -> str:
    """Each package as it is, with what only gongshi knows taken out, as gongshi would ask it."""
    import warnings

    import yaml

    warnings.simplefilter("ignore")
    from frictionless import Package

    started = time.perf_counter()
    errors = 0
    for path in sorted(folder.glob("*/datapackage.yaml")):
        descriptor = yaml.safe_load(path.read_text("utf-8"))
        for one in descriptor["resources"]:
            keys = one["schema"].get("foreignKeys") or []
            one["schema"]["foreignKeys"] = [k for k in keys if "package" not in k["reference"]]
            one["dialect"] = {"delimiter": ",", "quoteChar": '"', "header": True}
            one["encoding"] = "utf-8"
        descriptor["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json"
        package = Package.from_descriptor(descriptor, basepath=str(path.parent))
        report = package.validate(limit_errors=10**9)
        errors += sum(len(task.errors) for task in report.tasks) + len(report.errors)
    return f"{time.perf_counter() - started} {errors} errors"


def cli(folder: Path) -> str:
    command = [sys.executable, "-m", "gongshi", "validate", "--data", str(folder)]
    started = time.perf_counter()
    done = subprocess.run([*command, "--as-of", "2026-11-24"], capture_output=True, check=False)
    return f"{time.perf_counter() - started} exit {done.returncode}"


def main() -> None:
    started = time.perf_counter()
    what, folder = sys.argv[1], Path(sys.argv[2])
    within, _, said = globals()[what](folder).partition(" ")
    # Small packages: starting counts, on both sides.
    whole = folder.name == "demo" and what == "frictionless"
    seconds = time.perf_counter() - started if whole else float(within)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "memory": memory, "said": said}))


if __name__ == "__main__":
    main()
