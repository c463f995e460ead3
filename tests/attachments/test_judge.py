"""From a file to the sentence that a clerk reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachments import made
from attachments.made import ID_NUMBER, ID_WRONG_CHECK, MOBILE
from gongshi.core.finding import Finding, Severity
from gongshi.screening.attachments.judge import attachment_findings
from gongshi.screening.disclosure import Disclosure

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def judge(disclosure: Disclosure, folder: Path, **files: bytes) -> list[Finding]:
    """`files`: a_pdf=…; the list of checks lies in `folder`."""
    named = {name.replace("_", "."): content for name, content in files.items()}
    return _judge(disclosure, folder, named)


def _judge(disclosure: Disclosure, folder: Path, files: dict[str, bytes]) -> list[Finding]:
    read = {name: (lambda content=content: content) for name, content in files.items()}
    return list(attachment_findings(disclosure, read, folder, "content"))


def codes(findings: list[Finding]) -> list[tuple[str, Severity]]:
    return [(str(finding.code), finding.severity) for finding in findings]


def test_clean_files_have_no_findings(demo: Disclosure, folder: Path) -> None:
    found = judge(
        demo,
        folder,
        a_pdf=made.pdf(
            made.han("示例区财政局公告，联系电话请拨打 12345。"), info={"/Author": "示例区财政局"}
        ),
        a_xlsx=made.workbook(),
        a_docx=made.word(),
        a_png=made.picture("PNG"),
        a_csv="项目,金额\n差旅,100\n".encode(),
    )
    assert found == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", made.pdf(b"", made.latin(f"ID {ID_NUMBER}")), "第 2 页含有身份证号码"),
        ("a.pdf", made.pdf(info={"/Keywords": ID_NUMBER}), "属性“关键词”里含有身份证号码"),
        ("a.jpg", made.picture("JPEG", comment=ID_NUMBER.encode()), "注释含有身份证号码"),
        ("a.csv", f"甲\n{ID_NUMBER}\n".encode(), "第 2 行含有身份证号码"),
        (
            "a.xlsx",
            made.workbook(lambda book: book.active.__setitem__("B7", ID_NUMBER)),
            "工作表“收支”的 B7 格含有身份证号码",
        ),
        ("a.docx", made.word(made.paragraph("甲", ID_NUMBER)), "正文第 1 段含有身份证号码"),
        (
            "a.svg",
            f"<svg><text>{ID_NUMBER}</text></svg>".encode(),
            "里的文字含有身份证号码",
        ),
    ],
)
def test_identity_number_wherever_it_stands(
    demo: Disclosure, folder: Path, name: str, content: bytes, message: str
) -> None:
    found = _judge(demo, folder, {f"files/{name}": content})
    assert ("P02", ERROR) in codes(found)
    assert message in [finding.message for finding in found]
    for finding in found:
        assert finding.path == f"content/files/{name}"
        assert finding.hint
        assert ID_NUMBER[:10] not in finding.line(), "the value is never repeated"


def test_other_rules_about_public_text_hold_too(demo: Disclosure, folder: Path) -> None:
    found = judge(demo, folder, a_txt=f"{MOBILE}\n{ID_WRONG_CHECK}\n".encode())
    assert ("P04", ERROR) in codes(found)
    assert ("P16", WARNING) in codes(found)


def test_number_that_a_narrow_column_broke(demo: Disclosure, folder: Path) -> None:
    lines = b" ".join(
        f"BT /F1 12 Tf 40 {700 - 20 * n} Td ({part}) Tj ET".encode()
        for n, part in enumerate((ID_NUMBER[:6], ID_NUMBER[6:12], ID_NUMBER[12:]))
    )
    found = judge(demo, folder, a_pdf=made.pdf(lines))
    assert [finding.message for finding in found] == ["第 1 页含有身份证号码"]


def _row(*cells: str) -> bytes:
    return b" ".join(
        f"BT /F1 12 Tf {40 + 60 * n} 700 Td ({cell}) Tj ET".encode() for n, cell in enumerate(cells)
    )


@pytest.mark.parametrize(
    ("page", "severity"),
    [
        (_row("Total", "138", "0013", "8000", "5"), WARNING),
        (_row("Page", "13", "447325175"), None),
        (_row("Mobile", "138 0013 8000"), ERROR),
        (_row(f"no. {MOBILE}"), ERROR),
        (_row("a", ID_NUMBER[:6], ID_NUMBER[6:14], ID_NUMBER[14:]), ERROR),
    ],
)
def test_cells_that_touch_are_a_number_only_if_something_says_so(
    demo: Disclosure, folder: Path, page: bytes, severity: Severity | None
) -> None:
    found = judge(demo, folder, a_pdf=made.pdf(page))
    assert {finding.severity for finding in found} == ({severity} if severity else set())


def test_texts_that_only_stand_below_each_other_are_not_joined(
    demo: Disclosure, folder: Path
) -> None:
    halves = f"<a><b>{ID_NUMBER[:9]}</b><b>{ID_NUMBER[9:]}</b></a>"
    assert judge(demo, folder, a_docx=made.word(customXml__item1_xml=halves)) == []


@pytest.mark.parametrize(
    ("author", "severity", "message"),
    [
        ("张三", ERROR, "属性“作者”里写着人名"),
        ("zhangsan", WARNING, "属性“作者”里写着作者，可能是人名或账号"),
    ],
)
def test_author_who_is_a_person(
    demo: Disclosure, folder: Path, author: str, severity: Severity, message: str
) -> None:
    (found,) = judge(demo, folder, a_pdf=made.pdf(info={"/Author": author}))
    assert (found.code, found.severity, found.message) == ("attachment-metadata", severity, message)
    assert found.hint
    assert "清空作者" in found.hint
    assert author not in found.line()


def test_name_of_the_file_is_public_too(demo: Disclosure, folder: Path) -> None:
    (found,) = _judge(demo, folder, {f"files/{ID_NUMBER}.txt": b"x"})
    assert (found.code, found.message) == ("P02", "文件名含有身份证号码")
    assert ID_NUMBER not in found.line()
    assert found.path == "content/files/〔不宜显示的名称〕.txt"


def test_names_inside_a_file_are_not_repeated(demo: Disclosure, folder: Path) -> None:
    content = made.workbook(lambda book: setattr(book.active, "title", ID_NUMBER))
    content = made.changed(content, "xl/worksheets/sheet1.xml", ('r="1"', 'r="1" hidden="1"'))
    found = judge(demo, folder, a_xlsx=content)
    assert ("attachment-hidden", ERROR) in codes(found)
    assert not any(ID_NUMBER in finding.line() for finding in found)


def test_many_findings_of_one_kind_are_counted(demo: Disclosure, folder: Path) -> None:
    content = "\n".join([MOBILE] * 100).encode()
    found = judge(demo, folder, a_txt=content)
    assert len(found) == 5
    assert "同样的另有 95 处" in found[-1].message


def test_file_that_cannot_be_opened(demo: Disclosure, folder: Path) -> None:
    def gone() -> bytes:
        raise FileNotFoundError

    (found,) = attachment_findings(demo, {"a.pdf": gone}, folder, "content")
    assert found.code == "attachment-unreadable"


def test_same_files_same_order(demo: Disclosure, folder: Path) -> None:
    files = {f"{n}.txt": f"{MOBILE} {n}".encode() for n in range(9)}
    backwards = dict(reversed(files.items()))
    assert _judge(demo, folder, files) == _judge(demo, folder, backwards)


# The human check


def test_picture_of_an_official_edition_wants_a_check(official: Disclosure, folder: Path) -> None:
    shot = made.picture("PNG")
    (found,) = _judge(official, folder, {"files/a.png": shot})
    assert (found.code, found.severity) == ("attachment-unseen", WARNING)
    assert found.hint
    entry = found.hint.partition("里写：")[2].replace("审核岗位", "信息公开审核岗")
    (folder / "attachments.yaml").write_text(entry, "utf-8")
    assert _judge(official, folder, {"files/a.png": shot}) == [], "the hint is what it asks for"
    other = made.picture("PNG", pnginfo=None, compress_level=0)
    assert [f.code for f in _judge(official, folder, {"files/a.png": other})] == [
        "attachment-unseen"
    ], "another picture under the same name wants another look"


def test_picture_inside_a_document_wants_a_check_once(official: Disclosure, folder: Path) -> None:
    shot = made.picture("PNG")
    found = judge(
        official, folder, a_docx=made.word(word__media__a_png=shot, word__media__b_png=shot)
    )
    assert codes(found) == [("attachment-unseen", WARNING)]


def test_check_that_names_no_file_is_an_error(demo: Disclosure, folder: Path) -> None:
    (folder / "attachments.yaml").write_text(
        'files/b.png: {checked_on: 2026-11-01, by_role: 审核岗, sha256: "0123456789ab"}\n', "utf-8"
    )
    (found,) = _judge(demo, folder, {"files/a.png": made.picture("PNG")})
    assert (found.code, found.path, found.row) == (
        "attachment-checks",
        "content/attachments.yaml",
        1,
    )
    assert found.hint == "是不是“files/a.png”？"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a", "这不是核对清单"),
        ("a.png: yes", "这一项写得不对：应当是键值对"),
        ("a.png: {checked_on: 2026-11-01}", "这一项写得不对：by_role、sha256"),
        (
            'a.png: {checked_on: 2026-02-30, by_role: x, sha256: "0123456789ab"}',
            "这一项写得不对：checked_on",
        ),
        (
            'a.png: {checked_on: 2027-01-01, by_role: x, sha256: "0123456789ab"}',
            "checked_on 在今天以后",
        ),
        ('a.png: {checked_on: 2026-11-01, by_role: x, sha256: "01"}', "这一项写得不对：sha256"),
        ("a.png: {by: 1}", "这一项写得不对：checked_on、by_role、sha256、by"),
        ("a: [", "这一行读不懂"),
    ],
)
def test_list_of_checks_that_is_wrong(
    demo: Disclosure, folder: Path, text: str, message: str
) -> None:
    (folder / "attachments.yaml").write_text(text, "utf-8")
    (found,) = _judge(demo, folder, {"a.png": made.picture("PNG")})
    assert found.code == "attachment-checks"
    assert found.message.startswith(message)
