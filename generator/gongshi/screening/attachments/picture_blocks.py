"""What stands beside the pixels in a picture file: its blocks, found by walking the file.

The pixels are stepped over, never decoded. What follows the end of the picture is a block too: old
parts of a cropped screenshot, the film of a “moving photo”, a second file.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gongshi.screening.attachments.piece import broken, too_large

_PADDING = b"\x00\r\n \t"
_MOST_BLOCKS = 100_000
_LONGEST_TEXT = 10_000_000  # a compressed PNG text, unpacked
_RAW = "Raw profile type "  # a PNG text that holds another block
_XMP = b"http://ns.adobe.com/xap/1.0/\x00"
_XMP_MORE = b"http://ns.adobe.com/xmp/extension/\x00"
_XMP_MORE_HEAD = 40  # GUID, length and offset before each part


class Sort(StrEnum):
    EXIF = "EXIF"
    XMP = "XMP"
    IPTC = "IPTC"
    TEXT = "注释"
    THUMBNAIL = "缩略图"
    OTHER = "附加数据"
    AFTER = "图片结束以后的内容"


@dataclass(frozen=True)
class Block:
    sort: Sort
    content: bytes
    keyword: str = ""


def blocks(content: bytes) -> Iterator[Block]:
    """Raises Refused if the file breaks off or is not built as its kind is."""
    walk = next(walk for magic, walk in _WALKS if content.startswith(magic))
    try:
        for number, block in enumerate(walk(content)):
            if number > _MOST_BLOCKS:
                raise too_large("图片里的数据块太多")
            yield block
    except (IndexError, ValueError) as error:
        raise broken("图片") from error


def _after(content: bytes, end: int) -> Iterator[Block]:
    rest = content[end:].strip(_PADDING)
    if rest:
        yield Block(Sort.AFTER, rest)


# JPEG: markers FF xx; all but a few carry a length of two bytes.


def _jpeg(content: bytes) -> Iterator[Block]:
    more_xmp = b""
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError
        marker = content[at + 1]
        if marker == 0xFF:  # padding before a marker
            at += 1
            continue
        if marker == 0xD9:
            break
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:  # alone, without a length
            at += 2
            continue
        length = int.from_bytes(_slice(content, at + 2, 2), "big")
        data = _slice(content, at + 4, length - 2)
        at += 2 + length
        if marker == 0xDA:
            at = _scan_end(content, at)
        elif data.startswith(_XMP_MORE) and marker == 0xE1:
            more_xmp += data[len(_XMP_MORE) + _XMP_MORE_HEAD :]
        elif marker == 0xFE or 0xE0 <= marker <= 0xEF:
            yield _jpeg_block(marker, data)
    if more_xmp:
        yield Block(Sort.XMP, more_xmp)
    yield from _after(content, at + 2)


def _jpeg_block(marker: int, data: bytes) -> Block:
    if marker == 0xFE:
        return Block(Sort.TEXT, data)
    if marker == 0xE1 and data.startswith(b"Exif\x00"):
        return Block(Sort.EXIF, data)
    if marker == 0xE1 and data.startswith(_XMP):
        return Block(Sort.XMP, data[len(_XMP) :])
    if marker == 0xE0 and data.startswith(b"JFXX"):
        return Block(Sort.THUMBNAIL, data)
    return Block(Sort.IPTC if marker == 0xED else Sort.OTHER, data)


def _scan_end(content: bytes, at: int) -> int:
    """The next marker after compressed data: FF that is neither stuffed (00) nor a restart."""
    while True:
        at = content.index(b"\xff", at)
        following = content[at + 1]
        if following != 0x00 and not 0xD0 <= following <= 0xD7:
            return at
        at += 2


# PNG: length, type, data, checksum.


def _png(content: bytes) -> Iterator[Block]:
    at = 8
    while True:
        length = int.from_bytes(_slice(content, at, 4), "big")
        kind = _slice(content, at + 4, 4)
        data = _slice(content, at + 8, length + 4)[:length]  # a checksum of four bytes follows
        at += 12 + length
        if kind == b"IEND":
            break
        if block := _png_block(kind, data):
            yield block
    yield from _after(content, at)


def _png_block(kind: bytes, data: bytes) -> Block | None:
    if kind in {b"tEXt", b"zTXt", b"iTXt"}:
        return _png_text(kind, data)
    if kind == b"eXIf":
        return Block(Sort.EXIF, data)
    drawn = {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"fdAT",
        b"fcTL",
        b"acTL",
        b"tRNS",
        b"pHYs",
        b"gAMA",
        b"cHRM",
    }
    return None if kind in drawn else Block(Sort.OTHER, data)


def _png_text(kind: bytes, data: bytes) -> Block:
    """Keyword, zero byte, text; zTXt has a method byte before it, iTXt two bytes and two names."""
    keyword, _, rest = data.partition(b"\x00")
    if kind == b"zTXt":
        rest = _inflate(rest[1:])
    elif kind == b"iTXt":
        packed = rest[0] == 1
        names, rest = rest[2:].split(b"\x00", 2)[:2], rest[2:].split(b"\x00", 2)[2]
        rest = b"\n".join(names).strip() + b"\n" + _inflate(rest) if packed else rest
    name = keyword.decode("latin-1")
    if name.startswith(_RAW):
        return _raw_profile(name.removeprefix(_RAW), rest)
    sort = Sort.XMP if name == "XML:com.adobe.xmp" else Sort.TEXT
    return Block(sort, rest, name)


def _raw_profile(name: str, text: bytes) -> Block:
    """What ImageMagick and ExifTool put into a text: a name, a length, hexadecimal digits."""
    data = bytes.fromhex(b"".join(text.split()[2:]).decode("ascii"))
    if data.startswith(_XMP):
        return Block(Sort.XMP, data[len(_XMP) :])
    sorts = {"exif": Sort.EXIF, "APP1": Sort.EXIF, "iptc": Sort.IPTC, "8bim": Sort.IPTC}
    return Block(sorts.get(name, Sort.XMP if name == "xmp" else Sort.OTHER), data)


def _inflate(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(data, _LONGEST_TEXT)
    except zlib.error as error:
        raise ValueError from error
    if unpacker.unconsumed_tail:
        raise too_large("图片里的文字展开以后太大")
    return text


# GIF: blocks of sub-blocks, each with its length in one byte.


def _gif(content: bytes) -> Iterator[Block]:
    at = 13 + _gif_colours(content[10])
    while True:
        introducer = content[at]
        if introducer == 0x3B:
            break
        if introducer == 0x2C:
            at += 10 + _gif_colours(content[at + 9]) + 1
            _, at = _sub_blocks(content, at)
        elif introducer == 0x21:
            label, start = content[at + 1], at + 2
            data, at = _sub_blocks(content, start)
            if label == 0xFE:
                yield Block(Sort.TEXT, data)
            elif label == 0xFF and data.startswith(b"XMP DataXMP"):
                # Not cut into sub-blocks; a trailer that counts down leads back into step.
                yield Block(Sort.XMP, content[start + 12 : at].partition(b"\x01\xff\xfe")[0])
            elif label != 0xF9:
                yield Block(Sort.OTHER, data)
        else:
            raise ValueError
    yield from _after(content, at + 1)


def _gif_colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _sub_blocks(content: bytes, at: int) -> tuple[bytes, int]:
    parts = []
    while size := content[at]:
        parts.append(_slice(content, at, size + 1)[1:])
        at += size + 1
    return b"".join(parts), at + 1


# WebP: RIFF chunks, padded to even lengths.


def _webp(content: bytes) -> Iterator[Block]:
    end = 8 + int.from_bytes(content[4:8], "little")
    _slice(content, 0, end)
    at = 12
    while at < end:
        kind = _slice(content, at, 4)
        length = int.from_bytes(_slice(content, at + 4, 4), "little")
        data = _slice(content, at + 8, length)
        at += 8 + length + length % 2
        if kind == b"EXIF":
            yield Block(Sort.EXIF, data)
        elif kind == b"XMP ":
            yield Block(Sort.XMP, data)
        elif kind not in {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}:
            yield Block(Sort.OTHER, data)
    yield from _after(content, end)


def _slice(content: bytes, at: int, length: int) -> bytes:
    data = content[at : at + length]
    if length < 0 or len(data) < length:
        raise ValueError
    return data


_WALKS = (
    (b"\xff\xd8\xff", _jpeg),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"GIF8", _gif),
    (b"RIFF", _webp),
)
