"""Which files may be published: by their name, and by what is really in them."""

from __future__ import annotations

import io
import zipfile

import pytest

from attachments import made
from gongshi.screening.attachments.reading import items_of

GOOD = {
    "a.pdf": made.pdf(),
    "a.png": made.picture("PNG"),
    "a.jpg": made.picture("JPEG"),
    "A.JPEG": made.picture("JPEG"),
    "a.webp": made.picture("WEBP"),
    "a.gif": made.picture("GIF"),
    "a.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0L1 1"/></svg>',
    "a.xlsx": made.workbook(),
    "a.docx": made.word(),
    "a.csv": "项目,金额\n差旅,100\n".encode(),
    "a.txt": "说明".encode(),
    "a.json": b'{"a": 1}',
}
REFUSED = [
    ("a.doc", "另存为 .docx"),
    ("a.xls", "另存为 .xlsx"),
    ("a.xlsm", "不带宏"),
    ("a.pptx", "导出 PDF"),
    ("a.ofd", "导出 PDF"),
    ("a.zip", "逐个放上来"),
    ("a.html", "Markdown"),
    ("a.exe", "可以用 PDF"),
    ("a.mp4", "可以用 PDF"),
    ("noextension", "可以用 PDF"),
    ("a.PDF.exe", "可以用 PDF"),
]


@pytest.mark.parametrize("path", GOOD)
def test_allowed_kind_of_its_own_content(path: str) -> None:
    assert made.remarks(path, GOOD[path]) == []


@pytest.mark.parametrize(("path", "remedy"), REFUSED)
def test_other_kinds_are_refused_with_a_remedy(path: str, remedy: str) -> None:
    (found,) = items_of(path, b"anything")
    assert found.code == "attachment-type"
    assert "不能公开" in found.message
    assert remedy in found.hint


@pytest.mark.parametrize(
    ("path", "content", "what"),
    [
        ("a.pdf", made.picture("JPEG"), "内容却是JPEG 图片"),
        ("a.jpg", made.pdf(), "内容却是PDF"),
        ("a.png", made.picture("JPEG"), "内容却是JPEG 图片"),
        ("a.txt", made.pdf(), "内容却是PDF"),
        ("a.txt", b"<!DOCTYPE html><p>x", "内容却是网页"),
        ("a.svg", b"<html><svg></svg></html>", "内容却是网页"),
        ("a.svg", b"just text", "内容却是文本"),
        ("a.csv", made.workbook(), "内容却是压缩包"),
        ("a.pdf", b"MZ\x90\x00", "内容却是程序"),
        ("a.txt", b"\x00\x01\x02", "内容却是别的东西"),
        ("a.xlsx", made.word(), "内容不是 .xlsx"),
        ("a.docx", made.workbook(), "内容不是 .docx"),
        ("a.docx", made.zipped({"a.txt": "x"}), "内容不是 .docx"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "加了密码，或其实是旧版"),
    ],
)
def test_name_that_lies_is_refused(path: str, content: bytes, what: str) -> None:
    ((code, message),) = made.remarks(path, content)
    assert code == "attachment-type"
    assert what in message


def test_plain_zip_in_office_clothes_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "x")
    assert made.remarks("a.docx", target.getvalue())[0][0] == "attachment-type"


def test_empty_file() -> None:
    assert made.remarks("a.pdf", b"") == [("attachment-unreadable", "文件是空的")]
