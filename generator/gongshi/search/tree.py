"""Where the sorted suffixes are cut: what is too common for one file, and what is told apart.

The suffixes make a tree. A text that more than HEAVY entries begin with is *heavy*: the records
that have it stand in a list of their own. Everything else is looked for among the suffixes
themselves, whose texts are cut as soon as at most FEW records begin so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gongshi.search.suffixes import DEEPEST, Suffixes

HEAVY = 12_000
FEW = 4


@dataclass(frozen=True)
class Node:
    """A heavy text: the first `depth` characters of the suffixes low to high (exclusive)."""

    low: int
    high: int
    depth: int


@dataclass(frozen=True)
class Cuts:
    """`text`: how many characters of each suffix are kept. `heavy`: the depth of the longest heavy
    text that it begins with. `nodes`: in the order of their texts; where several heavy texts begin
    the same suffixes, only the longest, and the one before it if some suffix ends with the longest:
    that one is a whole line for the longest only.
    """

    text: NDArray[np.int8]
    heavy: NDArray[np.int8]
    nodes: list[Node]


def cuts(suffixes: Suffixes, weights: NDArray[np.int64], heavy_from: int = HEAVY) -> Cuts:
    """`weights`: how many records have each suffix."""
    text = suffixes.length.copy()
    heavy = np.zeros(len(text), dtype=np.int8)
    nodes: dict[tuple[int, int], int] = {}
    found: list[Node] = []
    live = np.arange(len(text))
    for depth in range(1, DEEPEST + 1):
        if not len(live):
            break
        starts = np.flatnonzero(suffixes.shared[live] < depth)
        sizes = np.diff(np.append(starts, len(live)))
        weight = np.add.reduceat(weights[live], starts)
        for group in np.flatnonzero(weight > heavy_from):
            low = int(live[starts[group]])
            high = int(live[starts[group] + sizes[group] - 1]) + 1
            if suffixes.length[low] == depth and (low, high) in nodes:
                found.append(Node(low, high, depth - 1))
            nodes[low, high] = depth
        each = np.repeat(weight, sizes)
        text[live[each <= FEW]] = depth
        heavy[live[each > heavy_from]] = depth
        live = live[(each > FEW) & (suffixes.length[live] > depth)]
    found += [Node(low, high, depth) for (low, high), depth in nodes.items()]
    found.sort(key=lambda node: (node.low, node.depth))
    return Cuts(text, heavy, found)
