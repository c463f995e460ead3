"""A 64-bit hash for each text of an Arrow array, eight bytes at a time.

Equal texts have equal hashes. Two texts that differ may share one: who uses it looks again.
"""

from __future__ import annotations

import os

import numpy as np
import pyarrow as pa

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]

_ODD = np.uint64(0x9E3779B97F4A7C15)
# Known to nobody who writes a file, so that none can be written full of collisions. It never
# reaches a result: candidates are compared as texts.
_secret = np.uint64(int.from_bytes(os.urandom(8), "little") | 1)


def secret() -> int:
    return int(_secret)


def share_secret(value: int) -> None:
    """Hash as another process does, so that both may compare."""
    global _secret  # noqa: PLW0603 - one for the process, set before anything is hashed
    _secret = np.uint64(value)


def hashes(texts: pa.Array) -> Hashes:
    """`texts`: a large_string array; null hashes like the empty text."""
    count = len(texts)
    _, offsets_buffer, data = texts.buffers()
    offsets = np.frombuffer(offsets_buffer, dtype=np.int64)[texts.offset : texts.offset + count + 1]
    lengths = np.diff(offsets)
    result = lengths.astype(np.uint64) * _secret
    first, end = (int(offsets[0]), int(offsets[-1])) if count else (0, 0)
    if first == end:
        return _mixed(result)
    padded = np.zeros(end - first + 8, dtype=np.uint8)
    padded[:-8] = np.frombuffer(data, dtype=np.uint8)[first:end]
    words = np.ndarray((end - first + 1,), dtype="<u8", buffer=padded, strides=(1,))
    starts = offsets[:-1] - first
    active: np.ndarray[tuple[int], np.dtype[np.int64]] = np.flatnonzero(lengths > 0)
    for done in range(0, int(lengths.max(initial=0)), 8):
        if done:
            active = active[lengths[active] > done]
        left = np.minimum(lengths[active] - done, 8).astype(np.uint64)
        word = words[starts[active] + done] & _low_bytes(left)
        result[active] = _mixed((result[active] ^ word) * _secret)
    return _mixed(result)


def _low_bytes(count: Hashes) -> Hashes:
    return np.uint64(0xFFFFFFFFFFFFFFFF) >> (np.uint64(64) - np.uint64(8) * count)


def _mixed(value: Hashes) -> Hashes:
    value = (value ^ (value >> np.uint64(29))) * _ODD
    return value ^ (value >> np.uint64(32))
