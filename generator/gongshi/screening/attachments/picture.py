"""PNG, JPEG, WebP and GIF: what they say of themselves. Pixels wait for a human (`checks`)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from PIL import ExifTags, Image

from gongshi.screening.attachments.binary import guess, strings
from gongshi.screening.attachments.markup import distinct, read_markup
from gongshi.screening.attachments.picture_blocks import Block, Sort, blocks
from gongshi.screening.attachments.piece import (
    STRIP_PICTURE,
    Code,
    Item,
    Piece,
    Refused,
    Remark,
    broken,
)

_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"RIFF")
# Artist, XPAuthor; CameraOwnerName, Photographer, ImageEditor.
_AUTHOR_TAGS = frozenset({0x013B, 0x9C9D, 0xA430, 0xA437, 0xA438})
# Latitude and longitude of the camera and of what it looks at, processing method, area.
_WHERE_TAGS = frozenset({2, 4, 20, 22, 27, 28})
_GPS_NAMES = frozenset({"GPSLatitude", "GPSLongitude", "GPSDestLatitude", "GPSDestLongitude"})
_AUTHOR_KEYWORDS = frozenset({"author", "artist", "creator"})
_IRB_THUMBNAILS = (b"8BIM\x04\x09", b"8BIM\x04\x0c")  # Photoshop's
_IPTC_AUTHORS = (b"\x1c\x02\x50", b"\x1c\x02\x7a")  # record 2: By-line, Writer/Editor


def extract(content: bytes) -> Iterator[Item]:
    """Raises Refused."""
    if not content.startswith(_MAGIC):
        raise broken("图片")
    for block in blocks(content):
        yield from _items(block)
    yield Remark(
        Code.UNSEEN, "", "含有图片，机器看不见画面里的文字和人脸", "请人核对", blocks=False
    )


def within(place: str, item: Item) -> Item:
    """An item of a picture that is part of another file."""
    return replace(item, place=f"{place}{item.place}")


def _items(block: Block) -> Iterator[Item]:
    if block.sort is Sort.EXIF:
        yield from _exif(block.content)
    elif block.sort is Sort.XMP:
        yield from xmp(block.content)
    elif block.sort is Sort.IPTC:
        yield from _iptc(block.content)
    elif block.sort is Sort.TEXT:
        text = guess(block.content)
        yield Piece(Sort.TEXT, f"{block.keyword}\n{text}", author=False)
        yield Piece(Sort.TEXT, strings(block.content))
        if block.keyword.lower() in _AUTHOR_KEYWORDS:
            yield Piece(f"{Sort.TEXT}里的作者", text, author=True)
    elif block.sort is Sort.OTHER:
        yield Piece(Sort.OTHER, strings(block.content))
    elif block.sort is Sort.THUMBNAIL:
        yield _thumbnail()
    else:
        yield Remark(
            Code.HIDDEN,
            "",
            "在图片结束以后还藏着内容（例如动态照片的录像、截图裁掉的部分）",
            "用看图软件另存为新的 PNG 或 JPG，或重新截图",
        )


def xmp(content: bytes) -> Iterator[Item]:
    """The XML about itself that pictures and PDF files carry."""
    markup = read_markup(content.strip(b"\x00\r\n\t "), "XMP 信息")
    for text in distinct(markup.texts):
        yield Piece("XMP 信息", text)
    for author in distinct(markup.authors):
        yield Piece("XMP 信息里的作者", author, author=True)
    if not _GPS_NAMES.isdisjoint(markup.names):
        yield _place_of_shot("XMP 信息")
    if "Thumbnails" in markup.names:
        yield _thumbnail()


def _exif(content: bytes) -> Iterator[Item]:
    yield Piece("EXIF", strings(content))
    try:
        exif = Image.Exif()
        exif.load(content)
        directories = [dict(exif), *(dict(exif.get_ifd(ifd)) for ifd in ExifTags.IFD)]
        where = exif.get_ifd(ExifTags.IFD.GPSInfo)
        thumbnail = exif.get_ifd(ExifTags.IFD.IFD1)
    except (SyntaxError, ValueError, KeyError, TypeError, struct.error, OSError) as error:
        raise Refused(Code.UNREADABLE, "EXIF 信息损坏，读不出内容", STRIP_PICTURE) from error
    for directory in directories:
        for tag, value in directory.items():
            text = _text(tag, value)
            name = ExifTags.TAGS.get(tag, f"0x{tag:04X}")
            if text.strip():
                yield Piece(f"EXIF {name} ", text, author=tag in _AUTHOR_TAGS)
    if not _WHERE_TAGS.isdisjoint(where):
        yield _place_of_shot("EXIF")
    if thumbnail:
        yield _thumbnail()


def _text(tag: int, value: object) -> str:
    """Pillow reads ASCII fields as Latin-1, whatever a camera put there."""
    if isinstance(value, str):
        return guess(value.encode("latin-1", "replace"))
    if isinstance(value, bytes):
        if 0x9C9B <= tag <= 0x9C9F:  # what Windows writes: UTF-16
            return value.decode("utf-16-le", "replace").rstrip("\x00")
        head = value[:8]
        if head.startswith(b"UNICODE"):
            return "\n".join(
                value[8:].decode(code, "replace") for code in ("utf-16-le", "utf-16-be")
            )
        return guess(value[8:] if head.startswith((b"ASCII", b"JIS")) else value)
    return ""


def _iptc(content: bytes) -> Iterator[Item]:
    yield Piece("IPTC", strings(content))
    for tag in _IPTC_AUTHORS:
        at = content.find(tag)
        if at >= 0:
            length = int.from_bytes(content[at + 3 : at + 5], "big")
            yield Piece("IPTC 里的作者", guess(content[at + 5 : at + 5 + length]), author=True)
    if any(resource in content for resource in _IRB_THUMBNAILS):
        yield _thumbnail()


def _place_of_shot(where: str) -> Remark:
    return Remark(Code.METADATA, f"{where}里", "写着拍摄地点（GPS 坐标）", STRIP_PICTURE)


def _thumbnail() -> Remark:
    return Remark(Code.HIDDEN, "", "带着缩略图，它可能是裁剪、打码以前的画面", STRIP_PICTURE)
