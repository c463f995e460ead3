"""Where people have written: templates and programs, and pages of prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import gongshi
from gongshi.release.sweep import Typed, files_of

_CODE = frozenset({".html", ".xml", ".js", ".css", ".py", ".yaml", ".yml"})
_PROSE = frozenset({".md"})
_EMPHASIS = re.compile(rb"[*_`~=^]+")


def typed(code: Iterable[Path], prose: Iterable[Path]) -> Typed:
    """`code`: folders of templates and of cases of rules; this program is added.
    `prose`: the folder of the pages and mkdocs.yml, whose titles stand on every page.

    Of the pages' folder only Markdown counts: an old download or a copied page that lies there is
    an output like any other.
    """
    return Typed(
        partial(_texts, [*code, Path(gongshi.__file__).parent], _CODE),
        partial(_prose, [*prose]),
    )


def _texts(places: Iterable[Path], suffixes: frozenset[str]) -> Iterator[bytes]:
    for place in places:
        if place.is_file():
            yield place.read_bytes()
            continue
        for path in files_of(place):
            if path.suffix in suffixes and ".icons" not in path.parts:
                yield (place / path).read_bytes()


def _prose(places: Iterable[Path]) -> Iterator[bytes]:
    for text in _texts(places, _PROSE | {".yml"}):
        yield text
        yield _EMPHASIS.sub(b"", text)
