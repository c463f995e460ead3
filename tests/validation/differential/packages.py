"""Whole data packages: dirty tables, keys, dialects, encodings, parts, inline data."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from gongshi.loading.source import Source
from gongshi.package.building import build_package
from gongshi.package.descriptor import Package
from gongshi.package.lined_yaml import Lined
from gongshi.package.policy import FieldPolicy, PackagePolicy, ResourcePolicy
from validation.differential.schemas import cells_for, fields, missing

_KINDS = ["string", "string", "integer", "number", "boolean", "date", "datetime", "time", "year", "yearmonth", "duration", "list", "array", "object", "geopoint", "geojson", "any"]  # fmt: skip
_KEY_KINDS = ["string", "string", "string", "integer", "integer", "number", "date", "year", "yearmonth", "boolean", "any", "datetime"]  # fmt: skip
_MATCHES = [None, None, "exact", "equal", "subset", "superset", "partial"]


@dataclass
class Drawn:
    """A package and its files; `plain` names the tables that loading reads quickly."""

    descriptor: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)
    plain: dict[str, str] = field(default_factory=dict)
    block: int = 1_000

    def write(self, folder: Path) -> tuple[Package, dict[str, Source]]:
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
        package = as_package(self.descriptor, folder)
        feeds = {}
        for resource in package.resources:
            if resource.name in self.plain:
                path = resource.raw["path"]
                paths = tuple(folder / part for part in ([path] if isinstance(path, str) else path))
                feeds[resource.name] = Source(
                    resource, paths, "x", self.plain[resource.name], self.block
                )
        return package, feeds


def as_package(descriptor: dict[str, Any], folder: Path) -> Package:
    policies: dict[Any, Any] = {(): PackagePolicy()}
    for r, resource in enumerate(descriptor["resources"]):
        policies["resources", r] = ResourcePolicy()
        for f in range(len(resource["schema"]["fields"])):
            policies["resources", r, "schema", "fields", f] = FieldPolicy()
    lenient = json.loads(json.dumps(descriptor))
    for resource in lenient["resources"]:
        resource.setdefault("path", "inline.csv")
    return build_package(Lined(lenient, {}), policies, folder, "datapackage.yaml")


@st.composite
def packages(draw: st.DrawFn) -> Drawn:
    drawn = Drawn({"name": "p", "title": "p", "resources": []})
    drawn.block = draw(st.sampled_from([1, 40, 1_000, 1_000]))
    key = draw(st.sampled_from(_KEY_KINDS))
    for number in range(draw(st.sampled_from([1, 1, 2]))):
        _table(draw, drawn, f"t{number}", key)
    return drawn


def _table(draw: st.DrawFn, drawn: Drawn, name: str, key: str) -> None:
    columns = [draw(fields("k", st.just(key))), draw(fields("l", st.just(key)))]
    more = range(draw(st.integers(0, 3)))
    columns += [draw(fields(f"f{index}", st.sampled_from(_KINDS))) for index in more]
    schema: dict[str, Any] = {"fields": columns}
    if match := draw(st.sampled_from(_MATCHES)):
        schema["fieldsMatch"] = match
    if draw(st.booleans()):
        schema["missingValues"] = draw(missing)
    if draw(st.booleans()):
        schema["primaryKey"] = draw(st.sampled_from([["k"], ["k", "l"], ["l"]]))
    keys = []
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        owner = draw(st.sampled_from(["", *(r["name"] for r in drawn.descriptor["resources"])]))
        pair = draw(st.sampled_from([(["l"], ["k"]), (["k"], ["l"]), (["k", "l"], ["k", "l"])]))
        if not any(fk["fields"] == pair[0] for fk in keys):
            keys.append({"fields": pair[0], "reference": {"resource": owner, "fields": pair[1]}})
    if keys:
        schema["foreignKeys"] = keys
    header = [column["name"] for column in columns]
    if draw(st.integers(0, 4)) == 2:
        header = draw(st.permutations([*header, "more"]))[: draw(st.integers(1, len(header) + 1))]
    by_name = {column["name"]: column for column in columns}
    row = [cells_for(by_name.get(label, columns[0])) for label in header]
    rows = draw(st.lists(st.tuples(*row).map(list), max_size=7))
    if draw(st.booleans()) and rows:
        rows += draw(st.lists(st.sampled_from(rows), max_size=3))
    rows = [_ragged(draw, list(cells)) for cells in rows]
    resource: dict[str, Any] = {"name": name, "title": name, "schema": schema}
    _place(draw, drawn, resource, header, rows)
    drawn.descriptor["resources"].append(resource)


def _ragged(draw: st.DrawFn, cells: list[str]) -> list[str]:
    turn = draw(st.integers(0, 24))
    if turn == 20:
        return cells[:-1]
    if turn == 21:
        return [*cells, "more"]
    if turn == 22:
        return [""] * len(cells)
    return [] if turn == 23 else cells


def _place(
    draw: st.DrawFn, drawn: Drawn, resource: dict[str, Any], header: list[str], rows: Any
) -> None:
    name = resource["name"]
    if draw(st.integers(0, 14)) == 7:
        resource["data"] = [header, *rows]
        return
    dialect: dict[str, Any] = {"header": True}
    if draw(st.integers(0, 5)) == 2:
        dialect["delimiter"] = draw(st.sampled_from([";", "|", "\t"]))
    if draw(st.integers(0, 7)) == 3:
        dialect["quoteChar"] = "'"
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    before, plain = "", True
    other = draw(st.integers(0, 19))
    if other == 12:
        dialect |= {"commentChar": "#"}
        rows = [r for one in rows for r in (one, ["# note"])]
        plain = False
    elif other == 13:
        dialect |= {"headerRows": [2]}
        before, plain = f"title{ending}", False
    elif other == 14:
        dialect |= {"headerRows": [1, 2], "headerJoin": "-"}
        plain = False
    elif other == 15:
        dialect |= {"commentRows": [2], "skipInitialSpace": True}
        plain = False
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8", "gb18030"]))
    bom = encoding == "utf-8" and draw(st.integers(0, 4)) == 2
    resource |= {"format": "csv", "dialect": dialect, "encoding": encoding}
    text = before + _text([header, *rows], dialect, ending)
    if plain and len(rows) > 1 and not before and not bom and draw(st.integers(0, 6)) == 3:
        half = len(rows) // 2
        parts = [_text([header, *rows[:half]], dialect, ending), _text([header, *rows[half:]], dialect, ending)]  # fmt: skip
        resource["path"] = [f"{name}-{n}.csv" for n in range(2)]
        drawn.files |= {f"{name}-{n}.csv": part.encode(encoding) for n, part in enumerate(parts)}
    else:
        resource["path"] = f"{name}.csv"
        cut = len(ending) if draw(st.integers(0, 5)) == 2 else 0
        content = (text[:-cut] if cut else text).encode(encoding)
        drawn.files[f"{name}.csv"] = (b"\xef\xbb\xbf" if bom else b"") + content
    if plain:
        drawn.plain[name] = encoding


def _text(rows: Any, dialect: dict[str, Any], ending: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(
        out,
        delimiter=dialect.get("delimiter", ","),
        quotechar=dialect.get("quoteChar", '"'),
        lineterminator=ending,
    ).writerows(rows)
    return out.getvalue()
