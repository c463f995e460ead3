from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from attachments import made
from attachments.made import ID_NUMBER, MOBILE, remarks, texts, workbook

MAIN = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"


def test_clean_workbook() -> None:
    assert remarks("a.xlsx", workbook()) == []
    assert texts("a.xlsx", workbook())["工作表“收支”的 A1 格"] == "项目\n"


def test_cells_of_every_sheet_by_their_names() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["B7"] = ID_NUMBER
        book.create_sheet("人员")["C3"] = f"=CONCATENATE({ID_NUMBER})"

    found = texts("a.xlsx", workbook(fill))
    assert ID_NUMBER in found["工作表“收支”的 B7 格"]
    assert ID_NUMBER in found["工作表“人员”的 C3 格"]


def test_strings_in_the_cell_itself_and_in_two_formats() -> None:
    runs = "<r><t>359999199</t></r><r><rPr><b/></rPr><t>001010017</t></r>"
    table = f"<sst><si><t>x</t></si><si>{runs}<rPh><t>phonetic</t></rPh></si></sst>"
    content = made.with_part(workbook(), "xl/sharedStrings.xml", table)
    content = made.changed(content, SHEET, ("</row>", '<c r="B1" t="s"><v>1</v></c></row>'))
    assert texts("a.xlsx", content)["工作表“收支”的 B1 格"] == f"{ID_NUMBER}\n"
    assert "phonetic" in texts("a.xlsx", content)["单元格文字表"]
    cell = f'<c r="C1" t="inlineStr"><is>{runs}</is></c></row>'
    content = made.changed(workbook(), SHEET, ("</row>", cell))
    assert texts("a.xlsx", content)["工作表“收支”的 C1 格"] == f"{ID_NUMBER}\n"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (MOBILE, MOBILE),
        ("1.3800138E10", MOBILE),
        ("13800138000.0", MOBILE),
        ("0.360102450101123", "0.360102"),
        ("12.360102450101123", "12.360102"),
    ],
)
def test_numbers_as_their_reader_sees_them(stored: str, shown: str) -> None:
    """The digits of an average are no identity number, a number in E notation may be one."""
    cell = f'<c r="C1"><v>{stored}</v></c></row>'
    content = made.changed(workbook(), SHEET, ("</row>", cell))
    assert texts("a.xlsx", content)["工作表“收支”的 C1 格"] == f"{shown}\n"


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheet_is_refused_by_name_and_read(state: str) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("底稿")
        sheet["A1"] = ID_NUMBER
        sheet.sheet_state = state

    content = workbook(fill)
    assert remarks("a.xlsx", content) == [("attachment-hidden", "工作表“底稿”是隐藏的")]
    assert ID_NUMBER in texts("a.xlsx", content)["工作表“底稿”的 A1 格"]


def test_hidden_rows_and_columns_are_refused_by_number() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for row in range(1, 3000):
            sheet.cell(row, 1, "x")
        for row in [*range(1000, 2001), 2500]:
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions["AB"].width = 0

    found = remarks("a.xlsx", workbook(fill))
    assert ("attachment-hidden", "工作表“收支”有隐藏的行：1000–2001、2500") not in found
    assert ("attachment-hidden", "工作表“收支”有隐藏的行：1000–2000、2500") in found
    assert any(message.startswith("工作表“收支”有隐藏的列：C") for _, message in found)


def test_rows_that_a_filter_hides_are_hidden() -> None:
    content = made.changed(workbook(), SHEET, ('<row r="1"', '<row r="1" hidden="1"'))
    assert remarks("a.xlsx", content) == [("attachment-hidden", "工作表“收支”有隐藏的行：1")]


def test_notes_on_cells_are_read_and_their_authors_named() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["A1"].comment = Comment(f"见 {ID_NUMBER}", "张三")

    content = workbook(fill)
    assert ID_NUMBER in texts("a.xlsx", content)["A1 格的批注"]
    assert set(made.authors("a.xlsx", content)) == {"张三", "示例区财政局"}
    assert remarks("a.xlsx", content) == []


def test_conversations_are_refused_and_read() -> None:
    thread = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        f'threadedcomments"><threadedComment ref="A1"><text>{ID_NUMBER}</text></threadedComment>'
        "</ThreadedComments>"
    )
    content = made.with_part(workbook(), "xl/threadedComments/threadedComment1.xml", thread)
    assert remarks("a.xlsx", content) == [("attachment-hidden", "文件里有批注")]
    assert any(ID_NUMBER in text for text in texts("a.xlsx", content).values())
    people = '<personList><person displayName="李四" id="{1}"/></personList>'
    content = made.with_part(workbook(), "xl/persons/person.xml", people)
    assert "李四" in made.authors("a.xlsx", content)


def test_names_headers_and_prompts_are_read() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.defined_names["经办"] = DefinedName("经办", attr_text='"甲乙"')
        book.active.oddFooter.left.text = "页脚里的字"
        prompt = DataValidation(type="list", formula1='"是,否"', prompt="填写提示")
        book.active.add_data_validation(prompt)
        prompt.add("B1")
        book.active["A2"].hyperlink = "https://example.cn/x"

    found = texts("a.xlsx", workbook(fill))
    assert "甲乙" in found["工作簿的名称管理器或设置"]
    assert "页脚里的字" in found["工作表“收支”的页眉页脚、提示或链接"]
    assert "填写提示" in found["工作表“收支”的页眉页脚、提示或链接"]
    assert "https://example.cn/x" in found["链接"]


def test_properties_with_their_authors() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.properties.creator = "张三"
        book.properties.lastModifiedBy = "李四"
        book.properties.description = ID_NUMBER

    content = workbook(fill)
    assert set(made.authors("a.xlsx", content)) == {"张三", "李四"}
    assert ID_NUMBER in texts("a.xlsx", content)["文档属性"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("xl/externalLinks/externalLink1.xml", "文件连着别的数据来源"),
        ("xl/connections.xml", "文件连着别的数据来源"),
        ("xl/pivotCache/pivotCacheRecords1.xml", "文件里有数据透视表，它存着全部原始数据"),
        ("xl/activeX/activeX1.xml", "文件里有控件"),
    ],
)
def test_parts_that_carry_hidden_data_are_refused_and_read(path: str, message: str) -> None:
    content = made.with_part(workbook(), path, f"<x><v>{ID_NUMBER}</v></x>")
    assert remarks("a.xlsx", content) == [("attachment-hidden", message)]
    assert any(ID_NUMBER in text for text in texts("a.xlsx", content).values())


@pytest.mark.parametrize("path", ["xl/embeddings/oleObject1.bin", "xl/model/item.data"])
def test_embedded_files_are_refused(path: str) -> None:
    found = remarks("a.xlsx", made.with_part(workbook(), path, b"\xd0\xcf\x11\xe0"))
    assert ("attachment-hidden", f"里有读不了的部件（{path}）") in found


def test_template_elsewhere_is_refused_and_a_link_is_not() -> None:
    one = '<Relationship Id="r" Type="{}" Target="{}" TargetMode="External"/>'
    form = f"<Relationships>{one}</Relationships>"
    link = form.format("http://x/hyperlink", "https://example.cn/")
    assert remarks("a.xlsx", made.with_part(workbook(), "xl/_rels/a.xml.rels", link)) == []
    fetched = form.format("http://x/image", "file:///C:/x.png")
    assert remarks("a.xlsx", made.with_part(workbook(), "xl/_rels/a.xml.rels", fetched)) == [
        ("attachment-hidden", "文件引用了它以外的文件（模板、图片或数据）")
    ]


def test_macros_are_refused() -> None:
    content = made.with_part(workbook(), "xl/vbaProject.bin", b"x")
    assert remarks("a.xlsx", content) == [("attachment-type", "文件里有宏")]
    content = made.changed(
        workbook(), "[Content_Types].xml", ("sheet.main+xml", "sheet.macroEnabled.main+xml")
    )
    assert remarks("a.xlsx", content) == [("attachment-type", "文件里有宏")]


def test_what_a_camera_left_in_a_picture_of_the_file() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.add_image(SheetImage(io.BytesIO(made.picture("PNG"))), "B2")

    content = workbook(fill)
    assert remarks("a.xlsx", content) == []
    shot = made.picture("PNG", exif=made.exif({0x010E: "x"}, made.GPS))
    assert remarks("a.xlsx", made.with_part(content, "xl/media/image1.png", shot)) == [
        ("attachment-metadata", "里面的图片 image1.png EXIF里写着拍摄地点（GPS 坐标）")
    ]


def test_sheet_name_is_read_and_never_repeated_when_it_is_a_number() -> None:
    content = workbook(lambda book: setattr(book.active, "title", ID_NUMBER))
    found = texts("a.xlsx", content)
    assert ID_NUMBER in found["工作表的名称"]
    assert not any(ID_NUMBER in place for place in found)


def test_chart_numbers_are_read_as_shown() -> None:
    cache = (
        f"<c:chartSpace xmlns:c='x'><c:v>0.360102450101123</c:v><c:v>{MOBILE}</c:v></c:chartSpace>"
    )
    content = made.with_part(workbook(), "xl/charts/chart1.xml", cache)
    found = "".join(texts("a.xlsx", content).values())
    assert MOBILE in found
    assert "360102450101123" not in found
