from __future__ import annotations

from collections.abc import Callable

import pytest
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from attachments import made
from attachments.made import ID_NUMBER, annotation, dictionary, han, latin, name, remarks, texts
from gongshi.screening.attachments.reading import items_of

CLEAN = latin("A clean page that says something of more than fifty characters in all.")


def test_text_of_each_page() -> None:
    found = texts("a.pdf", made.pdf(latin("first"), han("示例公告第二页")))
    assert "first" in found["第 1 页"]
    assert "示例公告第二页" in found["第 2 页"]


def test_clean_file_has_nothing_to_object_to() -> None:
    content = made.pdf(CLEAN, info={"/Title": "示例公告", "/Author": "示例区财政局"})
    assert remarks("a.pdf", content) == []


def test_properties_with_the_author_marked() -> None:
    content = made.pdf(CLEAN, info={"/Author": "张三", "/Subject": ID_NUMBER, "/Custom": "甲"})
    found = texts("a.pdf", content)
    assert ID_NUMBER in found["属性“主题”里"]
    assert "甲" in found["属性“其他”里"]
    assert made.authors("a.pdf", content) == ["张三"]


def test_xmp_with_its_creator() -> None:
    writer = made.pdf_writer(CLEAN)
    packet = made.stream(
        made.xmp(made.creator("李四"), f'dc:identifier="{ID_NUMBER}"'),
        Type=name("Metadata"),
        Subtype=name("XML"),
    )
    writer._root_object[NameObject("/Metadata")] = writer._add_object(packet)
    content = made.written(writer)
    assert ID_NUMBER in texts("a.pdf", content)["XMP 信息"]
    assert made.authors("a.pdf", content) == ["李四"]


def test_bookmarks_links_and_form_values() -> None:
    writer = made.pdf_writer(CLEAN)
    writer.add_outline_item(title="第一章 概况", page_number=0)
    page = writer.pages[0]
    action = dictionary(S=name("URI"), URI=TextStringObject("https://example.cn/x"))
    annotation(page, Subtype=name("Link"), A=action)
    value = TextStringObject("填写的内容")
    annotation(page, Subtype=name("Widget"), FT=name("Tx"), V=value)
    content = made.written(writer)
    found = texts("a.pdf", content)
    assert "第一章 概况" in found["书签或标题"]
    assert "https://example.cn/x" in found["链接"]
    assert "填写的内容" in found["表单里填的内容"]
    assert remarks("a.pdf", content) == []


def test_what_a_stamp_shows_is_read() -> None:
    """Annotations draw themselves; the page's own text does not hold it."""
    writer = made.pdf_writer(CLEAN)
    look = made.stream(
        b"BT /F1 12 Tf (stamped text) Tj ET",
        Type=name("XObject"),
        Subtype=name("Form"),
        Resources=dictionary(Font=made.fonts()),
    )
    appearance = dictionary(N=writer._add_object(look))
    annotation(writer.pages[0], Subtype=name("Stamp"), AP=appearance)
    found = texts("a.pdf", made.written(writer))
    assert "stamped text" in found["第 1 页的批注或印章"]


def test_replacement_text_in_the_page() -> None:
    page = b"/Span << /ActualText (spoken words) >> BDC " + CLEAN + b" EMC"
    assert "spoken words" in texts("a.pdf", made.pdf(page))["第 1 页的替换文字"]


def test_signature_bytes_are_searched() -> None:
    """Certificates of Chinese authorities carry the signer's identity number."""
    writer = made.pdf_writer(CLEAN)
    signed = dictionary(
        Type=name("Sig"), Contents=ByteStringObject(b"\x30\x82\xff" + ID_NUMBER.encode() + b"\x00")
    )
    writer._root_object[NameObject("/Perms")] = writer._add_object(signed)
    assert ID_NUMBER in texts("a.pdf", made.written(writer))["批注"]


def test_reviewers_notes_are_refused_and_their_author_is_named() -> None:
    writer = made.pdf_writer(CLEAN)
    annotation(
        writer.pages[0],
        Subtype=name("Text"),
        Contents=TextStringObject("这里要改"),
        T=TextStringObject("王五"),
    )
    content = made.written(writer)
    assert ("attachment-hidden", "里有批注") in remarks("a.pdf", content)
    assert "这里要改" in texts("a.pdf", content)["批注"]
    assert made.authors("a.pdf", content) == ["王五"]


# What cannot be read as text


def _scan(text: bytes = b"") -> bytes:
    picture = made.image_object(made.picture("JPEG"))
    writer = made.pdf_writer()
    objects = dictionary(Im1=writer._add_object(picture))
    page = writer.add_blank_page(595, 842)
    page[NameObject("/Resources")] = dictionary(Font=made.fonts(), XObject=objects)
    drawn = b"q 595 0 0 842 0 0 cm /Im1 Do Q " + text
    page[NameObject("/Contents")] = writer._add_object(made.stream(drawn))
    return made.written(writer)


def test_page_that_is_a_picture_is_refused() -> None:
    assert remarks("a.pdf", _scan()) == [
        ("attachment-scan", "第 1 页没有文字，是扫描件或图片，机器读不了")
    ]


def test_scan_with_a_page_number_on_it_is_refused() -> None:
    ((code, message),) = remarks("a.pdf", _scan(latin("- 1 -")))
    assert code == "attachment-scan"
    assert "几乎是一整幅图片" in message


def test_scan_with_its_recognised_text_passes() -> None:
    assert remarks("a.pdf", _scan(CLEAN)) == []


def test_letters_turned_into_outlines_are_refused() -> None:
    ((code, message),) = remarks("a.pdf", made.pdf(b"10 10 m 20 20 l 30 10 l f"))
    assert code == "attachment-scan"
    assert "没有文字" in message


def test_blank_page_passes() -> None:
    assert remarks("a.pdf", made.pdf(CLEAN, b"")) == []


def test_short_title_page_with_a_small_picture_passes() -> None:
    writer = made.pdf_writer()
    objects = dictionary(Im1=writer._add_object(made.image_object(made.picture("JPEG"))))
    page = writer.add_blank_page(595, 842)
    page[NameObject("/Resources")] = dictionary(Font=made.fonts(), XObject=objects)
    drawn = b"q 90 0 0 90 0 0 cm /Im1 Do Q " + latin("Title")
    page[NameObject("/Contents")] = writer._add_object(made.stream(drawn))
    assert remarks("a.pdf", made.written(writer)) == []


def _with_font(**changes: object) -> bytes:
    writer = made.pdf_writer(CLEAN)
    font = writer.pages[0]["/Resources"]["/Font"]["/F1"]
    for key, value in changes.items():
        font[NameObject(f"/{key}")] = value
    return made.written(writer)


def test_glyph_numbers_without_a_table_are_refused() -> None:
    content = _with_font(Subtype=name("Type0"), Encoding=name("Identity-H"))
    assert any("没有文字对照表" in message for _, message in remarks("a.pdf", content))
    differences = ArrayObject([NumberObject(65), *(name(f"g{n}") for n in range(20))])
    content = _with_font(Encoding=dictionary(Differences=differences))
    assert any("没有文字对照表" in message for _, message in remarks("a.pdf", content))


def test_glyph_names_that_mean_something_pass() -> None:
    differences = ArrayObject([NumberObject(65), name("one"), name("uni0032"), name("three.lf")])
    content = _with_font(Encoding=dictionary(Differences=differences))
    assert remarks("a.pdf", content) == []


def test_part_of_a_page_that_pypdf_leaves_out_is_refused() -> None:
    writer = made.pdf_writer(b"/Fm1 Do " + CLEAN)
    broken = made.stream(b"not deflated", Type=name("XObject"), Subtype=name("Form"))
    broken[NameObject("/Resources")] = dictionary(Font=NumberObject(7))
    objects = dictionary(Fm1=writer._add_object(broken))
    writer.pages[0]["/Resources"][NameObject("/XObject")] = objects
    found = remarks("a.pdf", made.written(writer))
    assert ("attachment-scan", "第 1 页有一部分机器读不了") in found


def test_picture_wants_a_human_look() -> None:
    assert any(
        getattr(item, "code", None) == "attachment-unseen"
        for item in made.items("a.pdf", _scan(CLEAN))
    )
    assert not any(
        getattr(item, "code", None) == "attachment-unseen"
        for item in made.items("a.pdf", made.pdf(CLEAN))
    )


BREAK: list[Callable[[bytes], bytes]] = [
    lambda content: content[: len(content) // 2],
    lambda content: content[:20],
    lambda content: content.replace(b"endobj", b"endxxx"),
    lambda content: content.replace(b"/Pages", b"/Pagez"),
    lambda content: content.replace(b"/Kids", b"/Kidz"),
    lambda content: b"%PDF-1.7\n" + bytes(range(256)) * 20,
]


@pytest.mark.parametrize("breaking", BREAK)
def test_corrupt_file_is_a_finding(breaking: Callable[[bytes], bytes]) -> None:
    found = items_of("a.pdf", breaking(made.pdf(CLEAN)))
    assert found, "an empty answer would read as clean"
    assert not any("Traceback" in str(item) for item in found)
