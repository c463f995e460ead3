"""Files that try to hurt: an answer comes, it is a finding, and it comes in time."""

from __future__ import annotations

import io
import random
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from pypdf.generic import NameObject

from attachments import made
from attachments.made import remarks
from gongshi.screening.attachments import reading, worker
from gongshi.screening.attachments.kinds import Kind
from gongshi.screening.attachments.piece import Remark
from gongshi.screening.attachments.reading import items_of

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPE = f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _last(path: str, content: bytes, seconds: float = 60) -> Remark:
    last = items_of(path, content, seconds)[-1]
    assert isinstance(last, Remark)
    assert last.blocks
    return last


@pytest.mark.parametrize("doctype", [DOCTYPE, OUTSIDE])
@pytest.mark.parametrize("path", ["a.svg", "a.docx", "a.xlsx"])
def test_entities_are_not_expanded(doctype: str, path: str) -> None:
    text = f"{doctype}<svg>&a11;&a;</svg>"
    content = {
        "a.svg": text.encode(),
        "a.docx": made.word(customXml__item1_xml=text),
        "a.xlsx": made.with_part(made.workbook(), "xl/worksheets/sheet2.xml", text),
    }[path]
    assert "实体" in _last(path, content).message


@pytest.mark.parametrize("path", ["a.svg", "a.docx"])
def test_deep_nesting_is_refused(path: str) -> None:
    deep = "<svg>" * 100_000 + "</svg>" * 100_000
    content = deep.encode() if path == "a.svg" else made.word(customXml__item1_xml=deep)
    assert _last(path, content).code == "attachment-unreadable"


def test_deep_pdf_is_refused() -> None:
    writer = made.pdf_writer(b"")
    content = made.written(writer)
    deep = b"[" * 50_000 + b"]" * 50_000
    content = content.replace(b"/Type /Catalog", b"/Type /Catalog /X " + deep)
    assert _last("a.pdf", content).code == "attachment-unreadable"


def test_zip_bomb_is_refused_unopened() -> None:
    big = b"\x00" * 310_000_000
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", big)
    started = time.monotonic()
    assert _last("a.docx", target.getvalue()).message == "文件展开以后太大"
    assert time.monotonic() - started < 10


def test_zip_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(made.word("x" * 100_000))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (50).to_bytes(4, "little")
    assert _last("a.docx", bytes(content)).code == "attachment-unreadable"


def test_too_many_members_are_refused() -> None:
    many = {f"customXml/item{n}.xml": "<x/>" for n in range(5000)}
    assert _last("a.docx", made.zipped(many)).message == "文件展开以后太大"


def test_members_twice_locked_or_oddly_packed_are_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "<b/>")
    assert _last("a.docx", target.getvalue()).code == "attachment-unreadable"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert _last("a.docx", target.getvalue()).code == "attachment-unreadable"
    locked = bytearray(made.word())
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert _last("a.docx", bytes(locked)).message == "文件加了密码"


def test_something_around_the_zip_is_refused() -> None:
    target = io.BytesIO(made.word())
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"a remark at the end"
    assert _last("a.docx", target.getvalue()).code == "attachment-hidden"
    assert _last("a.docx", b"PK\x03\x04" + b"x" * 100 + made.word()).code == "attachment-hidden"


def test_pdf_stream_that_unpacks_without_end_is_refused() -> None:
    writer = made.pdf_writer(b"")
    bomb = made.stream(zlib.compress(b"0 0 m " * 30_000_000, 1), Filter=NameObject("/FlateDecode"))
    writer.pages[0][NameObject("/Contents")] = writer._add_object(bomb)
    started = time.monotonic()
    assert _last("a.pdf", made.written(writer)).blocks
    assert time.monotonic() - started < 65


def test_slow_file_is_stopped() -> None:
    """Longer than the bound: the process is killed, the build goes on to say so."""
    content = made.pdf(*[made.latin("x" * 2000) for _ in range(400)])
    started = time.monotonic()
    last = _last("a.pdf", content, seconds=0.2)
    assert last.code == "attachment-unreadable"
    assert "还没有读完" in last.message
    assert time.monotonic() - started < 5


def test_large_file_is_refused_unread() -> None:
    assert "大于 64 MB" in _last("a.pdf", b"%PDF-" + bytes(64_000_001)).message


def test_more_text_than_anybody_reads_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_MOST_TEXT", 10)
    found = list(worker.read(Kind.TXT, b"x" * 20))
    assert found[-1]["message"] == "文字太多"


def test_fault_of_a_parser_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_kind: Kind, _content: bytes) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(worker, "extract", fail)
    assert list(worker.read(Kind.PDF, b""))[-1]["code"] == "attachment-unreadable"


def test_worker_that_dies_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading.sys, "executable", "/bin/false")
    assert _last("b.txt", b"text that no other test reads").code == "attachment-unreadable"


def test_project_folder_is_no_place_to_import_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert not [i for i in items_of("c.txt", b"another text") if isinstance(i, Remark)]


SOUND = {
    "a.pdf": made.pdf(made.latin("words " * 20)),
    "a.jpg": made.picture("JPEG", exif=made.exif({0x010E: "x"}, made.GPS), xmp=made.xmp()),
    "a.png": made.picture("PNG"),
    "a.webp": made.picture("WEBP", xmp=made.xmp()),
    "a.gif": made.picture("GIF", comment=b"x"),
    "a.xlsx": made.workbook(),
    "a.docx": made.word(),
    "a.svg": b"<svg><text>words</text></svg>",
    "a.json": b'{"a": [1, "b"]}',
}


@pytest.mark.parametrize("path", SOUND)
def test_damaged_files_get_an_answer(path: str) -> None:
    """Bytes changed, cut out and doubled at random: a remark or a text, never an exception."""
    sound = SOUND[path]
    dice = random.Random(path)
    kind = Kind[{"jpg": "JPEG"}.get(path[2:], path[2:].upper())]
    for _ in range(150):
        content = bytearray(sound)
        for _ in range(dice.randint(1, 8)):
            at = dice.randrange(len(content))
            content[at : at + dice.choice([0, 1, 1, 9])] = bytes(
                dice.choices(range(256), k=dice.choice([0, 1, 1, 5]))
            )
            content = content or bytearray(b"x")
        for item in worker.read(kind, bytes(content)):
            assert "text" in item or item["message"]


def test_corrupt_file_says_what_to_do() -> None:
    ((code, message),) = remarks("a.docx", made.word()[:200])
    assert (code, message) == ("attachment-unreadable", "文件损坏，读不出内容")
