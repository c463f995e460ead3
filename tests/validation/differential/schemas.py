"""Schemas of every type, format and constraint of Table Schema v2, and cells that trouble them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

# Per type: descriptor variants, cells that are right for some of them, and bounds.
_STRINGS = [
    "",
    "a",
    "甲",
    "abc",
    "ABC",
    "A-1",
    "x" * 12,
    " a",
    "a ",
    "-",
    "none",
    "٣",
    "a\nb",
    '"q"',
    "1",
]
_URIS = [
    "http://a.example/x?y=1",
    "https://甲.example",
    "ftp://x",
    "a b",
    "mailto:a@b.example",
    "//x",
    "https://a..b/",
    "http://[::1",
    "https://a.example/%zz",
]
_INTEGERS = [
    "0",
    "1",
    "-1",
    "01",
    "+5",
    " 7",
    "1_000",
    "１２",
    "1.0",
    "9" * 20,
    "-0",
    "5",
    "1e2",
    "x",
    "5元",
]
_NUMBERS = [
    *_INTEGERS,
    "1.5",
    "1.50",
    "-.5",
    ".5",
    "1,000.5",
    "NaN",
    "inf",
    "1e400",
    "1e-7",
    "0.1",
    "1.",
    "10.00000000000000000001",
]
_BOOLEANS = ["true", "false", "True", "TRUE", "1", "0", "是", "否", "yes", "t"]
_DATES = [
    "2026-01-01",
    "2026-1-5",
    "2026-02-29",
    "2024-02-29",
    "2026-12-31",
    "0001-01-01",
    "0000-01-01",
    "20260101",
    "2026-13-01",
    "01/02/2026",
    "2026-01-30",
    "１９９９-01-01",
]
_DATETIMES = [
    "2026-01-01T00:00:00",
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00+08:00",
    "2026-01-01 00:00:00",
    "2026-01-01T24:00:00",
    "2026-02-30T01:02:03",
    "2026-01-01T00:00:00.5",
    "2026-01-01T00:00",
]
_TIMES = [
    "09:30:00",
    "09:30",
    "24:00:00",
    "23:59:60",
    "09:30:00Z",
    "09:30:00.25",
    "9:30:00",
    "25:00:00",
]
_YEARS = ["2026", "26", "0000", "9999", "-001", "２０２６", " 202", "+202", "20x6"]
_MONTHS = [
    "2026-01",
    "2026-1",
    "2026-13",
    "26-01",
    "2026-00",
    "２０２６-01",
    "2026-01-01",
    " 2026-01",
]
_DURATIONS = ["P1Y", "PT1H", "P1Y2M3DT4H5M6S", "P", "1Y", "P0.5D", "P1W"]
_LISTS = ["a,b", "1,2", "", "a;b", "1,x", ",", "2026-01-01,2026-01-02"]
_JSON = ["[]", "[1]", '["a"]', "{}", '{"a": 1}', "null", "1", "[", "NaN", '{"a": [1]}']
_POINTS = [
    "1,2",
    "180,90",
    "181,0",
    "1, 2",
    "1",
    "[1,2]",
    '{"lon": 1, "lat": 2}',
    "x,y",
    "-180,-90.5",
]
_GEOJSON = ['{"type": "Point", "coordinates": [1, 2]}', "{}", '{"type": "x"}', "x"]
_EMAILS = ["a@b.example", "a@b", "a b@c.example", "甲@b.example"]
_UUIDS = [
    "123e4567-e89b-42d3-a456-426614174000",
    "123E4567-E89B-42D3-A456-426614174000",
    "x",
    "123e4567e89b42d3a456426614174000",
]
_BINARY = ["YQ==", "Y", "甲", "YWJj", "@@@@"]
_WKT = ["POINT (1 2)", "POINT (1)", "LINESTRING (1 2, 3 4)", "x"]

CELLS: dict[str, list[str]] = {
    "string": _STRINGS, "integer": _INTEGERS, "number": _NUMBERS, "boolean": _BOOLEANS, "date": _DATES,
    "datetime": _DATETIMES, "time": _TIMES, "year": _YEARS, "yearmonth": _MONTHS, "duration": _DURATIONS,
    "list": _LISTS, "array": _JSON, "object": _JSON, "geopoint": _POINTS, "geojson": _GEOJSON,
    "any": _STRINGS, "uri": _URIS, "email": _EMAILS, "uuid": _UUIDS, "binary": _BINARY, "wkt": _WKT,
}  # fmt: skip
_PATTERNS = [r"[A-Z]-\d+", "a|b", r"\w+", ".*", r"[^\d]+", "x{3,}", r"\S+", "(?:a|甲).?", "[[:alpha:]]", "a{,2}", r"(a)\1", "(?=a)abc", "[一-龥]+", r"\d*$|a", ""]  # fmt: skip
_BOUNDS: dict[str, list[Any]] = {
    "integer": [0, 1, 5, "3", -2], "number": [0, 1, "1.5", 5, "0.1"], "date": ["2026-01-01", "2024-02-29"],
    "datetime": ["2026-01-01T00:00:00"], "time": ["09:30:00"], "year": [2026, "1999"],
    "yearmonth": ["2026-01"], "duration": ["P1D"],
}  # fmt: skip
_FORMATS = {
    "date": ["any", "%d/%m/%Y", "%Y%m%d"], "datetime": ["any", "%Y-%m-%d %H:%M:%S"], "time": ["any", "%H:%M"],
    "geopoint": ["array", "object"], "string": ["uri", "email", "uuid", "binary", "wkt"],
    "geojson": ["topojson"],
}  # fmt: skip
_ENUMS: dict[str, list[Any]] = {
    "string": ["a", "甲", "abc"], "integer": [1, 5], "number": ["1.5", 1], "boolean": [True], "date": ["2026-01-01"],
    "year": [2026], "yearmonth": ["2026-01"], "any": ["a"], "time": ["09:30:00"],
}  # fmt: skip
_NOT_REQUIRED = {"list", "array", "object", "geojson", "duration"}
_LENGTHS = {"string", "list", "array", "object"}


@st.composite
def constraints(draw: st.DrawFn, kind: str, form: str | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    chance = st.integers(0, 3).map(lambda n: n == 2)
    if draw(chance):
        found["required"] = draw(st.booleans())
    if draw(chance) and kind not in {"array", "object", "list", "geojson"}:
        found["unique"] = True
    if kind == "string" and draw(chance):
        found["pattern"] = draw(st.sampled_from(_PATTERNS))
    if kind in _LENGTHS and draw(chance):
        found[draw(st.sampled_from(["minLength", "maxLength"]))] = draw(st.integers(0, 3))
    if kind in _BOUNDS and form is None and draw(chance):
        for name in draw(st.lists(st.sampled_from(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]), unique=True, max_size=2)):  # fmt: skip
            found[name] = draw(st.sampled_from(_BOUNDS[kind]))
    if kind in _ENUMS and form is None and draw(chance):
        found["enum"] = draw(st.lists(st.sampled_from(_ENUMS[kind]), min_size=1, unique=True))
    return found


missing = st.one_of(
    st.just([""]), st.just(["", "-"]), st.just(["-"]), st.just([]), st.just(["0", ""]),
    st.just([{"value": "-", "label": "不详"}, {"value": ""}]), st.just([{"value": "none", "label": "无"}]),
)  # fmt: skip


@st.composite
def fields(draw: st.DrawFn, name: str, kinds: st.SearchStrategy[str]) -> dict[str, Any]:
    kind = draw(kinds)
    form = draw(st.sampled_from([None, None, None, *_FORMATS.get(kind, [])]))
    field: dict[str, Any] = {"name": name, "type": kind}
    if form:
        field["format"] = form
    field["constraints"] = draw(constraints(kind, form))
    if draw(st.integers(0, 5)) == 2:
        field["missingValues"] = draw(missing)
    if kind == "integer" and draw(st.integers(0, 4)) == 2:
        field["bareNumber"] = False
    if kind == "number" and draw(st.integers(0, 3)) == 1:
        field |= draw(st.sampled_from([{"groupChar": ","}, {"decimalChar": ","}, {"bareNumber": False}, {"floatNumber": True}]))  # fmt: skip
    if kind == "boolean" and draw(st.integers(0, 3)) == 1:
        field |= {"trueValues": ["是"], "falseValues": ["否"]}
    if kind == "list" and draw(st.booleans()):
        field |= draw(st.sampled_from([{"delimiter": ";"}, {"itemType": "integer"}, {"itemType": "date"}]))  # fmt: skip
    return field


def cells_for(field: dict[str, Any]) -> st.SearchStrategy[str]:
    own = CELLS.get(field.get("format", ""), CELLS[field["type"]])
    odd = ["", "-", "0", "none", "a", "1"]
    enum = [str(value) for value in field["constraints"].get("enum", [])]
    return st.sampled_from([*own, *own, *enum, *odd])
