"""A file cut into blocks of whole records, as long as nothing in its quotes is in doubt.

Every quote of a block must open a cell, close one, or be half of a doubled one inside a cell. Then
any reader of CSV reads the block alike; where it is not so, the strict reader takes the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from gongshi.loading.stream import Stream

# Large enough that Arrow is not asked too often, small enough that a few of them in two threads
# stay far below what a clerk's machine has.
BLOCK = 12 * 2**20
_NEWLINE, _RETURN = 0x0A, 0x0D
# Where the end of the last record is looked for first.
_WINDOW = 2**16

Block = np.ndarray[tuple[int], np.dtype[np.uint8]]


class DoubtError(Exception):
    """The block may be read differently by different readers of CSV."""


@dataclass(frozen=True)
class Marks:
    """The two characters that give a file its shape, each of one byte."""

    delimiter: bytes
    quote: bytes


def blocks(stream: Stream, marks: Marks, size: int = BLOCK) -> Iterator[Block]:
    """Blocks of about `size` bytes, each ending with a record if all before it pass `check`."""
    rest = np.empty(0, dtype=np.uint8)
    while True:
        room = _room(len(rest) + size)
        room[: len(rest)] = rest
        have = len(rest) + stream.readinto(room[len(rest) :])
        block = room[:have]
        end = _last_end(block, marks.quote[0]) if have == len(room) else have
        if end:
            yield block[:end]
        if have < len(room):
            return
        rest = block[end:].copy()


def _room(size: int) -> Block:
    """From Arrow's pool, which gives the same pages again: fresh ones cost more than reading."""
    return np.frombuffer(pa.allocate_buffer(size), dtype=np.uint8)


def first_record(block: Block, quote: bytes) -> bytes:
    """The first record of a checked block, with its line end."""
    content = block.tobytes()
    end = content.find(b"\n") + 1
    while end and content.count(quote, 0, end) % 2:
        end = content.find(b"\n", end) + 1
    return content[:end] if end else content


def _last_end(block: Block, quote: int) -> int:
    """Where the last whole record ends: after a line break with an even number of quotes before;
    0 if there is none.
    """
    quotes = np.count_nonzero(block == quote)
    window = _WINDOW
    while True:
        start = max(len(block) - window, 0)
        tail = block[start:]
        ends, inside = np.flatnonzero(tail == _NEWLINE), np.flatnonzero(tail == quote)
        before = quotes - len(inside) + np.searchsorted(inside, ends)
        whole = ends[before % 2 == 0]
        if len(whole):
            return start + int(whole[-1]) + 1
        if not start:
            return 0
        window *= 16


def check(block: Block, marks: Marks) -> None:
    """Raises DoubtError."""
    if not len(block):
        return
    if not block.min():
        raise DoubtError
    returns = np.flatnonzero(block == _RETURN)
    if len(returns) and not (block[np.minimum(returns + 1, len(block) - 1)] == _NEWLINE).all():
        raise DoubtError
    quote, delimiter = marks.quote[0], marks.delimiter[0]
    at = np.flatnonzero(block == quote)
    if len(at) % 2:
        raise DoubtError
    opening, closing = at[::2], at[1::2]
    before = block[np.maximum(opening - 1, 0)]
    opens = (before == delimiter) | (before == _NEWLINE) | (before == quote) | (opening == 0)
    after = block[np.minimum(closing + 1, len(block) - 1)]
    closes = (after == delimiter) | (after == _NEWLINE) | (after == quote) | (after == _RETURN)
    if not (opens.all() and (closes | (closing == len(block) - 1)).all()):
        raise DoubtError
