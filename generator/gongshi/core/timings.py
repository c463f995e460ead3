"""Where the time of a build goes, stage by stage."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

WHOLE = "全部"


@dataclass
class Spent:
    """Seconds: on the clock, summed over the processes that worked at the same time, and of CPU."""

    wall: float = 0.0
    cpu: float = 0.0
    files: int = 0


@dataclass
class Timings:
    """Stages in the order in which they were first met."""

    stages: dict[str, Spent] = field(default_factory=dict)

    def add(self, stage: str, spent: Spent) -> None:
        known = self.stages.setdefault(stage, Spent())
        known.wall += spent.wall
        known.cpu += spent.cpu
        known.files += spent.files

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        with stopwatch() as spent:
            yield
        self.add(name, spent)

    def as_json(self) -> list[dict[str, object]]:
        return [
            {"stage": name, "wall": round(s.wall, 3), "cpu": round(s.cpu, 3), "files": s.files}
            for name, s in self.stages.items()
        ]


@contextmanager
def stopwatch() -> Iterator[Spent]:
    """Of this process. What it yields is filled in at the end."""
    spent = Spent()
    wall, cpu = time.perf_counter(), time.process_time()
    yield spent
    spent.wall, spent.cpu = time.perf_counter() - wall, time.process_time() - cpu
