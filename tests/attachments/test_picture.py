from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from attachments import made
from attachments.made import GPS, ID_NUMBER, exif, picture, remarks, texts

FORMATS = [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")]
WHERE = "写着拍摄地点（GPS 坐标）"


@pytest.mark.parametrize(("kind", "path"), [*FORMATS, ("GIF", "a.gif")])
def test_clean_picture(kind: str, path: str) -> None:
    assert remarks(path, picture(kind)) == []


@pytest.mark.parametrize(("kind", "path"), FORMATS)
def test_exif_texts_artist_and_place(kind: str, path: str) -> None:
    shot = picture(kind, exif=exif({0x010E: ID_NUMBER, 0x013B: "Zhang San"}, GPS))
    assert ID_NUMBER in texts(path, shot)["EXIF ImageDescription "]
    assert made.authors(path, shot) == ["Zhang San"]
    assert remarks(path, shot) == [("attachment-metadata", f"EXIF里{WHERE}")]


def test_exif_without_a_place_passes() -> None:
    shot = picture("JPEG", exif=exif({0x0110: "Camera"}, {0: b"\x02\x03\x00\x00"}))
    assert remarks("a.jpg", shot) == []


def test_exif_texts_in_the_encodings_that_programs_write() -> None:
    tags = {0x9C9D: "张三".encode("utf-16-le"), 0x9286: b"UNICODE\x00" + "备注".encode("utf-16-le")}
    shot = picture("JPEG", exif=exif(tags))
    assert made.authors("a.jpg", shot) == ["张三"]
    assert "备注" in "".join(texts("a.jpg", shot).values())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_artist_in_utf8_or_gbk(encoding: str) -> None:
    name = "张三丰".encode(encoding)
    entry = struct.pack("<HHII", 0x013B, 2, len(name) + 1, 26)
    body = b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 1) + entry + bytes(4) + name + b"\x00"
    assert made.authors("a.jpg", picture("JPEG", exif=b"Exif\x00\x00" + body)) == ["张三丰"]


@pytest.mark.parametrize(("kind", "path"), FORMATS)
def test_xmp_texts_creator_and_place(kind: str, path: str) -> None:
    packet = made.xmp(made.creator("李四"), f'dc:title="{ID_NUMBER}" exif:GPSLatitude="24,54N"')
    if kind == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_itxt("XML:com.adobe.xmp", packet.decode())
        shot = picture("PNG", pnginfo=notes)
    else:
        shot = picture(kind, xmp=packet)
    assert ID_NUMBER in texts(path, shot)["XMP 信息"]
    assert made.authors(path, shot) == ["李四"]
    assert remarks(path, shot) == [("attachment-metadata", f"XMP 信息里{WHERE}")]


def test_gif_xmp_and_comment() -> None:
    plain = picture("GIF", comment=ID_NUMBER.encode())
    assert ID_NUMBER in texts("a.gif", plain)["注释"]
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    block = b"\x21\xff\x0bXMP DataXMP" + made.xmp(made.creator("李四")) + trailer
    with_xmp = plain[:-1] + block + b"\x3b"
    Image.open(io.BytesIO(with_xmp)).verify()
    assert made.authors("a.gif", with_xmp) == ["李四"]


def test_jpeg_comment_and_iptc() -> None:
    commented = picture("JPEG", comment=f"拍摄 {ID_NUMBER}".encode())
    assert ID_NUMBER in texts("a.jpg", commented)["注释"]
    record = b"\x1c\x02\x50" + (6).to_bytes(2, "big") + "张三".encode()
    block = b"8BIM\x04\x04\x00\x00" + len(record).to_bytes(4, "big") + record
    segment = b"Photoshop 3.0\x00" + block
    marker = b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment
    shot = picture("JPEG")
    assert made.authors("a.jpg", shot[:2] + marker + shot[2:]) == ["张三"]


def test_thumbnail_of_photoshop_is_refused() -> None:
    segment = b"Photoshop 3.0\x008BIM\x04\x0c\x00\x00" + bytes(40)
    marker = b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment
    shot = picture("JPEG")
    ((code, message),) = remarks("a.jpg", shot[:2] + marker + shot[2:])
    assert code == "attachment-hidden"
    assert "缩略图" in message


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("international", [False, True])
def test_png_text_chunks(packed: bool, international: bool) -> None:
    notes = PngImagePlugin.PngInfo()
    add = notes.add_itxt if international else notes.add_text
    add("Author", f"张三 {ID_NUMBER}" if international else f"Zhang {ID_NUMBER}", zip=packed)
    shot = picture("PNG", pnginfo=notes)
    assert ID_NUMBER in texts("a.png", shot)["注释"]
    assert len(made.authors("a.png", shot)) == 1


def test_png_profiles_in_hexadecimal() -> None:
    record = b"\x1c\x02\x50" + (6).to_bytes(2, "big") + "张三".encode()
    for profile, data, author in (
        ("iptc", record, "张三"),
        ("xmp", made.xmp(made.creator("李四")), "李四"),
    ):
        notes = PngImagePlugin.PngInfo()
        text = f"\n{profile}\n{len(data):8}\n{data.hex()}\n"
        notes.add_text(f"Raw profile type {profile}", text, zip=True)
        assert made.authors("a.png", picture("PNG", pnginfo=notes)) == [author]


def test_numbers_in_blocks_that_nobody_knows() -> None:
    shot = picture("JPEG")
    segment = b"MAKER\x00\xff\x01" + ID_NUMBER.encode("utf-16-le")
    marker = b"\xff\xe5" + (len(segment) + 2).to_bytes(2, "big") + segment
    assert ID_NUMBER in texts("a.jpg", shot[:2] + marker + shot[2:])["附加数据"]


@pytest.mark.parametrize(("kind", "path"), [*FORMATS, ("GIF", "a.gif")])
def test_what_follows_the_end_is_refused(kind: str, path: str) -> None:
    """A film after a “moving photo”, the cut-off part of a screenshot, another file."""
    shot = picture(kind)
    assert remarks(path, shot + b"\x00\x00\r\n") == []
    ((code, message),) = remarks(path, shot + b"\x00\x00\x00\x18ftypmp42")
    assert code == "attachment-hidden"
    assert "结束以后还藏着内容" in message


def test_thumbnail_is_refused() -> None:
    """It may show what was cropped or blurred."""
    data = b"Exif\x00\x00" + _with_thumbnail(picture("JPEG"))
    ((code, message),) = remarks("a.jpg", picture("JPEG", exif=data))
    assert code == "attachment-hidden"
    assert "缩略图" in message


def _with_thumbnail(thumbnail: bytes) -> bytes:
    """A first directory without entries, a second one that points at a JPEG."""
    entries = struct.pack("<HHII", 0x0201, 4, 1, 44) + struct.pack(
        "<HHII", 0x0202, 4, 1, len(thumbnail)
    )
    first = struct.pack("<H", 0) + struct.pack("<I", 14)
    second = struct.pack("<H", 2) + entries + struct.pack("<I", 0)
    return b"II*\x00\x08\x00\x00\x00" + first + second + thumbnail


@pytest.mark.parametrize(("kind", "path"), [*FORMATS, ("GIF", "a.gif")])
def test_picture_that_breaks_off_is_refused(kind: str, path: str) -> None:
    shot = picture(kind)
    for cut in (len(shot) - 4, len(shot) // 2, 14):
        ((code, message),) = remarks(path, shot[:cut])
        assert (code, message) == ("attachment-unreadable", "图片损坏，读不出内容")


def test_corrupt_exif_is_refused() -> None:
    shot = picture("JPEG", exif=b"Exif\x00\x00nonsense")
    assert remarks("a.jpg", shot)[0][0] == "attachment-unreadable"


def test_picture_that_would_be_huge_is_not_unpacked() -> None:
    """A few bytes that promise 60000 × 60000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 6, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(bytes(1000)))
    bomb = b"\x89PNG\r\n\x1a\n" + head + data + chunk(b"IEND", b"")
    assert remarks("a.png", bomb) == []


def test_png_text_that_would_be_huge_is_refused() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(50_000_000)))
    assert remarks("a.png", picture("PNG", pnginfo=notes)) == [
        ("attachment-unreadable", "图片里的文字展开以后太大")
    ]


def test_pixels_want_a_human_look() -> None:
    last = made.items("a.png", picture("PNG"))[-1]
    assert getattr(last, "code", None) == "attachment-unseen"
