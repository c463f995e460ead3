"""The home page, the search page and the data dictionary."""

from __future__ import annotations

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.changes import recent_changes
from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.export.schema_org import catalog_ld
from gongshi.package.descriptor import Field
from gongshi.render.site import ROOT, Page, Site
from gongshi.render.views import dictionary_anchor


def home_page(site: Site) -> Page:
    catalog = site.catalog
    packages = [
        (package, catalog.of_package(package.name)) for package in catalog.disclosure.packages
    ]
    return Page(
        url=urls.HOME,
        section=ROOT,
        template="home",
        title=catalog.disclosure.edition.title,
        description=_what_there_is(catalog),
        json_ld=catalog_ld(catalog, site.site_url),
        context={
            "packages": packages,
            "total": sum(len(table) for table in catalog.tables.values()),
            "changes": recent_changes(catalog),
        },
    )


def _what_there_is(catalog: Catalog) -> str:
    titles = "、".join(package.title for package in catalog.disclosure.packages)
    return f"检索、查阅和下载{catalog.disclosure.edition.area_name}的{titles}。"


def search_page(site: Site) -> Page:
    return Page(
        url=urls.SEARCH,
        section=ROOT,
        template="search",
        title="检索",
        description="按名称、机构、编号、代码或文号检索全部公开记录，任意两个字以上的片段都能找到。",
        context={"tables": [t for t in site.catalog.tables.values() if len(t)]},
    )


def dictionary_page(site: Site) -> Page:
    return Page(
        url=urls.DICTIONARY,
        section=ROOT,
        template="dictionary",
        title="数据字典",
        description="每张表每个字段的名称、英文名、类型、取值和含义，以及空值的含义。",
        context={
            "tables": list(site.catalog.tables.values()),
            "anchor": dictionary_anchor,
            "limits": _limits,
        },
    )


def _limits(table: CatalogTable, field: Field) -> str:
    """A field's constraints in words."""
    constraints, words = field.constraints, []
    if field.name in table.public.resource.primary_key:
        words.append("主键")
    if field.required:
        words.append("必填")
    if field.enum:
        labels = field.category_labels
        words.append(
            "可选："
            + "、".join(
                f"{value}（{labels[value]}）" if value in labels else value for value in field.enum
            )
        )
    for name, label in (("maxLength", "最长"), ("minimum", "不小于"), ("maximum", "不大于")):
        if name in constraints:
            words.append(f"{label} {constraints[name]}")
    if "pattern" in constraints and not field.enum:
        words.append(f"格式 {constraints['pattern']}")
    return "；".join(words)
