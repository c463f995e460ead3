"""Every byte of a finished site, looked through for what must not be in it (rules S07 and P09).

The door (screening) decides what may be public; this asks whether a template, an exporter, the
search index or anything else that writes a file has let out something all the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from gongshi.core.finding import Finding, Severity
from gongshi.core.squeeze import squeeze_ascii
from gongshi.release.containers import contents
from gongshi.release.layers import Layer, Trust, layers
from gongshi.screening.canary import Canaries, Kind, Origin

_FAULT = "模板或导出程序有错，请把这一行报告给开发者"
_BY_HAND = "如果写的就是这条记录，从 content/ 里删去；如果只是一样的通用说法，不用改"
# A page that quotes a record's basis may well be about the law; one that says two things of it is
# about the record.
_ABOUT_A_RECORD = 2


@dataclass(frozen=True)
class Leak:
    """`member` is where in the file, "" for a file that is no container. Never says the text.

    `by_hand`: somebody has written about the record in a page of prose.
    """

    path: str
    member: str
    origin: Origin
    by_hand: bool = False

    @property
    def kind(self) -> str:
        return self.origin.kind.value

    def finding(self) -> Finding:
        return Finding(
            code=self.origin.rule,
            path=f"{self.path}!{self.member}" if self.member else self.path,
            message=f"手写的文字里有{self.origin}" if self.by_hand else f"含有{self.origin}",
            hint=_BY_HAND if self.by_hand else _FAULT,
            severity=Severity.WARNING if self.by_hand else Severity.ERROR,
        )


@dataclass(frozen=True)
class Typed:
    """Texts that people wrote for all to read, and that no program put together from data: a canary
    in one of them was public before. `code` stands for templates and programs, `prose` for pages.
    """

    code: Callable[[], Iterable[bytes]] = tuple
    prose: Callable[[], Iterable[bytes]] = tuple


NOTHING_TYPED = Typed()


def sweep(folder: Path, canaries: Canaries, typed: Typed = NOTHING_TYPED) -> Iterator[Leak]:
    """The leaks in a folder, file by file. Raises BuildError if a container cannot be opened.

    `typed` is read only if something is found.
    """
    yield from sweep_files(folder, files_of(folder), canaries, typed)


def sweep_files(
    folder: Path, paths: Iterable[Path], canaries: Canaries, typed: Typed = NOTHING_TYPED
) -> Iterator[Leak]:
    """The same for some of the files, which are relative to the folder."""
    if not len(canaries):
        return
    search = _Search(canaries, typed)
    for path in paths:
        yield from search.file(path.as_posix(), (folder / path).read_bytes())


class Sieve:
    """Which files sweep() would have something to say of, asked while their bytes are at hand."""

    def __init__(self, canaries: Canaries, typed: Typed = NOTHING_TYPED) -> None:
        self._search = _Search(canaries, typed) if len(canaries) else None

    def holds(self, path: str, content: bytes) -> bool:
        """Raises BuildError if a container cannot be opened."""
        if self._search is None:
            return False
        self._search.forget_warnings()
        return any(True for _ in self._search.file(path, content))


def files_of(folder: Path) -> Iterator[Path]:
    """Every file below a folder, relative to it, in an order that is always the same."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        below = Path(place).relative_to(folder)
        yield from (below / name for name in sorted(names))


class _Search:
    def __init__(self, canaries: Canaries, typed: Typed) -> None:
        self._canaries = canaries
        self._typed = typed
        self._code = _squeezed(typed.code())
        self._explained: set[int] = set()
        self._warned: set[tuple[str, str]] = set()

    def forget_warnings(self) -> None:
        """Of a record that prose is about only the first file is named, unless this is called."""
        self._warned.clear()

    def file(self, path: str, content: bytes) -> Iterator[Leak]:
        """One of each kind, as deep in the file as it was found: who lets out one lets out many."""
        found: dict[Kind, Leak] = {}
        for member, inner in chain([("", path.encode())], contents(path, content)):
            here: dict[Kind, Leak] = {}
            for leak in self._leaks(path, member, inner):
                here.setdefault(leak.origin.kind, leak)
            found.update(here)
        yield from found.values()

    def _leaks(self, path: str, member: str, text: bytes) -> Iterator[Leak]:
        typed: set[int] = set()
        for layer in layers(text):
            found = {number for number in self._certain(layer) if not self._may(path, number)}
            prose = found and found & self._in_prose
            typed |= prose
            leaked = self._unexplained(found - prose)
            if leaked:  # to peel off more would tell no more
                yield from (Leak(path, member, self._canaries.origin(n)) for n in sorted(leaked))
                return
        yield from self._written_about(path, member, typed)

    def _written_about(self, path: str, member: str, typed: set[int]) -> Iterator[Leak]:
        """Records that ended and that the prose in this file is about."""
        records: dict[tuple[str, str], set[Origin]] = {}
        for origin in map(self._canaries.origin, sorted(typed)):
            if origin.kind is Kind.ENDED:
                records.setdefault((origin.table, origin.record_id), set()).add(origin)
        for record, origins in records.items():
            if len(origins) >= _ABOUT_A_RECORD and record not in self._warned:
                self._warned.add(record)
                yield Leak(path, member, min(origins, key=str), by_hand=True)

    def _certain(self, layer: Layer) -> set[int]:
        squeezed = squeeze_ascii(layer.text)
        found = self._canaries.within(squeezed)
        if not found:
            return found
        if layer.trust is Trust.LONG:
            return {number for number in found if self._canaries.long(number)}
        if layer.trust is Trust.LOOSE:
            apart = layer.apart()
            found = self._canaries.within(squeeze_ascii(apart))
            return self._standing(found, apart) | self._canaries.stretches(squeezed)
        return self._standing(found, layer.text)

    def _standing(self, found: set[int], text: bytes) -> set[int]:
        words = text.decode("utf-8", "replace")
        return {number for number in found if self._canaries.stands(number, words)}

    def _may(self, path: str, number: int) -> bool:
        allowed = self._canaries.origin(number).allowed
        return bool(allowed) and path.startswith(allowed)

    @cached_property
    def _in_prose(self) -> set[int]:
        return set[int]().union(*map(self._canaries.within, _squeezed(self._typed.prose())))

    def _unexplained(self, found: set[int]) -> set[int]:
        """Without those that stand in the code, of which no more is read than is needed.

        Programs and rules have to name internal fields; the site that they make has not.
        """
        canaries = self._canaries
        names = {number for number in found if canaries.origin(number).kind is Kind.NAME}
        while found - names - self._explained and (text := next(self._code, None)) is not None:
            self._explained |= canaries.within(text) | canaries.composed_of(text)
        return names | (found - self._explained)


def _squeezed(texts: Iterable[bytes]) -> Iterator[bytes]:
    return (squeeze_ascii(layer.text) for text in texts for layer in layers(text))
