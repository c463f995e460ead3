"""Jobs for several processes that share what their parent knows.

The processes are forked when the work begins, so that a job needs no description of its own: it is
a closure over the parent's memory, and only its number travels. What comes back is small and is
taken in the order of the jobs, so that nothing depends on which process was faster.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Generic, TypeVar, cast

from gongshi.core.errors import BuildError

_In = TypeVar("_In")
_Out = TypeVar("_Out")

WORKERS_VARIABLE = "GONGSHI_WORKERS"
_MOST_WORKERS = 8
_PR_SET_PDEATHSIG = 1


def workers_for(jobs: int) -> int:
    """As many as there are processors to use; one, this process itself, where forking is not safe
    (another thread may hold a lock that its copy would wait for) or not worth it.
    """
    given = os.environ.get(WORKERS_VARIABLE, "")
    if not hasattr(os, "fork") or sys.platform == "darwin" or threading.active_count() > 1:
        return 1
    if given.isdigit() and int(given):
        return int(given)
    return max(1, min(_MOST_WORKERS, _processors(), jobs))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Crew(Generic[_In, _Out]):
    """`results` gives those of some jobs, by number, in the order asked for; a job that failed
    raises there what it raised.
    """

    def __init__(self, jobs: Sequence[_In], work: Callable[[_In], _Out]) -> None:
        self._jobs = jobs
        self._work = work
        self._futures: list[Future[_Out]] = []

    def hire(self, pool: ProcessPoolExecutor) -> None:
        """Begin with all jobs, in their order."""
        run = cast("Callable[[int], _Out]", _run)
        self._futures = [pool.submit(run, number) for number in range(len(self._jobs))]

    def results(self, numbers: Iterable[int]) -> Iterator[_Out]:
        for number in numbers:
            if not self._futures:
                yield self._work(self._jobs[number])
                continue
            try:
                yield self._futures[number].result()
            except BrokenProcessPool as error:
                raise BuildError("一个生成进程意外结束（可能是内存不足），网站没有生成") from error


@contextmanager
def crew(
    jobs: Sequence[_In], work: Callable[[_In], _Out], workers: int
) -> Iterator[Crew[_In, _Out]]:
    """With one worker the jobs are done in this process, when their results are asked for."""
    found = Crew(jobs, work)
    if workers <= 1:
        yield found
        return
    _Shared.work = lambda number: work(jobs[number])
    pool = ProcessPoolExecutor(
        workers, multiprocessing.get_context("fork"), initializer=_begin, initargs=(os.getpid(),)
    )
    others = set(multiprocessing.active_children())
    try:
        with warnings.catch_warnings():
            # From 3.12 on Python warns of native threads, too. Arrow's know of fork; no other
            # library that a job uses has any.
            warnings.simplefilter("ignore", DeprecationWarning)
            found.hire(pool)
        yield found
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.kill()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _Shared.work = None


class _Shared:
    """What a forked process finds in its memory."""

    work: Callable[[int], object] | None = None


def _begin(parent: int) -> None:
    """A worker whose parent is killed ends at once; an interrupt is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _run(number: int) -> object:
    assert _Shared.work is not None
    return _Shared.work(number)
