from __future__ import annotations

import pytest

from attachments.made import ID_NUMBER, remarks, texts


@pytest.mark.parametrize("path", ["a.txt", "a.csv"])
def test_line_by_line(path: str) -> None:
    content = f"\ufeff项目,金额\r\n差旅,100\r\n备注,{ID_NUMBER}\r\n".encode()
    assert ID_NUMBER in texts(path, content)["第 3 行"]
    assert remarks(path, content) == []


@pytest.mark.parametrize(
    ("content", "guess"),
    [
        ("项目,金额".encode("gb18030"), "像是 GBK"),
        ("项目,金额".encode("utf-16"), "像是 UTF-16"),
        (b"\xff\xfa\xfb", ""),
    ],
)
def test_other_encodings_are_refused(content: bytes, guess: str) -> None:
    ((code, message),) = remarks("a.csv", content)
    assert code == "attachment-unreadable"
    assert message.startswith("不是 UTF-8 编码")
    assert guess in message


def test_control_characters_are_refused() -> None:
    ((code, _),) = remarks("a.txt", b"text \x1b[31m red")
    assert code == "attachment-unreadable"


def test_json_texts_as_a_program_reads_them() -> None:
    escaped = "".join(f"\\u{ord(digit):04x}" for digit in ID_NUMBER)
    content = f'{{"a": [{{"b": "{escaped}", "b": "x"}}]}}'.encode()
    assert ID_NUMBER not in texts("a.json", content)["第 1 行"]
    assert ID_NUMBER in texts("a.json", content)["里面的文字"]


@pytest.mark.parametrize("content", [b"{", b'{"a": 1} x', b"[" * 100_000])
def test_broken_json_is_refused(content: bytes) -> None:
    ((code, message),) = remarks("a.json", content)
    assert (code, message) == ("attachment-unreadable", "不是合法的 JSON")
