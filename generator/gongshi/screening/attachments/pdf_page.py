"""One page of a PDF file: its text, or why it has none."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from typing import Self, cast

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    EncodedStreamObject,
    StreamObject,
)

from gongshi.screening.attachments.binary import guess
from gongshi.screening.attachments.piece import EXPORT_AGAIN, Code, Item, Piece, Remark

_FEW = 50  # characters: a scan with a stamp of its page number on it
_MOST_OF_A_PAGE = 0.5
_GIBBERISH = 0.2
_DEEPEST = 10
_HINT = f"{EXPORT_AGAIN}；只有纸质件时，先识别成文字（OCR）并核对"
_PAINT = frozenset(
    [b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"INLINE IMAGE", b"EI"]
)
_SHOW = frozenset([b"Tj", b"TJ", b"'", b'"'])
Matrix = tuple[float, float, float, float]  # without the shift: only areas are asked for
_ONE: Matrix = (1.0, 0.0, 0.0, 1.0)


class _Skipped(logging.Handler):
    """Hears whether pypdf left out part of a page: it goes on without a word to its caller."""

    _MESSAGES = (
        "Impossible to decode XFormObject",
        "Exceeded %(limit)d form XObject",
        "Page resources are not",
        "Page contents are not",
        "Font resources are not",
        "Resources are not",
        "XObject resources are not",
        "Advanced encoding",
    )

    def __init__(self) -> None:
        super().__init__()
        self.anything = False

    def emit(self, record: logging.LogRecord) -> None:
        self.anything |= str(record.msg).startswith(self._MESSAGES)

    def __enter__(self) -> Self:
        logging.getLogger("pypdf").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("pypdf").removeHandler(self)


def page_items(page: PageObject, reader: PdfReader, place: str) -> Iterator[Item]:
    with _Skipped() as skipped:
        yield from _page_items(page, reader, place)
    if skipped.anything:
        yield Remark(Code.SCAN, place, "有一部分机器读不了", _HINT)


def _page_items(page: PageObject, reader: PdfReader, place: str) -> Iterator[Item]:
    replacements: list[str] = []

    def before(operator: bytes, operands: list[object], _cm: object, _tm: object) -> None:
        if operator in {b"BDC", b"DP"} and len(operands) > 1:
            replacements.extend(_replacements(operands[1]))

    text = page.extract_text(visitor_operand_before=before)
    yield Piece(place, text, laid_out=True)
    for hidden in dict.fromkeys(replacements):
        yield Piece(f"{place}的替换文字", hidden)
    for appearance in _appearances(page):
        shown = page.extract_xform_text(cast("EncodedStreamObject", appearance))
        yield Piece(f"{place}的批注或印章", shown, laid_out=True)
    length = sum(not character.isspace() for character in text)
    if length < _FEW:
        share, painted = _drawn(page, reader)
        if painted and not length:
            yield Remark(Code.SCAN, place, "没有文字，是扫描件或图片，机器读不了", _HINT)
        elif share >= _MOST_OF_A_PAGE:
            yield Remark(Code.SCAN, place, "几乎是一整幅图片，像是扫描件，机器读不了", _HINT)
    if _strange(text) > _GIBBERISH * length:
        yield Remark(Code.SCAN, place, "的文字读出来是乱码", _HINT)


def _replacements(properties: object) -> Iterator[str]:
    if isinstance(properties, DictionaryObject):
        for key in ("/ActualText", "/Alt", "/E", "/Contents"):
            value = properties.get(key)
            if isinstance(value, bytes):  # in a content stream pypdf leaves strings as they are
                yield guess(value)
            elif isinstance(value, str):
                yield str(value)


def _appearances(page: PageObject) -> Iterator[StreamObject]:
    """What annotations and form fields show: drawn by the viewer, not by the page."""
    annotations = page.get("/Annots")
    annotations = annotations.get_object() if annotations is not None else None
    for reference in annotations if isinstance(annotations, ArrayObject) else []:
        annotation = reference.get_object()
        if isinstance(annotation, DictionaryObject):
            yield from _forms(annotation.get("/AP"), 0)


def _forms(value: object, depth: int) -> Iterator[StreamObject]:
    value = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(value, StreamObject):
        yield value
    elif isinstance(value, DictionaryObject) and depth < _DEEPEST:
        for member in value.values():
            yield from _forms(member, depth + 1)


def _strange(text: str) -> int:
    return sum(
        character == "\ufffd" or unicodedata.category(character) in {"Cc", "Cn", "Co"}
        for character in text
        if character not in "\t\n\r\f"
    )


def _drawn(page: PageObject, reader: PdfReader) -> tuple[float, bool]:
    """The share of the page that pictures cover, and whether anything is painted at all."""
    contents = page.get_contents()
    if contents is None:
        return 0.0, False
    area = abs(float(page.mediabox.width) * float(page.mediabox.height)) or 1.0
    canvas = _Canvas(reader)
    canvas.draw(contents, page.get("/Resources"), _ONE, 0)
    return canvas.covered / area, canvas.painted


class _Canvas:
    def __init__(self, reader: PdfReader) -> None:
        self.covered = 0.0
        self.painted = False
        self._reader = reader
        self._left = 5000  # forms in forms in forms

    def draw(self, content: ContentStream, resources: object, matrix: Matrix, depth: int) -> None:
        objects = _below(resources, "/XObject")
        saved: list[Matrix] = []
        for operands, operator in content.operations:
            if operator == b"q":
                saved.append(matrix)
            elif operator == b"Q" and saved:
                matrix = saved.pop()
            elif operator == b"cm":
                matrix = _times(operands, matrix)
            elif operator == b"Do" and isinstance(objects, DictionaryObject) and operands:
                self._draw_object(objects.get(operands[0]), resources, matrix, depth)
            else:
                self.painted |= operator in _PAINT or operator in _SHOW

    def _draw_object(self, value: object, resources: object, matrix: Matrix, depth: int) -> None:
        value = value.get_object() if hasattr(value, "get_object") else value
        self._left -= 1
        if not isinstance(value, StreamObject) or depth > _DEEPEST or self._left < 0:
            self.painted = True
        elif value.get("/Subtype") == "/Image":
            self.painted = True
            self.covered += abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
        else:
            inner = value.get("/Matrix")
            inner = inner.get_object() if inner is not None else None
            matrix = _times(inner, matrix) if isinstance(inner, ArrayObject) else matrix
            own = value.get("/Resources", resources)
            self.draw(ContentStream(value, self._reader), own, matrix, depth + 1)


def _below(resources: object, key: str) -> object:
    resources = resources.get_object() if hasattr(resources, "get_object") else resources
    value = resources.get(key) if isinstance(resources, DictionaryObject) else None
    return value.get_object() if value is not None else None


def _times(operands: object, matrix: Matrix) -> Matrix:
    """`operands` applied first."""
    a, b, c, d = (float(number) for number in list(operands)[:4])  # type: ignore[call-overload]
    e, f, g, h = matrix
    return (a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h)
