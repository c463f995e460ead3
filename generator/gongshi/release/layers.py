"""The texts in a file: as it stands, then without its escapes and its markup.

What a reader sees as one text is whole in one of the layers, however the format wraps it. A layer
is made only if the one before holds something to peel off, so a plain file has one.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import product
from urllib.parse import unquote_to_bytes

from gongshi.core.squeeze import narrow

_MOST = 4  # escapes in escapes
_BETWEEN = b"\x1f"


class Trust(Enum):
    """How much a text that is found in a layer says about the file."""

    FULL = "full"
    LONG = "long"  # the bytes may be no text at all: short ones stand there by chance
    LOOSE = "loose"  # words that stand apart on the page are side by side: see `apart`


@dataclass(frozen=True)
class Layer:
    """UTF-8 text, narrow (core.squeeze).

    Of a page without its tags, every text of the page can be found in `text` and more that comes
    about by chance; `marked` is the page, from which `apart` tells which is which.
    """

    text: bytes
    trust: Trust
    marked: bytes = b""

    def apart(self) -> bytes:
        """With U+001F where one text of the page ends and the next begins."""
        return _without_tags(_INNER.sub(b"", self.marked), _BETWEEN)


def layers(content: bytes) -> Iterator[Layer]:
    for first in _texts(content):
        seen = {first.text}
        front = [first]
        for _ in range(_MOST):
            yield from front
            front = [inner for layer in front for inner in _peeled(layer) if inner.text not in seen]
            seen.update(layer.text for layer in front)
        yield from front


def _texts(content: bytes) -> Iterator[Layer]:
    """The bytes; if they are no UTF-8, also what other encodings make of them."""
    yield Layer(narrow(content), Trust.FULL)
    try:
        content.decode()
    except UnicodeDecodeError:
        for encoding, start in product(("utf-16-le", "utf-16-be"), (0, 1)):
            text = content[start:].decode(encoding, "ignore").encode("utf-8", "ignore")
            yield Layer(narrow(text), Trust.LONG)
        for encoding in ("utf-16", "gb18030"):
            try:
                text = content.decode(encoding).encode("utf-8", "ignore")
            except UnicodeDecodeError:
                continue
            yield Layer(narrow(text), Trust.FULL)


def _peeled(layer: Layer) -> Iterator[Layer]:
    text, trust = layer.text, layer.trust
    # Most texts have none of these: a byte is looked for much faster than a regular expression.
    if trust is Trust.LOOSE:
        if b"&" not in text:
            return  # all else was there before the tags went
        text, trust = layer.apart(), Trust.FULL
    if b"<" in text and _TAG.search(text):
        words = _without_tags(text)
        yield Layer(words, trust if trust is Trust.LONG else Trust.LOOSE, text)
        if b"&" in text:
            yield Layer(_escaped_attributes(text), trust)
    elif b"&" in text:
        yield Layer(_ENTITY.sub(lambda match: _character(match.group()), text), trust)
    if b"\\" in text and _BACKSLASH.search(text):
        yield Layer(_ESCAPE.sub(_meant, text), trust)
    if b"%" in text:
        yield Layer(_BETWEEN.join(_without_percents(text)), trust)


# HTML, XML, SVG

_TAG = re.compile(rb"<[A-Za-z/!?][^<>]*>")
# Elements that stand within a text and end nothing.
_INNER = re.compile(rb"</?(?:wbr|mark|em|strong|[bius]|su[bp]|small|bd[io])(?:\s[^<>]*)?>")
_ENTITY = re.compile(rb"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);?")


# What may follow the < of a tag; the same as in _TAG, which is five times as slow.
_FIRST = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/!?")


def _without_tags(text: bytes, instead: bytes = b"") -> bytes:
    """What _TAG.sub(instead, text) gives."""
    first, *others = text.split(b"<")
    parts = [first]
    for piece in others:
        if piece and piece[0] in _FIRST and (end := piece.find(b">")) > 0:
            parts += (instead, piece[end + 1 :])
        else:
            parts += (b"<", piece)
    return b"".join(parts)


def _escaped_attributes(text: bytes) -> bytes:
    """The tags whose attributes have escapes; those without are in the text as it stands."""
    tags = (
        piece[: piece.index(b">")]
        for piece in text.split(b"<")[1:]
        if b"&" in piece and piece[0] in _FIRST and b">" in piece
    )
    return _BETWEEN.join(tag for tag in tags if b"&" in tag)


@cache
def _character(entity: bytes) -> bytes:
    return narrow(html.unescape(entity.decode()).encode("utf-8", "replace"))


# JSON, JavaScript

_BACKSLASH = re.compile(rb"\\[uxnrt]")
_ESCAPE = re.compile(
    rb"(?P<units>(?:\\u[0-9A-Fa-f]{4})+)|\\u\{(?P<point>[0-9A-Fa-f]{1,6})\}"
    rb"|\\x(?P<byte>[0-9A-Fa-f]{2})|\\(?P<other>[\x00-\x7f])"
)
_SPACES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b" ", b"f": b" ", b"v": b" "}


def _meant(match: re.Match[bytes]) -> bytes:
    if units := match["units"]:  # UTF-16, so that two may be one character
        return narrow(str(json.loads(b'"' + units + b'"')).encode("utf-8", "replace"))
    if code := match["point"] or match["byte"]:
        number = int(code, 16)
        return narrow(chr(number).encode("utf-8", "replace")) if number < 0x110000 else b""
    return _SPACES.get(match["other"], match["other"])


# URLs

_PERCENT = re.compile(rb"(?:%[0-9A-Fa-f]{2}[A-Za-z0-9\-_.~!*()+/]{0,32})+")
_BEFORE_PERCENT = re.compile(rb"[A-Za-z0-9\-_.~]*\Z")


def _without_percents(text: bytes) -> Iterator[bytes]:
    """Only what is encoded and what stands right beside it."""
    at = text.find(b"%")
    while at >= 0:
        match, end = _PERCENT.match(text, at), at + 1
        if match:
            before = _BEFORE_PERCENT.search(text[max(0, at - 32) : at])
            encoded = (before.group() if before else b"") + match.group()
            yield narrow(unquote_to_bytes(encoded.replace(b"+", b" ")))
            end = match.end()
        at = text.find(b"%", end)
