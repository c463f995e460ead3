"""Files made by real libraries, and what an extractor answers to them.

All numbers are fictional: county code 359999 does not exist; the check characters are right.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

import openpyxl
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from gongshi.screening.attachments.kinds import kind_of
from gongshi.screening.attachments.piece import Item, Piece, Refused, Remark
from gongshi.screening.attachments.registry import extract

ID_NUMBER = "359999199001010017"
ID_WRONG_CHECK = "359999199001010018"
MOBILE = "13800138000"


def items(name: str, content: bytes) -> list[Item]:
    """As the worker sees them: the refusal is the last item."""
    found: list[Item] = []
    try:
        found.extend(extract(kind_of(name), content))  # what was found before a refusal counts too
    except Refused as refused:
        found.append(refused.remark)
    return found


def texts(name: str, content: bytes) -> dict[str, str]:
    """Place → its texts, one a line."""
    found: dict[str, str] = {}
    for item in items(name, content):
        if isinstance(item, Piece):
            found[item.place] = f"{found.get(item.place, '')}{item.text}\n"
    return found


def remarks(name: str, content: bytes) -> list[tuple[str, str]]:
    """Code and sentence of each objection; that a human has to look is not one."""
    return [
        (str(item.code), f"{item.place}{item.message}")
        for item in items(name, content)
        if isinstance(item, Remark) and item.code != "attachment-unseen"
    ]


def authors(name: str, content: bytes) -> list[str]:
    return [i.text for i in items(name, content) if isinstance(i, Piece) and i.author]


# Pictures


def picture(kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (16, 16), "white").save(target, kind, **options)
    return target.getvalue()


def exif(tags: dict[int, object], where: dict[int, object] | None = None) -> Image.Exif:
    result = Image.Exif()
    for tag, value in tags.items():
        result[tag] = value
    if where:
        result.get_ifd(0x8825).update(where)
    return result


GPS = {1: "N", 2: (24.0, 54.0, 1.0), 3: "E", 4: (118.0, 35.0, 1.0)}
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 rdf:about="" {attributes}>{elements}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def xmp(elements: str = "", attributes: str = "") -> bytes:
    return XMP.format(elements=elements, attributes=attributes).encode()


def creator(name: str) -> str:
    return f"<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>"


# PDF


def latin(text: str) -> bytes:
    return f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET".encode()


def han(text: str, y: int = 660) -> bytes:
    """With a font that every reader has; codes are UTF-16."""
    return f"BT /F2 12 Tf 40 {y} Td <{text.encode('utf-16-be').hex()}> Tj ET".encode()


def stream(data: bytes, **entries: object) -> DecodedStreamObject:
    result = DecodedStreamObject()
    result.set_data(data)
    for key, value in entries.items():
        result[NameObject(f"/{key}")] = value
    return result


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def dictionary(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def fonts() -> DictionaryObject:
    latin_font = dictionary(
        Type=name("Font"),
        Subtype=name("Type1"),
        BaseFont=name("Helvetica"),
        Encoding=name("WinAnsiEncoding"),
    )
    descendant = dictionary(
        Type=name("Font"), Subtype=name("CIDFontType0"), BaseFont=name("STSong-Light")
    )
    han_font = dictionary(
        Type=name("Font"),
        Subtype=name("Type0"),
        BaseFont=name("STSong-Light"),
        Encoding=name("UniGB-UTF16-H"),
        DescendantFonts=ArrayObject([descendant]),
    )
    return dictionary(F1=latin_font, F2=han_font)


def pdf_writer(*pages: bytes, objects: DictionaryObject | None = None) -> PdfWriter:
    """One page for each content stream; `objects` are what `Do` may name."""
    writer = PdfWriter()
    for content in pages:
        page = writer.add_blank_page(595, 842)
        resources = dictionary(Font=fonts())
        if objects is not None:
            resources[NameObject("/XObject")] = objects
        page[NameObject("/Resources")] = resources
        page[NameObject("/Contents")] = writer._add_object(stream(content))
    return writer


def written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def pdf(*pages: bytes, info: dict[str, str] | None = None) -> bytes:
    writer = pdf_writer(*(pages or (latin("A clean page, long enough to be more than a number."),)))
    if info:
        writer.add_metadata(info)
    return written(writer)


def image_object(jpeg: bytes) -> StreamObject:
    result = EncodedStreamObject()
    result._data = jpeg
    result.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(16),
            NameObject("/Height"): NumberObject(16),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/ColorSpace"): NameObject("/DeviceRGB"),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    return result


def annotation(page: DictionaryObject, **entries: object) -> None:
    rectangle = ArrayObject([FloatObject(x) for x in (50, 50, 100, 100)])
    made = dictionary(Type=name("Annot"), Rect=rectangle, **entries)
    page[NameObject("/Annots")] = ArrayObject([*page.get("/Annots", ()), made])


# Office


def workbook(change: Callable[[openpyxl.Workbook], None] = lambda _: None) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "收支"
    book.active["A1"] = "项目"
    book.properties.creator = "示例区财政局"
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/>{more}</Types>"""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{creator}</dc:creator>
<cp:lastModifiedBy>{editor}</cp:lastModifiedBy><dc:title>{title}</dc:title></cp:coreProperties>"""


def part(body: str, root: str = "document") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{_WORD}">{body}</w:{root}>'


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def core(creator: str = "", editor: str = "", title: str = "") -> str:
    return _CORE.format(creator=creator, editor=editor, title=title)


def word(body: str = paragraph("示例公告"), **parts: str | bytes) -> bytes:
    """`parts`: path with double underscores for slashes and single ones for dots."""
    named = {key.replace("__", "/").replace("_", "."): value for key, value in parts.items()}
    return zipped({"word/document.xml": part(f"<w:body>{body}</w:body>"), **named})


def zipped(parts: dict[str, str | bytes], types: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES.format(more=types))
        for path, content in parts.items():
            archive.writestr(path, content)
    return target.getvalue()


def with_part(content: bytes, path: str, data: str | bytes) -> bytes:
    """An Office file with one more part, or another one in the place of its own."""
    source = zipfile.ZipFile(io.BytesIO(content))
    parts = {n: source.read(n) for n in source.namelist() if n != path}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, old in [*parts.items(), (path, data)]:
            archive.writestr(member, old)
    return target.getvalue()


def changed(content: bytes, path: str, *changes: tuple[str, str]) -> bytes:
    """An Office file with some text of a part replaced; each must be there."""
    text = zipfile.ZipFile(io.BytesIO(content)).read(path).decode()
    for old, new in changes:
        assert old in text, (path, old)
        text = text.replace(old, new)
    return with_part(content, path, text)


def places(found: Iterable[str], needle: str, content: dict[str, str]) -> list[str]:
    return [place for place in found if needle in content[place]]
