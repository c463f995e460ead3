"""The home page and the search page."""

from __future__ import annotations

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.changes import recent_changes
from gongshi.core import urls
from gongshi.export.schema_org import catalog_ld
from gongshi.render.site import ROOT, Page, Site


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
