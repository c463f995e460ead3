"""The committed editions, and the demo's last release, are what the synthesizer makes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from demo_edition import DEMO
from projects import ROOT, STARTER, tree

RELEASED = ("ledger.csv", "released.ndjson", "citations.csv")
EDITIONS = {"demo": DEMO, "starter": STARTER / "data" / "edition"}


def _made(edition: str, out: Path, *options: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "benchmarks/synthesize.py", edition, "--out", str(out), *options],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return tree(out)


@pytest.mark.parametrize("edition", EDITIONS)
def test_edition_is_reproduced_byte_for_byte(edition: str, tmp_path: Path) -> None:
    made = _made(edition, tmp_path / "out")
    committed = {
        path: content for path, content in tree(EDITIONS[edition]).items() if path not in RELEASED
    }
    assert sorted(made) == sorted(committed)
    assert [path for path, content in made.items() if committed[path] != content] == []


def test_last_release_is_reproduced_byte_for_byte(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    shutil.copytree(DEMO, out, ignore=shutil.ignore_patterns(*RELEASED))
    made, committed = _made("release", out), tree(DEMO)
    assert sorted(made) == sorted(committed)
    assert [path for path, content in made.items() if committed[path] != content] == []


def test_another_seed_makes_another_edition(tmp_path: Path) -> None:
    other = _made("starter", tmp_path / "out", "--seed", "7")
    committed = tree(EDITIONS["starter"])
    changed = {path for path, content in other.items() if committed[path] != content}
    assert {Path(path).suffix for path in changed} == {".csv"}
