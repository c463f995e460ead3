"""What each field means: for the dictionary's pages and files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.confined import confined_fields
from gongshi.catalog.table import CatalogTable, Record
from gongshi.package.descriptor import Field
from gongshi.package.policy import Mask

# An example longer than this explains less than the description.
_LONGEST_EXAMPLE = 60
# Rows that are looked at for an example.
_MOST_ROWS = 200
# GB/T 7408 is ISO 8601; Table Schema writes days and times so unless a format says otherwise.
_STANDARD_OF_TYPE = dict.fromkeys(
    ("date", "datetime", "time", "yearmonth", "duration"), "GB/T 7408（ISO 8601）"
)
_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "是非（true、false）",
    "date": "日期（年-月-日）",
    "datetime": "日期和时间",
    "time": "时间",
    "year": "年份",
    "yearmonth": "年月",
    "duration": "时长",
    "list": "几个值",
    "array": "几项（JSON）",
    "object": "一组值（JSON）",
    "geopoint": "经纬度",
    "geojson": "地理图形（GeoJSON）",
    "any": "任意",
}
_LIMITS = (
    ("minLength", "至少 {} 个字"),
    ("maxLength", "最多 {} 个字"),
    ("minimum", "不小于 {}"),
    ("maximum", "不大于 {}"),
    ("exclusiveMinimum", "大于 {}"),
    ("exclusiveMaximum", "小于 {}"),
    ("pattern", "格式 {}"),
)
_MASKED = {
    Mask.REDACT: "公开时整格隐去",
    Mask.SURNAME: "公开时只留姓",
}


@dataclass(frozen=True)
class Entry:
    """One public field of one table. `standard`, `example` may be ""."""

    table: CatalogTable
    field: Field
    type: str
    rules: tuple[str, ...]
    standard: str
    example: str

    @property
    def anchor(self) -> str:
        return anchor(self.table, self.field)

    @property
    def rule(self) -> str:
        return "；".join(self.rules)


def anchor(table: CatalogTable, field: Field) -> str:
    """Of the field, on its package's page of the dictionary."""
    return f"{table.key.resource}.{field.name}"


def entries(catalog: Catalog, table: CatalogTable) -> Iterator[Entry]:
    confined = confined_fields(catalog, table)
    for field in table.fields:
        yield Entry(
            table=table,
            field=field,
            type=_TYPES.get(field.type, field.type),
            rules=tuple(_rules(catalog, table, field)),
            standard=field.policy.standard or _standard(field),
            example="" if field.name in confined else _example(catalog, table, field),
        )


def _standard(field: Field) -> str:
    is_default = field.raw.get("format", "default") == "default"
    return _STANDARD_OF_TYPE.get(field.type, "") if is_default else ""


def _rules(catalog: Catalog, table: CatalogTable, field: Field) -> Iterator[str]:
    """A field's constraints in words."""
    yield from _key_rules(table, field)
    choices = field.enum or field.category_values
    if choices:
        yield f"只能是{_choices(field, choices)}"
    for name, words in _LIMITS:
        if name in field.constraints and not field.enum:
            yield words.format(field.constraints[name])
    fk = table.links.get(field.name)
    target = catalog.tables.get(fk.target) if fk else None
    # What a reference goes by may not be public itself.
    if fk is not None and target is not None and fk.target_fields[0] in target.by_name:
        yield f"对应“{target.title}”的{target.by_name[fk.target_fields[0]].title}"
    if field.masked:
        yield _MASKED[field.mask]


def _key_rules(table: CatalogTable, field: Field) -> Iterator[str]:
    resource = table.public.resource
    if resource.primary_key == (field.name,):
        yield "主键：必填，不重复，不再改变"
    elif field.required:
        yield "必填"
    if field.constraints.get("unique"):
        yield "不重复"
    for names in (resource.primary_key, *resource.unique_keys):
        if field.name in names and len(names) > 1:
            public = [table.by_name[name] for name in names if name in table.by_name]
            titles = "、".join(one.title for one in public)
            yield f"{titles}合起来不重复"


def _choices(field: Field, values: tuple[str, ...]) -> str:
    labels = field.category_labels
    return "、".join(
        f"{value}（{labels[value]}）" if labels.get(value, value) != value else value
        for value in values
    )


def _example(catalog: Catalog, table: CatalogTable, field: Field) -> str:
    """The descriptor's, else one out of a public row that no law will take down: whoever keeps the
    dictionary keeps the example.
    """
    given = field.raw.get("example")
    if given is not None:
        return str(given)
    if field.masked:
        return ""
    column = table.columns[field.name]
    for position in list(table.order)[:_MOST_ROWS]:
        cell = column[position]
        if not cell or cell in field.missing_labels or len(cell) > _LONGEST_EXAMPLE:
            continue
        if not catalog.last_day(Record(table, position)):
            return cell
    return ""
