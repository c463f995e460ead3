from __future__ import annotations

import pytest

from attachments import made
from attachments.made import ID_NUMBER, MOBILE, core, paragraph, part, remarks, texts, word


def test_clean_document() -> None:
    assert remarks("a.docx", word()) == []
    assert texts("a.docx", word())["正文第 1 段"] == "示例公告\n"


def test_number_in_several_runs_is_one_number() -> None:
    """Word starts a new run at every change of format, and where spelling was checked."""
    body = paragraph("第一段") + (
        f"<w:p><w:r><w:t>号码 {ID_NUMBER[:6]}</w:t></w:r><w:proofErr/><w:bookmarkStart/>"
        f"<w:r><w:rPr><w:b/></w:rPr><w:t>{ID_NUMBER[6:]}</w:t></w:r></w:p>"
    )
    assert ID_NUMBER in texts("a.docx", word(body))["正文第 2 段"]


def test_text_box_inside_a_paragraph_and_table_cells() -> None:
    box = f"<w:p><w:r><w:t>外面</w:t><w:pict>{paragraph('框里的字')}</w:pict></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph('格里的字')}</w:tc></w:tr></w:tbl>"
    found = "".join(texts("a.docx", word(box + table)).values())
    assert "外面" in found
    assert "框里的字" in found
    assert "格里的字" in found


@pytest.mark.parametrize(
    ("path", "root", "place"),
    [
        ("word__header1_xml", "hdr", "页眉第 1 段"),
        ("word__footer2_xml", "ftr", "页脚第 1 段"),
        ("word__footnotes_xml", "footnotes", "脚注第 1 段"),
        ("word__endnotes_xml", "endnotes", "尾注第 1 段"),
    ],
)
def test_headers_footers_and_notes(path: str, root: str, place: str) -> None:
    half = paragraph(ID_NUMBER[:9], ID_NUMBER[9:])
    content = word(**{path: part(half, root)})
    assert ID_NUMBER in texts("a.docx", content)[place]


def test_alternative_texts_fields_and_settings() -> None:
    body = (
        '<w:p><w:r><w:drawing><docPr descr="图片说明" name="x"/></w:drawing></w:r>'
        "<w:r><w:instrText>HYPERLINK mailto:a@example.cn</w:instrText></w:r></w:p>"
    )
    settings = part('<w:docVar w:name="x" w:val="变量里的话"/>', "settings")
    found = "".join(texts("a.docx", word(body, word__settings_xml=settings)).values())
    for text in ("图片说明", "mailto:a@example.cn", "变量里的话"):
        assert text in found


def test_comments_are_refused_and_read() -> None:
    comment = f'<w:comment w:author="张三" w:id="0">{paragraph(MOBILE)}</w:comment>'
    content = word(word__comments_xml=part(comment, "comments"))
    assert remarks("a.docx", content) == [("attachment-hidden", "文件里有批注")]
    assert any(MOBILE in text for text in texts("a.docx", content).values())
    assert made.authors("a.docx", content) == ["张三"]


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:ins w:author="甲"><w:r><w:t>加上的</w:t></w:r></w:ins></w:p>',
        '<w:p><w:del w:author="甲"><w:r><w:delText>删去的</w:delText></w:r></w:del></w:p>',
        '<w:p><w:moveFrom w:author="甲"><w:r><w:t>移走的</w:t></w:r></w:moveFrom></w:p>',
        "<w:p><w:pPr><w:pPrChange/></w:pPr></w:p>",
        "<w:p><w:r><w:rPr><w:rPrChange/></w:rPr></w:r></w:p>",
    ],
)
def test_tracked_changes_are_refused(body: str) -> None:
    assert ("attachment-hidden", "正文里有修订痕迹") in remarks("a.docx", word(body))


def test_deleted_text_is_read_all_the_same() -> None:
    body = f"<w:p><w:del><w:r><w:delText>{ID_NUMBER}</w:delText></w:r></w:del></w:p>"
    assert ID_NUMBER in texts("a.docx", word(body))["正文第 1 段"]


def test_hidden_text_is_refused() -> None:
    body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见的话</w:t></w:r></w:p>"
    assert remarks("a.docx", word(body)) == [("attachment-hidden", "正文里有隐藏文字")]


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看得见</w:t></w:r></w:p>',
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>看得见</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t> </w:t></w:r><w:r><w:t>看得见</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:webHidden/></w:rPr><w:t>看得见</w:t></w:r></w:p>",
    ],
)
def test_what_only_looks_like_hidden_text_passes(body: str) -> None:
    assert remarks("a.docx", word(body)) == []


def test_properties_with_their_authors() -> None:
    content = word(docProps__core_xml=core("张三", "李四", ID_NUMBER))
    assert set(made.authors("a.docx", content)) == {"张三", "李四"}
    assert ID_NUMBER in texts("a.docx", content)["文档属性"]
    manager = "<Properties><Manager>王五</Manager><Company>示例区财政局</Company></Properties>"
    content = word(docProps__app_xml=manager)
    assert made.authors("a.docx", content) == ["王五"]
    people = '<w15:people xmlns:w15="x"><w15:person w15:author="赵六"/></w15:people>'
    content = word(word__people_xml=people)
    assert made.authors("a.docx", content) == ["赵六"]


def test_embedded_workbook_is_refused() -> None:
    content = word(word__embeddings__sheet_xlsx=made.workbook())
    assert ("attachment-hidden", "文件嵌着别的文件") in remarks("a.docx", content)


def test_pictures_that_nobody_can_read_are_refused() -> None:
    ((code, message),) = remarks("a.docx", word(word__media__image1_emf=b"\x01\x00\x00\x00"))
    assert code == "attachment-hidden"
    assert "image1.emf" in message


def test_macros_are_refused() -> None:
    assert remarks("a.docx", word(word__vbaProject_bin=b"x")) == [("attachment-type", "文件里有宏")]


def test_broken_part_is_a_finding() -> None:
    assert remarks("a.docx", word(word__styles_xml="<a><b></a>"))[0][0] == "attachment-unreadable"
    assert remarks("a.docx", word("<w:p>"))[0][0] == "attachment-unreadable"
