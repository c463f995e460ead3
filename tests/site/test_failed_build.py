"""A build that fails or is killed leaves the last good site as it was."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from projects import AS_OF, Starter, run, tree


@pytest.fixture
def published(starter: Starter) -> Starter:
    starter.built()
    return starter


def _leftovers(starter: Starter) -> list[str]:
    known = {".gitignore", ".gongshi", "content", "data", "mkdocs.yml", "site"}
    return sorted(path.name for path in starter.root.iterdir() if path.name not in known)


def test_invalid_data_stops_the_build_and_leaves_the_site(published: Starter) -> None:
    before = tree(published.site)
    published.rewrite("power_items", lambda row: row.update(item_type="行政指导"))
    done = published.build()
    assert done.returncode == 1
    assert "事项类型" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert tree(published.site) == before
    assert _leftovers(published) == []


def test_rule_that_blocks_stops_the_build_and_leaves_the_site(published: Starter) -> None:
    before = tree(published.site)
    published.rewrite("power_items", lambda row: row.update(data_class="official"))
    done = published.build()
    assert done.returncode == 1
    assert "[D02]" in done.stdout + done.stderr
    assert tree(published.site) == before


def test_broken_link_in_prose_under_strict_leaves_the_site(published: Starter) -> None:
    before = tree(published.site)
    page = published.root / "content" / "index.md"
    page.write_text(page.read_text("utf-8") + "\n[没有这一页](nowhere.md)\n", "utf-8")
    done = run("build", "--as-of", AS_OF, "--strict", cwd=published.root)
    assert done.returncode == 1
    assert "nowhere.md" in done.stdout + done.stderr
    assert tree(published.site) == before
    assert _leftovers(published) == []


def test_killed_build_leaves_the_site(published: Starter) -> None:
    """Killed as soon as its working folder holds records: no handler can run."""
    before = tree(published.site)
    published.rewrite("power_items", lambda row: row.update(note="改过了"))
    with subprocess.Popen(
        [sys.executable, "-m", "gongshi", "build", "--as-of", AS_OF],
        cwd=published.root,
        env={**os.environ, "GONGSHI_WORKERS": "2"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _wait_for_records(published, process)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert tree(published.site) == before
    assert _working_in(published) == [], "no process goes on without the one that was killed"
    assert published.build().returncode == 0, "and the next build works"
    assert tree(published.site) != before
    assert _leftovers(published) == []


def _working_in(starter: Starter) -> list[str]:
    """The processes whose current folder is the project, once those that are ending have ended."""
    for _ in range(100):
        found = []
        for place in Path("/proc").glob("[0-9]*/cwd"):
            with contextlib.suppress(OSError):
                if place.readlink() == starter.root.resolve():
                    found.append(place.parent.name)
        if not found:
            break
        time.sleep(0.05)
    return found


def _wait_for_records(starter: Starter, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        for folder in starter.root.iterdir():
            working = folder.is_dir() and folder.name not in {".gongshi", "site", "data", "content"}
            if working and any(folder.rglob("index.json")):
                return
        time.sleep(0.005)
    pytest.fail("the build ended before it could be killed")
