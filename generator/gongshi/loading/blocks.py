"""A file cut into blocks of whole records, as long as nothing in its quotes is in doubt.

Every quote of a block must open a cell, close one, or be half of a doubled one inside a cell. Then
any reader of CSV reads the block alike; where it is not so, the strict reader takes the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gongshi.loading.stream import Stream

# Large enough that Arrow is not asked too often, small enough that a few of them in two threads
# stay far below what a clerk's machine has.
BLOCK = 12 * 2**20
_NEWLINE = 0x0A


class DoubtError(Exception):
    """The block may be read differently by different readers of CSV."""


@dataclass(frozen=True)
class Marks:
    """The two characters that give a file its shape, each of one byte."""

    delimiter: bytes
    quote: bytes


def blocks(stream: Stream, marks: Marks, size: int = BLOCK) -> Iterator[bytes]:
    """Blocks of about `size` bytes, each ending with a record if all before it pass `check`."""
    rest = b""
    while chunk := stream.read(size):
        rest += chunk
        end = _last_end(rest, marks.quote)
        if end:
            block, rest = rest[:end], rest[end:]
            yield block
    if rest:
        yield rest


def first_record(block: bytes, quote: bytes) -> bytes:
    """The first record of a checked block, with its line end."""
    end = block.find(b"\n") + 1
    while end and block.count(quote, 0, end) % 2:
        end = block.find(b"\n", end) + 1
    return block[:end] if end else block


def _last_end(content: bytes, quote: bytes) -> int:
    """Where the last whole record ends: after a line break with an even number of quotes before."""
    end = content.rfind(b"\n") + 1
    if quote not in content:
        return end
    while end and _count(content[:end], quote) % 2:
        # Inside a quoted cell: no line break before the quote that opened it is further back.
        end = content.rfind(b"\n", 0, content.rfind(quote, 0, end)) + 1
    return end


def _count(content: bytes, character: bytes) -> int:
    """As bytes.count, several times as fast."""
    return int(np.count_nonzero(np.frombuffer(content, dtype=np.uint8) == character[0]))


def check(block: bytes, marks: Marks) -> None:
    """Raises DoubtError."""
    if b"\0" in block:
        raise DoubtError
    if b"\r" in block and _count(block, b"\r") != block.count(b"\r\n"):
        raise DoubtError
    if marks.quote not in block:
        return
    data = np.frombuffer(block, dtype=np.uint8)
    quote, delimiter = marks.quote[0], marks.delimiter[0]
    at = np.flatnonzero(data == quote)
    if len(at) % 2:
        raise DoubtError
    opening, closing = at[::2], at[1::2]
    before = data[np.maximum(opening - 1, 0)]
    opens = (before == delimiter) | (before == _NEWLINE) | (before == quote) | (opening == 0)
    after = data[np.minimum(closing + 1, len(data) - 1)]
    closes = (after == delimiter) | (after == _NEWLINE) | (after == quote) | (after == 0x0D)
    if not (opens.all() and (closes | (closing == len(data) - 1)).all()):
        raise DoubtError
