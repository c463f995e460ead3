"""The data dictionary: what there is, and a page for each package with its fields."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.catalog.dictionary import entries
from gongshi.core import urls
from gongshi.render.site import ROOT, Page, Site


def dictionary_pages(site: Site) -> Iterator[Page]:
    catalog = site.catalog
    packages = catalog.disclosure.packages
    yield Page(
        url=urls.DICTIONARY,
        section=ROOT,
        template="dictionary",
        title="数据字典",
        description="每张表每个字段的名称、英文名、类型、取值、标准、示例和含义，以及空值的含义。",
        context={"packages": [(one, list(catalog.of_package(one.name))) for one in packages]},
    )
    for package in packages:
        tables = list(catalog.of_package(package.name))
        yield Page(
            url=urls.dictionary_page(package.name),
            section=ROOT,
            template="dictionary_package",
            title=f"{package.title}：数据字典",
            description=f"{package.title}每个字段的名称、英文名、类型、取值、标准、示例和含义。",
            context={
                "package": package,
                "tables": [(table, list(entries(catalog, table))) for table in tables],
            },
        )
