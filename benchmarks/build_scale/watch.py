"""One run of a program: seconds, CPU, and the memory of it and all that it starts."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """`memory`: MiB, the most that the processes held at a time, memory that they share once."""

    wall: float
    cpu: float
    memory: int
    files: int


def watched(arguments: list[str], cwd: Path, output: Path, environment: dict[str, str]) -> Run:
    """Raises CalledProcessError if it fails."""
    before, started = os.times(), time.monotonic()
    process = subprocess.Popen(
        arguments,
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    most = _Most(process.pid)
    most.start()
    _, said = process.communicate()
    wall, after = time.monotonic() - started, os.times()
    most.over.set()
    most.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments, stderr=said[-2000:])
    cpu = (
        after.children_user - before.children_user + after.children_system - before.children_system
    )
    return Run(wall, cpu, most.found // 1024, sum(len(names) for _, _, names in os.walk(output)))


class _Most(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__()
        self._pid = pid
        self.over = threading.Event()
        self.found = 0

    def run(self) -> None:
        while not self.over.wait(0.3):
            self.found = max(self.found, sum(map(_held, _tree(self._pid))))


def _tree(pid: int) -> list[int]:
    try:
        lists = [p.read_text() for p in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [pid, *(one for text in lists for child in text.split() for one in _tree(int(child)))]


def _held(pid: int) -> int:
    """KiB: pages that several processes share are counted in parts (PSS)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
