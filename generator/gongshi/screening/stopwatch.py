"""What screening spends its time on, by stage, by rule and by detector, for whoever measures it.

Nobody measures in a build: then a span is one look at a variable.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

_OFF = nullcontext()
_running: list[Stopwatch] = []


class Stopwatch:
    """`seconds[kind, name]`: seconds of processor, without those of spans of the same kind that
    were open within.
    """

    def __init__(self) -> None:
        self.seconds: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._inner: defaultdict[str, list[float]] = defaultdict(list)

    @contextmanager
    def span(self, kind: str, name: str) -> Iterator[None]:
        began = time.process_time()
        self._inner[kind].append(0.0)
        try:
            yield
        finally:
            took = time.process_time() - began
            self.seconds[kind, name] += took - self._inner[kind].pop()
            if self._inner[kind]:
                self._inner[kind][-1] += took


@contextmanager
def measuring() -> Iterator[Stopwatch]:
    """Everything that is screened within is measured."""
    watch = Stopwatch()
    _running.append(watch)
    try:
        yield watch
    finally:
        _running.pop()


def span(kind: str, name: str) -> AbstractContextManager[None]:
    """`kind`: "stage", "rule" or "detector"."""
    return _running[-1].span(kind, name) if _running else _OFF
