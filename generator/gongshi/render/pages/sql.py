"""The page on which the edition's SQLite file answers questions in SQL, in the browser."""

from __future__ import annotations

from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.downloads import Downloads
from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.export.schema_org import script_text
from gongshi.export.sql_examples import fields_of_file, sql_examples
from gongshi.export.sqlite_names import FIELDS, METADATA, SEARCH, TITLE, table_names
from gongshi.project import engine_folder
from gongshi.render.pages.table import record_prefix
from gongshi.render.site import ROOT, Page, Site

# Tables that the file has beside the datasets: (name, what it is, columns with their titles).
_OWN = (
    (
        SEARCH,
        "全文检索",
        {"dataset": "数据集", "record_id": "编号", "title": "名称", "text": "文字"},
    ),
    (
        FIELDS,
        "字段说明",
        {
            "table": "表", "field": "字段", "title": "名称", "title_en": "英文名", "type": "类型",
            "description": "含义", "missing": "空值",
        },
    ),
    (METADATA, "来源和许可", {"key": "项", "title": "名称", "value": "内容"}),
)  # fmt: skip


def sql_page(site: Site, downloads: Downloads) -> Page:
    catalog = site.catalog
    database = next(
        file
        for file in downloads.edition
        if file.path == urls.sqlite_file(catalog.disclosure.edition.name)
    )
    tables = [_table(catalog, table) for table in catalog.tables.values()]
    own = [_own_table(*one) for one in _OWN]
    examples = sql_examples(catalog)
    told = {
        "database": urls.relative(database.path, urls.SQL),
        "size": database.size,
        "fields": [[[name, title] for name, title, _ in one["columns"]] for one in (*tables, *own)],
        "examples": [{"sql": one.sql, "chart": one.chart} for one in examples],
        "records": [
            {"prefix": one["prefix"], "from": one["links"], "start": one["start"]} for one in tables
        ],
    }
    return Page(
        url=urls.SQL,
        section=ROOT,
        template="sql",
        title="SQL 查询",
        description=(
            "在浏览器里用 SQL 查全部数据集：有例子、字段表、图表，结果可以下载，查询可以分享。"
            "查询不离开你的电脑。"
        ),
        context={
            "has_engine": engine_folder() is not None,
            "database": database,
            "tables": [*tables, *own],
            "examples": examples,
            "told": script_text(told),
            "edition_files": downloads.edition,
        },
    )


def _table(catalog: Catalog, table: CatalogTable) -> dict[str, Any]:
    """`links`: the columns of any table that hold this one's ids."""
    key = table.public.id_field
    links = {key}
    for other in catalog.tables.values():
        links |= {
            name
            for name, fk in other.links.items()
            if fk.target == table.key and fk.target_fields == (key,)
        }
    columns = [(field.name, field.title, field.type) for field in fields_of_file(catalog, table)]
    return {
        "name": table_names(catalog)[table.key],
        "title": table.title,
        "rows": len(table),
        "key": key,
        "prefix": record_prefix(table, urls.SQL),
        "links": sorted(links),
        "start": table.ids[0].partition("-")[0] if table.ids else "",
        "columns": [*columns, (TITLE, "名称", "string")],
    }


def _own_table(name: str, title: str, columns: dict[str, str]) -> dict[str, Any]:
    words = [(column, said, "string") for column, said in columns.items()]
    return {"name": name, "title": title, "rows": None, "columns": words}
