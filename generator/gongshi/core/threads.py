"""Work for two cores at a time, given back in its order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

_In = TypeVar("_In")
_Out = TypeVar("_Out")

# Arrow and NumPy let go of the interpreter while they work; more threads only hold more memory.
WORKERS = 2


def ordered_map(
    function: Callable[[_In], _Out], items: Iterable[_In], pool: ThreadPoolExecutor
) -> Iterator[_Out]:
    """`function` of each item, in order, while the next ones are worked on.

    Raises what `function` or `items` raise, at the place of the item. One item costs no thread.
    """
    source = iter(items)
    first = list(islice(source, 2))
    if len(first) < 2:
        yield from map(function, first)
        return
    waiting: deque[Future[_Out]] = deque(pool.submit(function, item) for item in first)
    try:
        while waiting:
            done = waiting.popleft().result()
            for item in islice(source, 1):
                waiting.append(pool.submit(function, item))
            yield done
    finally:
        for future in waiting:
            future.cancel()
