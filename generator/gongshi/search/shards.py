"""The index of a large edition: suffixes in files of a size, and lists for heavy texts.

See docs/search.md for the format, search-shards.js for the reader.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gongshi.core.output import OutputFile, dump_compact
from gongshi.search.lines import Lines, Part
from gongshi.search.numbers import Numbers, ascending, numbers, symbols
from gongshi.search.suffixes import Letters, Suffixes, letters, sorted_suffixes
from gongshi.search.tree import HEAVY, Cuts, cuts

RANKS = 8
_KEYS_PER_PAGE = 400
_FILES_PER_FOLDER = 1000
_START, _END, _CUT = 8, 16, 32
_BMP = 0xFFFF  # above it a character is two code units in JavaScript


@dataclass
class Tree:
    """Makes the files of one index; afterwards `root` has the first key of each of its pages."""

    folder: str
    lines: Lines
    heavy_from: int = HEAVY
    root: list[str] = field(default_factory=list)

    def files(self) -> Iterator[OutputFile]:
        self._lists: dict[bytes, int] = {}
        self._shards = 0
        # (key, number, whether it is a heavy text's list or the first text of a shard)
        keys: list[tuple[str, int, bool]] = []
        if self.lines.texts:
            of = letters(self.lines)
            for part in sorted_suffixes(of):
                yield from self._part(of, part, keys)
        yield from self._pages(keys)

    def _part(
        self, of: Letters, part: Suffixes, keys: list[tuple[str, int, bool]]
    ) -> Iterator[OutputFile]:
        line = of.line[part.places]
        first = self.lines.first
        weights = first[line + 1] - first[line]
        cut = cuts(part, weights, self.heavy_from)
        entries = _Entries(of, part, cut, line, weights, self.lines)
        found: list[tuple[int, int, str, int, bool]] = []
        for node in cut.nodes:
            content = _list(entries, node.low, node.high, node.depth)
            digest = hashlib.sha256(content).digest()
            number = self._lists.get(digest)
            if number is None:
                number = self._lists[digest] = len(self._lists)
                yield self._file("lists", number, content)
            text = of.text(part.places[node.low], node.depth)
            found.append((node.low, node.depth, text, number, True))
        for chosen in _shards(entries, self.heavy_from):
            low = int(chosen[0])
            depth = int(cut.heavy[low]) + 1
            found.append((low, depth, of.text(part.places[low], depth), self._shards, False))
            yield self._file("shards", self._shards, _shard(entries, chosen))
            self._shards += 1
        found.sort()
        keys += [(text, number, heavy) for _, _, text, number, heavy in found]

    def _pages(self, keys: list[tuple[str, int, bool]]) -> Iterator[OutputFile]:
        """`before`: the last shard that begins before the page does."""
        before = -1
        for page, at in enumerate(range(0, len(keys), _KEYS_PER_PAGE)):
            part = keys[at : at + _KEYS_PER_PAGE]
            heavy = [(text, number) for text, number, is_list in part if is_list]
            light = [(text, number) for text, number, is_list in part if not is_list]
            content = {
                "heavy": [text for text, _ in heavy],
                "lists": [number for _, number in heavy],
                "light": [text for text, _ in light],
                "before": before,
            }
            before = light[-1][1] if light else before
            self.root.append(part[0][0])
            path = f"{self.folder}/pages/{page}.json"
            yield OutputFile(path, dump_compact(content), "application/json")

    def _file(self, kind: str, number: int, content: bytes) -> OutputFile:
        path = f"{self.folder}/{kind}/{number // _FILES_PER_FOLDER}/{number}.txt"
        return OutputFile(path, content, "text/plain")


class _Entries:
    """A part's suffixes as entries: a text, how it stands, the records that have it."""

    def __init__(
        self,
        of: Letters,
        part: Suffixes,
        cut: Cuts,
        line: NDArray[np.int32],
        weights: NDArray[np.int64],
        lines: Lines,
    ) -> None:
        self.of, self.places, self.shared = of, part.places, part.shared
        self.text, self.heavy = cut.text, cut.heavy
        self.weights, self.line, self.lines = weights, line, lines
        self.part = lines.parts[line]
        self.starts = of.starts[line] == part.places
        self.whole = part.whole & (cut.text == part.length)
        self.length, self.last = part.length, part.last

    def records(self, chosen: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The records of some entries, and for each which of the entries it is of."""
        counts = self.weights[chosen]
        ends = np.cumsum(counts)
        within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)
        source = np.repeat(self.lines.first[self.line[chosen]], counts) + within
        owner = np.repeat(np.arange(len(chosen)), counts)
        return self.lines.records[source].astype(np.int64), owner


def _list(entries: _Entries, low: int, high: int, depth: int) -> bytes:
    """The records that have a heavy text: a line for each rank, best first; each record once."""
    chosen = np.arange(low, high)
    ends = entries.last[low:high] & (entries.length[low:high] == depth)
    rank = _ranks(entries.part[low:high], entries.starts[low:high], ends)
    records, owner = entries.records(chosen)
    best = np.full(int(records.max()) + 1, RANKS, dtype=np.uint8)
    ranks = rank[owner]
    for one in range(RANKS - 1, -1, -1):
        best[records[ranks == one]] = one
    return b"\n".join(ascending(np.flatnonzero(best == one)) for one in range(RANKS))


def _ranks(
    part: NDArray[np.uint8], start: NDArray[np.bool_], end: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """As rankOf in search-core.js: an id or a whole code; a title; one that begins so; one that has
    it; a part of an id; a name; a part of another field; a text.
    """
    exact = start & end
    return np.select(
        [
            exact & ((part == Part.ID) | (part == Part.CODES)),
            (part == Part.TITLE) & exact,
            (part == Part.TITLE) & start,
            part == Part.TITLE,
            part == Part.ID,
            part == Part.NAMES,
            part == Part.CODES,
        ],
        [np.uint8(rank) for rank in range(RANKS - 1)],
        default=np.uint8(RANKS - 1),
    )


def _shards(entries: _Entries, most: int) -> Iterator[NDArray[np.int64]]:
    """The entries that are in no way heavy, cut between two texts of which none is heavy."""
    kept = np.flatnonzero(entries.length > entries.heavy)
    if not len(kept):
        return
    begins = np.flatnonzero(entries.shared[kept] <= entries.heavy[kept])
    if not len(begins) or begins[0] != 0:
        begins = np.concatenate([[0], begins])
    before = np.concatenate([[0], np.cumsum(entries.weights[kept])])
    reached = before[begins]
    at = 0
    while at < len(begins):
        following = int(np.searchsorted(reached, reached[at] + most, side="right"))
        following = max(at + 1, following - 1 if following < len(begins) else following)
        end = begins[following] if following < len(begins) else len(kept)
        yield kept[begins[at] : end]
        at = following


def _shard(entries: _Entries, chosen: NDArray[np.int64]) -> bytes:
    """Lines: characters shared with the text before; flags; numbers of records; the records of one
    text after another; then the rest of each text.
    """
    group = _groups(entries, chosen)
    records, owner = entries.records(chosen)
    pairs = np.sort((group.of[owner] << 32) | records)
    pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])]
    owners, members = pairs >> 32, pairs & 0xFFFFFFFF
    counts = np.bincount(owners, minlength=len(group.flags))
    heads = np.concatenate([[0], np.cumsum(counts)[:-1]])
    steps = np.diff(members, prepend=0)
    steps[heads] = members[heads]
    shared, tails = _tails(entries.of, group)
    parts = [symbols(shared), symbols(group.flags), numbers(counts), numbers(steps), tails]
    return b"\n".join(parts)


def _tails(of: Letters, group: _Groups) -> tuple[Numbers, bytes]:
    """How many code units each text shares with the one before, and its rest, a line each."""
    sizes = group.length - group.shared + 1
    ends = np.cumsum(sizes)
    step = np.arange(ends[-1]) - np.repeat(ends - sizes, sizes)
    places = np.repeat(group.places + group.shared, sizes) + step
    characters = of.alphabet[of.symbols[places]]
    characters[ends - 1] = ord("\n")
    shared = group.shared
    if of.alphabet.max() > _BMP:
        above = [
            np.count_nonzero(of.alphabet[of.symbols[place : place + count]] > _BMP)
            for place, count in zip(group.places, shared, strict=True)
        ]
        shared = shared + np.array(above, dtype=np.int64)
    return shared, characters[:-1].tobytes().decode("utf-32-le").encode()


@dataclass(frozen=True)
class _Groups:
    """Entries with the same text and flags, in the order of the texts. `of`: each entry's group;
    `places`, `length`: where a group's text stands; `shared`: with the group before.
    """

    of: Numbers
    flags: Numbers
    places: Numbers
    length: Numbers
    shared: Numbers


def _groups(entries: _Entries, chosen: NDArray[np.int64]) -> _Groups:
    """Puts `chosen` in the order of the groups."""
    length = entries.text[chosen].astype(np.int64)
    before = np.concatenate([[0], length[:-1]])
    # Over the heavy ones, too, that stand between and were not chosen.
    between = np.minimum.reduceat(entries.shared[: chosen[-1] + 1], chosen[:-1] + 1, dtype=np.int64)
    shared = np.minimum(np.minimum(np.concatenate([[0], between]), length), before)
    new = (shared < length) | (before != length)
    flags = (
        entries.part[chosen].astype(np.int64)
        + _START * entries.starts[chosen]
        + _END * (entries.last[chosen] & entries.whole[chosen])
        + _CUT * ~entries.whole[chosen]
    )
    text = np.cumsum(new) - 1
    key = (text << 6) | flags
    order = np.argsort(key, kind="stable")
    chosen[:] = chosen[order]
    key, text = key[order], text[order]
    changes = np.concatenate([[True], key[1:] != key[:-1]])
    of_text = text[changes]
    again = np.concatenate([[False], of_text[1:] == of_text[:-1]])
    first = chosen[changes]
    return _Groups(
        of=np.cumsum(changes) - 1,
        flags=key[changes] & 63,
        places=entries.places[first],
        length=length[new][of_text],
        shared=np.where(again, length[new][of_text], shared[new][of_text]),
    )
