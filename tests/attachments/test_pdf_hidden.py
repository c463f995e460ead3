"""What the reader of a PDF file does not see."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from attachments import made
from attachments.made import ID_NUMBER, dictionary, latin, name, remarks, texts

CLEAN = latin("A clean page that says something of more than fifty characters in all.")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (dictionary(S=name("JavaScript"), JS=TextStringObject("app.alert(1)")), "里有脚本"),
        (dictionary(S=name("Launch"), F=TextStringObject("cmd.exe")), "会启动程序"),
        (dictionary(Type=name("Filespec"), EF=dictionary()), "里嵌着别的文件"),
        (dictionary(XFA=TextStringObject("x")), "里有动态表单（XFA）"),
        (dictionary(Type=name("Annot"), Subtype=name("Movie")), "里有音视频"),
        (dictionary(OFF=ArrayObject([NumberObject(1)])), "里有不显示的图层"),
        (dictionary(BaseState=name("OFF")), "里有不显示的图层"),
    ],
)
def test_hidden_content_is_refused(entry: DictionaryObject, message: str) -> None:
    writer = made.pdf_writer(CLEAN)
    writer._root_object[NameObject("/X")] = writer._add_object(entry)
    assert ("attachment-hidden", message) in remarks("a.pdf", made.written(writer))


def test_attached_file_is_refused() -> None:
    writer = made.pdf_writer(CLEAN)
    writer.add_attachment("inner.txt", b"text")
    assert ("attachment-hidden", "里嵌着别的文件") in remarks("a.pdf", made.written(writer))


def test_layers_that_are_shown_pass() -> None:
    writer = made.pdf_writer(CLEAN)
    shown = dictionary(OCGs=ArrayObject(), D=dictionary(ON=ArrayObject(), OFF=ArrayObject()))
    writer._root_object[NameObject("/OCProperties")] = shown
    assert remarks("a.pdf", made.written(writer)) == []


def test_what_a_camera_left_in_a_picture_of_the_file() -> None:
    shot = made.picture("JPEG", exif=made.exif({0x010E: "甲"}, made.GPS))
    writer = made.pdf_writer(CLEAN)
    writer._root_object[NameObject("/X")] = writer._add_object(made.image_object(shot))
    found = remarks("a.pdf", made.written(writer))
    assert ("attachment-metadata", "里面的图片EXIF里写着拍摄地点（GPS 坐标）") in found


def test_version_before_the_last_change_is_read_too() -> None:
    """“Save” appends; what was deleted on the page is still in the file."""
    first = made.pdf(latin(f"number {ID_NUMBER} in the first version of this page, deleted later"))
    writer = PdfWriter(io.BytesIO(first), incremental=True)
    contents = writer.pages[0]["/Contents"].get_object()
    contents.set_data(
        latin("a harmless page, saved over the old one, with as many words as before")
    )
    second = io.BytesIO()
    writer.write(second)
    content = second.getvalue()
    assert content.startswith(first)
    assert ID_NUMBER not in PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert ID_NUMBER in texts("a.pdf", content)["修改前的第 1 版第 1 页"]


def test_what_follows_the_end_is_refused() -> None:
    content = made.pdf(CLEAN)
    assert remarks("a.pdf", content + b"\r\n\x00") == []
    assert remarks("a.pdf", content + b"more") == [
        ("attachment-hidden", "在文件结束以后还附着内容")
    ]


@pytest.mark.parametrize("password", ["", "secret"])
def test_locked_file_is_refused(password: str) -> None:
    """Also one that opens without a password: it is encrypted all the same."""
    writer = made.pdf_writer(CLEAN)
    writer.encrypt(password, "owner", algorithm="RC4-128")
    assert remarks("a.pdf", made.written(writer)) == [
        ("attachment-unreadable", "文件加了密，读不出内容")
    ]


def test_objects_that_no_page_leads_to_are_read() -> None:
    writer = made.pdf_writer(CLEAN)
    writer._add_object(dictionary(Note=TextStringObject("忘在文件里的话")))
    assert "忘在文件里的话" in texts("a.pdf", made.written(writer))["内部文字"]


def test_objects_that_are_packed_together_are_read() -> None:
    """PDF 1.5: object 5 lies in the stream of object 4, the table of all objects in object 6."""
    note = b"<< /Note (packed words) >>"
    packed = b"5 0 " + note
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Type /ObjStm /N 1 /First 4 /Length %d >>\nstream\n%s\nendstream"
        % (len(packed), packed),
    ]
    content = b"%PDF-1.5\n"
    table = b"\x00\x00\x00\x00"
    for number, body in enumerate(objects, start=1):
        table += b"\x01" + len(content).to_bytes(2, "big") + b"\x00"
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table += b"\x02\x00\x04\x00" + b"\x01" + len(content).to_bytes(2, "big") + b"\x00"
    entries = b"/Type /XRef /W [1 2 1] /Size 7 /Root 1 0 R /Length %d" % len(table)
    start = len(content)
    content += b"6 0 obj\n<< %s >>\nstream\n%s\nendstream\nendobj\n" % (entries, table)
    content += b"startxref\n%d\n%%%%EOF\n" % start
    assert "packed words" in texts("a.pdf", content)["内部文字"]
