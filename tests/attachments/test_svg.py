from __future__ import annotations

import base64

import pytest

from attachments import made
from attachments.made import ID_NUMBER, remarks, texts

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(body: str = "", before: str = "", attributes: str = "") -> bytes:
    return f"{before}<svg {NS} {attributes}>{body}</svg>".encode()


def test_every_text_is_read() -> None:
    body = (
        "<title>标题</title><desc>说明</desc><text>图上的<tspan>文字</tspan></text>"
        '<g aria-label="标签"/><!-- 草稿里的话 --><metadata><x>元数据</x></metadata>'
    )
    found = "".join(texts("a.svg", svg(body)).values())
    for text in ("标题", "说明", "图上的文字", "标签", "草稿里的话", "元数据"):
        assert text in found
    assert remarks("a.svg", svg(body)) == []


def test_number_in_two_spans_is_one_number() -> None:
    half = f"<text>{ID_NUMBER[:9]}<tspan>{ID_NUMBER[9:]}</tspan></text>"
    assert any(ID_NUMBER in text for text in texts("a.svg", svg(half)).values())


def test_coordinates_are_no_text() -> None:
    body = f'<path d="M{ID_NUMBER} 1"/><rect x="{ID_NUMBER}"/>'
    assert not any(ID_NUMBER in text for text in texts("a.svg", svg(body)).values())


def test_author_is_marked() -> None:
    body = (
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:creator><dc:title>张三</dc:title></dc:creator></metadata>"
    )
    assert made.authors("a.svg", svg(body)) == ["张三"]


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        '<a href="javascript:alert(1)"/>',
        '<a xlink:href=" java\nscript:alert(1)"/>',
        "<foreignObject/>",
        '<set attributeName="xlink:href" to="#x"/>',
    ],
)
def test_what_runs_is_refused(body: str) -> None:
    assert remarks("a.svg", svg(body)) == [("attachment-hidden", "里有脚本或网页片段")]


@pytest.mark.parametrize(
    "body",
    [
        '<image href="https://example.com/a.png"/>',
        '<image xlink:href="a.png"/>',
        '<use href="other.svg#x"/>',
        '<rect fill="url(https://example.com/#x)"/>',
        '<rect style="fill:url( &quot;//example.com/#x&quot; )"/>',
        "<style>@import 'https://example.com/a.css';</style>",
        "<style>rect { fill: url(a.png) }</style>",
        '<image href="data:image/svg+xml,x"/>',
    ],
)
def test_what_is_fetched_from_elsewhere_is_refused(body: str) -> None:
    assert remarks("a.svg", svg(body)) == [("attachment-hidden", "引用了它以外的文件")]


def test_style_sheet_in_an_instruction_is_refused() -> None:
    content = svg(before='<?xml-stylesheet href="https://example.com/a.css"?>')
    assert remarks("a.svg", content) == [("attachment-hidden", "引用了它以外的文件")]


def test_links_and_own_parts_pass() -> None:
    body = (
        '<a href="https://example.cn/">x</a><use href="#x"/><rect fill="url(#x)"/>'
        "<rect fill=\"url( '#x' )\"/><style>text { fill: red }</style>"
    )
    assert remarks("a.svg", svg(body)) == []


def test_picture_inside_is_read() -> None:
    shot = made.picture("JPEG", exif=made.exif({0x010E: "x"}, made.GPS))
    uri = "data:image/jpeg;base64," + base64.b64encode(shot).decode()
    assert remarks("a.svg", svg(f'<image href="{uri}"/>')) == [
        ("attachment-metadata", "里嵌着的图片EXIF里写着拍摄地点（GPS 坐标）")
    ]
    cut = svg(f'<image href="{uri[:-500]}"/>')
    assert ("attachment-unreadable", "里嵌着的图片图片损坏，读不出内容") in remarks("a.svg", cut)
    odd = svg('<image href="data:image/png;base64,A"/>')
    assert ("attachment-unreadable", "里嵌着的图片损坏，读不出内容") in remarks("a.svg", odd)


def test_bare_doctype_passes_and_entities_do_not() -> None:
    """Old drawing programs write the first; only the second can grow or hide something."""
    bare = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">'
    assert remarks("a.svg", svg("<title>x</title>", bare)) == []
    own = '<!DOCTYPE svg [<!ENTITY a "359999">]>'
    ((code, message),) = remarks("a.svg", svg("<title>&a;</title>", own))
    assert code == "attachment-unreadable"
    assert "实体" in message
    ((code, _),) = remarks("a.svg", svg("<title>&unknown;</title>", bare))
    assert code == "attachment-unreadable"


def test_not_well_formed() -> None:
    ((code, _),) = remarks("a.svg", b"<svg><g></svg>")
    assert code == "attachment-unreadable"
