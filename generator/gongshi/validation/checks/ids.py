"""Primary keys become URLs: each table has exactly one, and its values are fit for a path."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.core.finding import Finding, Severity
from gongshi.core.ids import DERIVED_ID, PATH_SAFE, RECORD_ID
from gongshi.validation.checks.context import Context, is_missing, present_fields

_FORM = "类别-六位区划代码-年份-序号，如 dr-990001-2026-0001"


def check_ids(context: Context) -> Iterator[Finding]:
    """Values that cannot stand in a URL, or that take the name of a page of the same package."""
    for table in context.tables:
        resource = table.resource
        if len(resource.primary_key) != 1:
            package = context.dataset.package_of(resource.key)
            at = ("resources", package.resources.index(resource), "schema", "primaryKey")
            yield Finding(
                code="descriptor-primary-key",
                path=package.shown,
                row=package.source.line(at),
                message=f"表“{resource.title}”要有且只有一个字段的 primaryKey",
                hint=f"它是每条记录的永久网址；编号写成：{_FORM}",
            )
            continue
        fields = present_fields(table, resource.primary_key)
        if fields is None:
            continue
        cells = table.frame[fields[0].name]
        names = {r.name for r in context.dataset.package_of(resource.key).resources} | {"list"}
        formed = cells.str.fullmatch(RECORD_ID.pattern)
        if formed.all() and not any(map(RECORD_ID.fullmatch, names)):
            continue
        given = ~is_missing(table, fields[0])
        unsafe = given & (~cells.str.fullmatch(PATH_SAFE.pattern) | cells.isin(sorted(names)))
        yield from context.at_rows(
            table,
            unsafe,
            fields=fields,
            code="record-id",
            message="这个编号不能用在网址里",
            hint=f"编号写成：{_FORM}",
        )
        agreed = cells.str.fullmatch(f"(?:{RECORD_ID.pattern}|{DERIVED_ID.pattern})")
        yield from context.at_rows(
            table,
            given & ~unsafe & ~agreed,
            fields=fields,
            code="record-id-form",
            severity=Severity.WARNING,
            message="编号不是约定的写法",
            hint=f"建议写成：{_FORM}；编号会进入网址和撤下说明页，不要含代码、名称",
        )
