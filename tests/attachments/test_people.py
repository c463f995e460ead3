"""Who made a file: a person, an office, a program."""

from __future__ import annotations

import pytest

from gongshi.screening.attachments.people import Naming, naming


@pytest.mark.parametrize(
    "author",
    ["张三", "欧阳娜娜", "李 四", "艾力·买买提", "王五丰", "示例区财政局；张三", "admin, 李四"],
)
def test_chinese_names(author: str) -> None:
    assert naming(author) is Naming.PERSON


@pytest.mark.parametrize(
    "author",
    [
        "",
        " ",
        "示例市演示区财政局",
        "高新区管委会",
        "办公室",
        "信息中心",
        "金山办公",
        "WPS Office",
        "WPS_1234567",
        "Administrator",
        "Microsoft Office User",
        "openpyxl",
        "微软用户",
        "12345",
    ],
)
def test_offices_and_programs(author: str) -> None:
    assert naming(author) is Naming.NOBODY


@pytest.mark.parametrize("author", ["zhangsan", "Zhang San", "老张同志们", "lcq-2020"])
def test_what_may_be_anybody(author: str) -> None:
    assert naming(author) is Naming.MAYBE
