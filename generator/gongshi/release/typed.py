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


def typed(theme_dirs: Iterable[Path], prose: Iterable[Path]) -> Typed:
    """`prose`: the folder of the pages and mkdocs.yml, whose titles stand on every page.

    Of the pages' folder only Markdown counts: an old download or a copied page that lies there is
    an output like any other.
    """
    code = [Path(gongshi.__file__).parent, *theme_dirs]
    return Typed(partial(_texts, code, _CODE), partial(_prose, [*prose]))


def _texts(places: Iterable[Path], suffixes: frozenset[str]) -> Iterator[bytes]:
    for place in places:
        for path in [place] if place.is_file() else files_of(place):
            if path.suffix in suffixes:
                yield path.read_bytes()


def _prose(places: Iterable[Path]) -> Iterator[bytes]:
    for text in _texts(places, _PROSE | {".yml"}):
        yield text
        yield _EMPHASIS.sub(b"", text)
