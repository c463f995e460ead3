"""Data packages that the project has never seen, as other people write them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

STREET = "示例市演示区文昌街道办事处"
BUREAU = "示例市演示区发展和改革局"
PARKS = [
    ["公园名称", "管护单位", "公园类型", "占地面积（平方米）", "建成日期", "备案号", "备注"],
    ["文昌公园", STREET, "社区公园", "12,300.5", "2021/3/8", "0012", ""],
    ["竹园", STREET, "口袋公园", "800", "2022年11月1日", "0013", "改造后开放"],
    ["北园", BUREAU, "口袋公园", "950", "2023-01-02", "0014", ""],
    ["东园", BUREAU, "社区公园", "1,050", "2023-05-02", "0015", ""],
]


def csv_bytes(
    rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ","
) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], hidden: str = "") -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name == hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def folder(path: Path, descriptor: Any, **files: bytes) -> Path:
    """A folder with datapackage.json; `files` by their name, with __ for the dot."""
    path.mkdir(parents=True)
    (path / "datapackage.json").write_text(
        json.dumps(descriptor, ensure_ascii=False, indent="\t"), "utf-8"
    )
    for name, content in files.items():
        (path / name.replace("__", ".")).write_bytes(content)
    return path


def fields(*names: str, **types: str) -> list[dict[str, Any]]:
    plain = [{"name": name, "type": "string"} for name in names]
    return [*plain, *({"name": name, "type": kind} for name, kind in types.items())]


def wide(path: Path) -> Path:
    """60 fields with names in Chinese, cells of 25,000 characters, no key."""
    names = [f"指标{number}" for number in range(1, 59)]
    rows = [
        ["名称", "说明", *names],
        ["甲项", "长" * 25_000, *(str(n) for n in range(58))],
        ["乙项", "另一段，" * 6_000, *(str(n + 1) for n in range(58))],
    ]
    schema = {"fields": [*fields("名称", "说明"), *({"name": n, "type": "integer"} for n in names)]}
    resource = {"name": "宽表", "path": "宽.csv", "schema": schema}
    result = folder(path, {"name": "Wide Table", "resources": [resource]})
    (result / "宽.csv").write_bytes(csv_bytes(rows))
    return result


def many(path: Path) -> Path:
    """21 tables with 31 foreign keys: a chain, a star, a table that points to itself."""
    resources, files = [], {}
    for n in range(21):
        keys = [
            {
                "fields": "up",
                "reference": {"resource": "" if n == 0 else f"t-{n - 1}", "fields": "key"},
            }
        ]
        if n > 10:
            keys.append({"fields": ["star"], "reference": {"resource": "t-0", "fields": ["key"]}})
        schema = {
            "fields": fields("key", "label", "up", "star"),
            "primaryKey": "key",
            "foreignKeys": keys,
        }
        resources.append({"name": f"t-{n}", "path": f"t{n}.csv", "schema": schema})
        up = ["甲", ""] if n == 0 else ["甲", "乙"]
        rows = [["key", "label", "up", "star"]]
        rows += [[key, f"第{n}表的{key}", up[i], "甲"] for i, key in enumerate(["甲", "乙"])]
        files[f"t{n}__csv"] = csv_bytes(rows)
    assert sum(len(r["schema"]["foreignKeys"]) for r in resources) == 31
    return folder(path, {"name": "many", "title": "许多表", "resources": resources}, **files)


def odd(path: Path) -> Path:
    """What the standard allows and few use: one resource a feature."""
    places = {
        "name": "地点",
        "title": "地点",
        "data": [
            {"区": "东", "号": 1, "名": "东一", "标签": ["甲", "乙"]},
            {"区": "东", "号": 2, "名": "东二", "开放": True},
            {"区": "西", "号": 1, "名": "西一", "标签": None},
        ],
        "schema": {
            "primaryKey": ["区", "号"],
            "fields": [
                *fields("区", 号="integer"),
                *fields("名", 标签="array", 开放="boolean"),
            ],
        },
    }
    visits = {
        "name": "visits",
        "path": ["visits-1.csv", "visits-2.csv"],
        "encoding": "gbk",
        "dialect": "dialect.json",
        "schema": "visits.json",
    }
    kinds = {
        "name": "kinds",
        "path": "kinds.csv",
        "schema": {"fields": v2_fields(), "missingValues": ["", "-"]},
    }
    photo = {"name": "photo", "path": "photo.jpg", "mediatype": "image/jpeg"}
    loose = {"name": "loose", "path": "loose.tsv", "profile": "tabular-data-resource"}
    descriptor = {
        "profile": "tabular-data-package",
        "name": "Odd_Package",
        "title": "少见的写法",
        "license": "CC0",
        "licenses": [{"name": "CC0-1.0", "title": "CC0"}, {"title": "没有名字"}],
        "contributors": [{"title": "某机构", "role": "author", "email": "a@yanshi.example"}],
        "sources": [{"title": "登记册"}],
        "resources": [places, visits, kinds, photo, loose],
    }
    visits_schema = {
        "fields": [
            {"name": "区", "type": "string"},
            {"name": "号", "type": "integer"},
            {"name": "日期", "type": "date", "format": "%d/%m/%Y"},
            {"name": "金额", "type": "number", "decimalChar": ",", "groupChar": "."},
            {"name": "复查", "type": "boolean", "trueValues": ["有"], "falseValues": ["无"]},
        ],
        "foreignKeys": [
            {"fields": ["区", "号"], "reference": {"resource": "地点", "fields": ["区", "号"]}}
        ],
    }
    result = folder(
        path,
        descriptor,
        photo__jpg=b"\xff\xd8",
        kinds__csv=csv_bytes(v2_rows()),
        loose__tsv=csv_bytes([["Start Date", "人数"], ["2026-01-02", "007"]], delimiter="\t"),
        dialect__json=json.dumps({"delimiter": ";"}).encode(),
        visits__json=json.dumps(visits_schema, ensure_ascii=False).encode(),
    )
    head = ["区", "号", "日期", "金额", "复查"]
    one = [head, ["东", "1", "03/04/2026", "1.234,50", "有"]]
    two = [["西", "1", "04/04/2026", "7", "无"], ["东", "2", "05/04/2026", "8", "无"]]
    (result / "visits-1.csv").write_bytes(csv_bytes(one, "gbk", ";"))
    (result / "visits-2.csv").write_bytes(csv_bytes(two, "gbk", ";"))
    return result


_V2 = {
    "string": "文字", "number": "1.5", "integer": "-3", "boolean": "true", "date": "2026-01-02",
    "datetime": "2026-01-02T03:04:05Z", "time": "03:04:05", "year": "2026", "yearmonth": "2026-01",
    "duration": "P1Y2M", "list": "a,b", "array": '[1, "二"]', "object": '{"k": "v"}',
    "geopoint": "118.6, 24.9", "geojson": '{"type": "Point", "coordinates": [1, 2]}', "any": "x",
}  # fmt: skip


def v2_fields() -> list[dict[str, Any]]:
    """Every type of the standard, and what it can say about a field."""
    typed: list[dict[str, Any]] = [{"name": f"a_{kind}", "type": kind} for kind in _V2]
    return [
        *typed,
        {"name": "grouped", "type": "integer", "groupChar": ","},
        {"name": "share", "type": "number", "bareNumber": False},
        {"name": "deep", "type": "array"},
        {"name": "grade", "type": "string", "categories": [{"value": "a", "label": "优"}]},
        {"name": "money", "type": "currency"},
        {"name": "checked", "type": "string", "constraints": {"jsonSchema": {}, "minLength": 1}},
        {"name": "labelled", "missingValues": [{"value": "*", "label": "保密"}]},
    ]


def v2_rows() -> list[list[str]]:
    names = [str(field["name"]) for field in v2_fields()]
    more = ["1,234", "95%", '[{"k": {"深": 1}}]', "a", "12元", "c", "*"]
    return [names, [*_V2.values(), *more], *[[*("-" for _ in _V2), "", "", "", "", "", "d", ""]]]


SHEETS: Mapping[str, Sequence[Sequence[Any]]] = {
    "活动": [
        ["活动编号", "活动名称", "举办单位代码", "日期", "人数", "编码"],
        ["ev-990001-2026-0001", "诚信宣传日", "11990001DEM000508K", date(2026, 3, 1), 120, "007"],
        ["ev-990001-2026-0002", "政策讲座", "11990001DEM000508K", date(2026, 4, 1), 80, "008"],
    ],
    "场地": [["场地", "面积"], ["一号厅", 12.5], ["二号厅", 30]],
    "底稿": [["内部说明"], ["不得公开的底稿内容"]],
}
