"""Kind → extractor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from gongshi.screening.attachments import pdf, picture, plain, svg, word, workbook
from gongshi.screening.attachments.kinds import Kind, check_content
from gongshi.screening.attachments.piece import Item

Extractor = Callable[[bytes], Iterator[Item]]
EXTRACTORS: Mapping[Kind, Extractor] = {
    Kind.PDF: pdf.extract,
    Kind.PNG: picture.extract,
    Kind.JPEG: picture.extract,
    Kind.WEBP: picture.extract,
    Kind.GIF: picture.extract,
    Kind.SVG: svg.extract,
    Kind.XLSX: workbook.extract,
    Kind.DOCX: word.extract,
    Kind.CSV: plain.extract,
    Kind.TXT: plain.extract,
    Kind.JSON: plain.extract_json,
}


def extract(kind: Kind, content: bytes) -> Iterator[Item]:
    """Raises Refused."""
    check_content(kind, content)
    yield from EXTRACTORS[kind](content)
