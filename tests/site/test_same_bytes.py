"""The same input and date give the same bytes, whoever builds and wherever."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from projects import AS_OF, Starter, run, tree


def test_second_build_in_another_place_zone_hash_seed_and_by_more_processes_is_identical(
    built: Starter, starter: Starter
) -> None:
    done = starter.build(
        TZ="Pacific/Kiritimati", PYTHONHASHSEED="7", LC_ALL="C", LANG="C", GONGSHI_WORKERS="3"
    )
    assert done.returncode == 0, done.stderr
    assert _differing(built.site, starter.site) == []


def test_mkdocs_build_writes_what_gongshi_build_writes(built: Starter, starter: Starter) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=starter.root,
        env={**os.environ, "GONGSHI_AS_OF": AS_OF},
        check=True,
        capture_output=True,
        timeout=300,
    )
    assert _differing(built.site, starter.site) == []


def test_rebuilding_over_an_old_site_leaves_nothing_of_it(starter: Starter) -> None:
    site = starter.built()
    first = tree(site)
    (site / "stale.html").write_text("old")
    starter.built()
    assert tree(site) == first


def test_site_dir_may_be_given(built: Starter, starter: Starter, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    done = run("build", "--as-of", AS_OF, "--site-dir", str(target), cwd=starter.root)
    assert done.returncode == 0, done.stderr
    assert _differing(built.site, target) == []


def _differing(one: Path, other: Path) -> list[str]:
    left, right = tree(one), tree(other)
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))
