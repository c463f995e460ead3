"""Ctrl-C ends a preview and a build quietly and leaves nothing behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from projects import AS_OF, Starter, make_starter

pytestmark = pytest.mark.xdist_group("serve")


@pytest.fixture
def starter(tmp_path: Path) -> Starter:
    return make_starter(tmp_path / "project")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_preview_ends_quietly(starter: Starter, servers: Any, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    before = _names(starter.root)
    server = servers.start(starter.root, TMPDIR=str(temporary))
    assert server.shows("在这里可以查一个机关能做什么")
    assert _names(temporary), "this is where its pages are, and the check below can fail"
    assert server.interrupt() == 0
    assert "Traceback" not in server.log.read_text("utf-8")
    assert _names(temporary) == []
    assert _names(starter.root) == before


def test_build_ends_quietly(starter: Starter) -> None:
    before = _names(starter.root)
    with subprocess.Popen(
        [sys.executable, "-m", "gongshi", "build", "--as-of", AS_OF],
        cwd=starter.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        deadline = time.monotonic() + 60
        while not any(starter.root.glob(".site.building-*/*/index.html")):
            assert time.monotonic() < deadline
            assert process.poll() is None, "it ended before it could be interrupted"
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in output
    assert _names(starter.root) == before
