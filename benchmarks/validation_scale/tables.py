"""An edition of any size: 14 fields of about 1,045 bytes a row, a primary and a foreign key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

_CHUNK = 100_000
_ORGANS = 1_000
_LEVELS = ["市级", "县级", "乡级"]
_TYPES = ["行政许可", "行政处罚", "行政强制", "行政检查", "行政确认", "行政给付"]
_TEXT = (
    "申请人应当依照法定形式提交申请材料，并对材料的真实性负责；受理机关自收到申请之日起五个工作日内作出是否受理的"
    "决定，材料不全的一次性告知需要补正的全部内容。审查过程中需要听证、检验、检测、检疫、鉴定和专家评审的，所需时间"
    "不计算在期限内，但应当将所需时间书面告知申请人。本条所列事项由本级人民政府有关部门按照职责分工组织实施。"
)
_EDITION = {
    "name": "bench",
    "title": "测速用的版本",
    "area_code": "990001",
    "area_name": "示例市演示区",
    "data_class": "demo",
    "operator": {"name": "示例市演示区信用工作办公室", "official": False},
    "report_error": "mailto:jiucuo@yanshi.example",
    "licence": {"name": "CC0-1.0", "title": "CC0", "path": "https://yanshi.example/cc0"},
    "packages": ["items"],
}
_FIELDS: list[dict[str, Any]] = [
    {"name": "item_id", "constraints": {"required": True, "pattern": "pi-\\d{6}-\\d{4}-\\d{6}"}},
    {"name": "organ_id", "constraints": {"required": True}},
    {"name": "name", "constraints": {"required": True, "minLength": 2, "maxLength": 100}},
    {"name": "type", "constraints": {"required": True, "enum": _TYPES}},
    {"name": "level", "constraints": {"required": True, "enum": _LEVELS}},
    {"name": "code", "constraints": {"pattern": "\\d{12}"}},
    {
        "name": "issued_on",
        "type": "date",
        "constraints": {"required": True, "minimum": "1990-01-01"},
    },
    {"name": "valid_to", "type": "date"},
    {"name": "days", "type": "integer", "constraints": {"minimum": 0, "maximum": 365}},
    {"name": "fee", "type": "number", "constraints": {"minimum": 0}},
    {"name": "online", "type": "boolean"},
    {"name": "link", "format": "uri"},
    {"name": "basis", "constraints": {"maxLength": 2000}},
    {"name": "note"},
]


def write(folder: Path, rows: int, bad: float, parts: int = 1) -> Path:
    """The edition's folder. `bad`: the share of rows with something wrong; `parts`: CSV files."""
    package = folder / "items"
    package.mkdir(parents=True, exist_ok=True)
    _write_json(folder / "edition.yaml", _EDITION)
    names = [f"items-{n}.csv" for n in range(parts)]
    _write_json(package / "datapackage.yaml", _descriptor(names))
    organs = pa.table({"organ_id": _ids("in", np.arange(_ORGANS)), "name": ["某局"] * _ORGANS})
    csv.write_csv(organs, package / "organs.csv")
    bounds = np.linspace(0, rows, parts + 1).astype(int)
    for name, start, end in zip(names, bounds[:-1], bounds[1:], strict=True):
        options = csv.WriteOptions(quoting_style="needed")
        with csv.CSVWriter(package / name, _chunk(0, 1, 0).schema, write_options=options) as writer:
            for table in _chunks(int(start), int(end), bad):
                writer.write(table)
    return folder


def _descriptor(parts: list[str]) -> dict[str, Any]:
    fields = [{"type": "string", "title": f["name"], **f} for f in _FIELDS]
    keys = [
        {"fields": ["organ_id"], "reference": {"resource": "organs", "fields": ["organ_id"]}},
    ]
    organ_fields = [{"name": n, "title": n, "type": "string"} for n in ("organ_id", "name")]
    return {
        "name": "items",
        "title": "测速",
        "gongshi": {"visibility": "public"},
        "resources": [
            {
                "name": "organs",
                "title": "机关",
                "path": "organs.csv",
                "schema": {"primaryKey": ["organ_id"], "fields": organ_fields},
            },
            {
                "name": "items",
                "title": "事项",
                "path": parts[0] if len(parts) == 1 else parts,
                "schema": {"primaryKey": ["item_id"], "foreignKeys": keys, "fields": fields},
            },
        ],
    }


def _chunks(start: int, end: int, bad: float) -> Iterator[pa.Table]:
    for first in range(start, end, _CHUNK):
        yield _chunk(first, min(first + _CHUNK, end), bad)


def _chunk(start: int, end: int, bad: float) -> pa.Table:
    at = np.arange(start, end)
    count = len(at)
    dice = np.random.default_rng(start)
    days = np.datetime64("2015-01-01") + dice.integers(0, 4000, count).astype("timedelta64[D]")
    long = pa.array([_TEXT[n : n + 170] for n in range(40)])
    columns: dict[str, Any] = {
        "item_id": _ids("pi", at),
        "organ_id": _ids("in", dice.integers(0, _ORGANS, count)),
        "name": _joined("关于第", at, "号申请的审查与决定"),
        "type": _picked(_TYPES, dice, count),
        "level": _picked(_LEVELS, dice, count),
        "code": _joined("", 100_000_000_000 + at, ""),
        "issued_on": pa.array(np.datetime_as_string(days)),
        "valid_to": _mostly(np.datetime_as_string(days + 800), dice, ""),
        "days": _joined("", dice.integers(0, 60, count), ""),
        "fee": _joined("", dice.integers(0, 900, count), ".50"),
        "online": _picked(["true", "false"], dice, count),
        "link": _joined("https://yanshi.example/items/", at, ".html"),
        "basis": long.take(pa.array(dice.integers(0, len(long), count))),
        "note": long.take(pa.array(dice.integers(0, len(long), count))),
    }
    if bad:
        _spoil(columns, dice, bad, at)
    return pa.table(columns)


def _spoil(columns: dict[str, Any], dice: np.random.Generator, bad: float, at: Any) -> None:
    """Each bad row has one thing wrong, of nine kinds."""
    kind = np.where(dice.random(len(at)) < bad, dice.integers(0, 9, len(at)), -1)
    wrong = ["days", "issued_on", "type", "code", "organ_id", "name", "fee", "online", "item_id"]
    cells = ["十", "2026-02-30", "其他", "12", "in-990001-2026-999999", "", "-1", "maybe", None]
    for number, (name, cell) in enumerate(zip(wrong, cells, strict=True)):
        mask = pa.array(kind == number)
        value = cell if cell is not None else "pi-990001-2000-000000"
        columns[name] = pc.if_else(mask, value, columns[name])


def _ids(kind: str, at: Any) -> pa.Array:
    years = pc.cast(pa.array(2000 + np.asarray(at) // 1_000_000), pa.string())
    digits = pc.utf8_lpad(pc.cast(pa.array(np.asarray(at) % 1_000_000), pa.string()), 6, "0")
    return pc.binary_join_element_wise(f"{kind}-990001-", years, "-", digits, "")


def _joined(before: str, numbers: Any, after: str) -> pa.Array:
    return pc.binary_join_element_wise(before, pc.cast(pa.array(numbers), pa.string()), after, "")


def _picked(values: list[str], dice: np.random.Generator, count: int) -> pa.Array:
    return pa.array(values).take(pa.array(dice.integers(0, len(values), count)))


def _mostly(values: Any, dice: np.random.Generator, other: str) -> pa.Array:
    return pc.if_else(pa.array(dice.random(len(values)) < 0.7), pa.array(values), other)


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
