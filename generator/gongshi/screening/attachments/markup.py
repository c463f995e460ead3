"""XML from strangers: no entities of its own, no depth without end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from gongshi.screening.attachments.binary import BETWEEN
from gongshi.screening.attachments.numbers import as_shown
from gongshi.screening.attachments.piece import Code, Refused, broken

Attributes = list[tuple[str, str]]  # local name and value; two namespaces may share a local name
_DEEPEST = 256
# Numbers of a drawing. Read as text they look like telephone numbers now and then.
_GEOMETRY = frozenset(
    [
        "d",
        "points",
        "path",
        "transform",
        "viewBox",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "fx",
        "fy",
        "r",
        "rx",
        "ry",
        "dx",
        "dy",
        "width",
        "height",
        "offset",
        "gradientTransform",
        "patternTransform",
        "values",
        "keyTimes",
        "keySplines",
        "stroke-dasharray",
        "coordsize",
        "coordorigin",
        "adj",
        "matrix",
        "style",
        "sqref",
        "spans",
    ]
)
# What a text may stand in pieces in: an editor splits it at every change of format.
_PARAGRAPHS = frozenset({"p", "si", "is", "text", "title", "desc", "li"})
_AUTHORS = frozenset(
    [
        "creator",
        "contributor",
        "author",
        "authors",
        "lastModifiedBy",
        "Manager",
        "displayName",
        "Owner",
        "OwnerName",
    ]
)


class Listener:
    """Hears a document: local names only."""

    def start(self, name: str, attributes: Attributes, /) -> None:
        pass

    def end(self, name: str, /) -> None:
        pass

    def text(self, data: str, /) -> None:
        pass

    def note(self, data: str, /) -> None:
        """A comment or a processing instruction."""


def parse(content: bytes, listener: Listener, what: str = "文件") -> None:
    """Raises Refused if it is not well formed, too deep, or declares entities."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.ordered_attributes = True
    depth = 0

    def start(name: str, attributes: list[str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise broken(what)
        names = map(_local, attributes[::2])
        listener.start(_local(name), list(zip(names, attributes[1::2], strict=True)))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        listener.end(_local(name))

    def doctype(_name: str, _system: str | None, _public: str | None, inner: bool) -> None:
        """A bare DOCTYPE, as old drawing programs write it, declares nothing itself."""
        if inner:
            entity()

    def entity(*_: object) -> None:
        raise Refused(
            Code.UNREADABLE,
            f"{what}的 XML 里自己定义了实体，不予解析",
            "用正规的办公或绘图软件重新保存",
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = listener.text
    parser.CommentHandler = listener.note
    parser.ProcessingInstructionHandler = lambda target, data: listener.note(f"{target} {data}")
    parser.StartDoctypeDeclHandler = doctype
    parser.SkippedEntityHandler = entity
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise broken(what) from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


@dataclass
class Markup(Listener):
    """Every text of a document, also in attributes and comments.

    `texts` holds each text on a line of its own, and then the paragraphs that were split: a number
    in two formats is still a number. `authors` are those that name who made something, `names` the
    elements and attributes that occur.
    """

    texts: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    _leaves: list[str] = field(default_factory=list)
    _run: list[str] = field(default_factory=list)
    _within: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: Attributes, /) -> None:
        self._within.append(name)
        self.names.add(name)
        if name in _PARAGRAPHS:
            self._flush()
        for key, value in attributes:
            self.names.add(key)
            if key not in _GEOMETRY:
                self._leaves.append(value)
            if key in _AUTHORS:
                self.authors.append(value)

    def end(self, name: str, /) -> None:
        self._within.pop()
        if name in _PARAGRAPHS:
            self._flush()

    def text(self, data: str, /) -> None:
        if not data.strip():
            return
        self._leaves.append(as_shown(data))
        if not _PARAGRAPHS.isdisjoint(self._within):
            self._run.append(data)
        if not _AUTHORS.isdisjoint(self._within):
            self.authors.append(data.strip())

    def note(self, data: str, /) -> None:
        self._leaves.append(data)

    def _flush(self) -> None:
        if len(self._run) > 1:
            self.texts.append("".join(self._run))
        self._run.clear()

    def closed(self) -> Markup:
        self._flush()
        self.texts.insert(0, BETWEEN.join(self._leaves))
        return self


def read_markup(content: bytes, what: str = "文件") -> Markup:
    """Raises Refused."""
    markup = Markup()
    parse(content, markup, what)
    return markup.closed()


def distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text.strip()))
