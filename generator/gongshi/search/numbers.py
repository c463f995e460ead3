"""Numbers as ASCII text, thousands at once.

Index files are text, so that every static host compresses them and the sweep of the output reads
them like any other file. A symbol holds five bits; the upper half of the alphabet says that more
follow. Compressed, that costs no more than bytes of seven bits. The alphabet has no character that
could be an escape or markup.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SYMBOLS = np.frombuffer(ALPHABET, dtype=np.uint8)
_MORE = 32

Numbers = NDArray[np.int64]


def symbols(values: NDArray[np.integer]) -> bytes:
    """One symbol for each value below 64."""
    found: bytes = _SYMBOLS[values].tobytes()
    return found


def numbers(values: Numbers) -> bytes:
    """Values from 0, the lowest five bits first."""
    if not len(values):
        return b""
    sizes = np.ones(len(values), dtype=np.int64)
    rest = values >> 5
    while rest.any():
        sizes += rest > 0
        rest >>= 5
    ends = np.cumsum(sizes)
    place = np.arange(ends[-1]) - np.repeat(ends - sizes, sizes)
    digits = (np.repeat(values, sizes) >> (5 * place)) & 31
    digits[place < np.repeat(sizes, sizes) - 1] += _MORE
    return symbols(digits)


def ascending(values: Numbers) -> bytes:
    """Ascending values as their differences."""
    return numbers(np.diff(values, prepend=0))
