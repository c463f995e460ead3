"""The page on which a whole table can be sorted, filtered and cut to size in the browser.

A page of its own, not a part of the dataset's page: that one is long already, and whoever only
reads it, on a telephone for instance, fetches nothing for what they do not use.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.downloads import Downloads
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core import urls
from gongshi.export.schema_org import script_text
from gongshi.package.descriptor import Field
from gongshi.render.site import Page, Site

# Targets of a reference whose names stand in the page itself; of more, readers see the ids.
MOST_NAMES = 2_000
_FORMS = {
    "integer": "number",
    "year": "number",
    "number": "number",
    "date": "date",
    "boolean": "choice",
    "list": "list",
    "array": "json",
    "object": "json",
}


def table_page(site: Site, table: CatalogTable, downloads: Downloads) -> Page:
    package, resource = table.key.package, table.key.resource
    url = urls.table_page(package, resource)
    files = downloads.resources[table.key]
    told = {"size": files[0].size, **told_of(site.catalog, table, url)}
    return Page(
        url=url,
        section=package,
        template="table",
        title=f"{table.title}：表格",
        description=(
            f"{table.title}的全部 {len(table)} 条记录，可以排序、筛选、选择列，并下载看到的部分。"
        ),
        context={
            "table": table,
            "package": table.public.package,
            "files": files,
            "told": script_text(told),
            "dataset_url": urls.dataset_page(package, resource),
            "list_url": urls.list_page(package, resource),
        },
    )


def told_of(catalog: Catalog, table: CatalogTable, url: str) -> dict[str, Any]:
    """What the page's script has to know of a table: its fields, and how cells are written."""
    names = {field.name for field in table.fields}
    return {
        "rows": len(table),
        "id": table.public.id_field,
        "prefix": record_prefix(table, url),
        "template": table.policy.title or f"{{{table.public.id_field}}}",
        "columns": list(table.list_columns),
        "until": "publish_until" if "publish_until" in names else "",
        "fields": [_field(catalog, table, field, url) for field in table.fields],
    }


def record_prefix(table: CatalogTable, url: str) -> str:
    """What stands before a record's id and a slash, in a link from the page at `url`."""
    return urls.relative(table.url("-").removesuffix("-/"), url)


def _field(catalog: Catalog, table: CatalogTable, field: Field, url: str) -> dict[str, Any]:
    """Only what differs from the ordinary, so that the page stays light."""
    found: dict[str, Any] = {"name": field.name, "title": field.title, "form": _form(field)}
    optional: Mapping[str, Any] = {
        "missing": dict(field.missing_labels),
        "labels": dict(field.category_labels),
        "order": list(field.enum or field.category_values),
        "link": _link(catalog, table, field, url),
    }
    found |= {key: value for key, value in optional.items() if value}
    if field.type == "boolean":
        found["yes"] = list(field.raw.get("trueValues", ["true", "True", "TRUE", "1"]))
    if field.type == "list":
        found["delimiter"] = field.delimiter
    if found["form"] == "number":
        found["grouped"] = field.type == "number"
        written = {key: field.raw.get(key) for key in ("groupChar", "decimalChar")}
        found |= {key: str(value) for key, value in written.items() if value is not None}
        if field.raw.get("bareNumber") is False:
            found["unit"] = True
    return found


def _form(field: Field) -> str:
    if field.enum or field.category_values:
        return "choice"
    return _FORMS.get(field.type, "text")


def _link(catalog: Catalog, table: CatalogTable, field: Field, url: str) -> dict[str, Any]:
    """Cell → the name and the id of the record that it points to."""
    fk = table.links.get(field.name)
    target = catalog.tables.get(fk.target) if fk else None
    if target is None:
        return {}
    names: dict[str, list[str]] = {}
    for position in table.order:
        record = Record(table, position)
        found = catalog.target(record, field.name)
        if found is not None:
            names.setdefault(record.cell(field.name), [catalog.title(found), found.id])
        if len(names) > MOST_NAMES:
            return {}
    return {"prefix": record_prefix(target, url), "names": names}
