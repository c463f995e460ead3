"""How a long list is cut into pages: the same for readers and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

PER_PAGE = 50


def page_total(count: int) -> int:
    """An empty list has one page, which says so."""
    return max(1, -(-count // PER_PAGE))


def cut(positions: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    """Page number, from 1, and what stands on it."""
    for number in range(1, page_total(len(positions)) + 1):
        yield number, positions[(number - 1) * PER_PAGE : number * PER_PAGE]
