"""What an HTML page says, each text as a reader, a screen reader or a search engine could meet it,
and the tags that it has.

A text goes on over the elements that stand within a line and ends where a block does, so that a
number in two spans is whole and the cells of a table are apart. What an attribute says counts like
what stands on the page; a link also counts without its percent-encoding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote

# HTML Living Standard, phrasing content: what does not end a line of text.
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby
    s samp small span strike strong sub sup time tt u var wbr""".split()  # noqa: SIM905  # read as words
)
# Drawings, names for style sheets and measures; all else may be read, or is an address.
_UNREAD = frozenset(
    """d points viewbox transform x y x1 x2 y1 y2 cx cy r rx ry width height fill stroke
    stroke-width class""".split()  # noqa: SIM905  # as above
)
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_MOST = 4  # encodings in encodings


@dataclass(frozen=True)
class PageText:
    """`texts`: each different text, in the order in which they are met. `tags`: each start tag with
    its attributes, names in lower case, entities resolved.
    """

    texts: tuple[str, ...]
    tags: tuple[tuple[str, Mapping[str, str]], ...]


def read_page(html: str) -> PageText:
    """A page, or a part of one. Never raises: browsers read everything, and so does this."""
    parser = _Reader()
    parser.feed(html)
    parser.close()
    parser.end()
    texts = dict.fromkeys(text for text in parser.found if text.strip())
    return PageText(tuple(texts), tuple(parser.tags))


def decoded(text: str) -> Iterator[str]:
    """`text`, and what it is without its percent-encoding, if it has one."""
    yield text
    for _ in range(_MOST):
        if "%" not in text or not _PERCENT.search(text):
            return
        text = unquote(text, errors="replace")
        yield text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[tuple[str, Mapping[str, str]]] = []
        self._line: list[str] = []

    def end(self) -> None:
        if self._line:
            self.found += decoded("".join(self._line))
            self._line = []

    def handle_data(self, data: str) -> None:
        self._line.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._line.append("\n")
        elif tag not in _INLINE:
            self.end()
        # Of an attribute that is given twice browsers take the first; all of them are read.
        self.tags.append((tag, {name: value or "" for name, value in reversed(attrs)}))
        for name, value in attrs:
            if value and name not in _UNREAD:
                self.found += decoded(value)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.end()

    def handle_comment(self, data: str) -> None:
        self.found.append(data)

    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)

    def handle_pi(self, data: str) -> None:
        self.found.append(data)

    def unknown_decl(self, data: str) -> None:
        self.found.append(data)
