"""What must travel with the data in every format: whose they are, as of when, on what terms."""

from __future__ import annotations

from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.package.edition import Edition

REMINDER = (
    "这里只有数据截至日依法可以公开的记录。记录到期、修复或撤下后，本站即停止公示；"
    "请同时更新或删除你的副本。没有记录不等于信用证明。"
)


@dataclass(frozen=True)
class Fact:
    """`key` for programs, `title` for people."""

    key: str
    title: str
    value: str


def about_table(catalog: Catalog, table: CatalogTable) -> list[Fact]:
    return [
        Fact("title", "名称", table.title),
        Fact("description", "说明", table.public.resource.description),
        Fact("dataset", "数据集", str(table.key)),
        Fact("rows", "记录数", str(len(table))),
        *about_edition(catalog),
        Fact("descriptor", "字段说明", urls.package_descriptor(table.key.package)),
    ]


def about_edition(catalog: Catalog) -> list[Fact]:
    edition = catalog.disclosure.edition
    facts = [
        Fact("source", "来源", f"{edition.title}（{edition.operator.name}）"),
        Fact("as_of", "数据截至", str(catalog.disclosure.as_of)),
        Fact("license", "许可", edition.licence.title),
        Fact("license_url", "许可全文", edition.licence.path),
        Fact("notice", "请注意", REMINDER),
    ]
    said = warning(edition)
    return [Fact("warning", "重要说明", said), *facts] if said else facts


def warning(edition: Edition) -> str:
    """What nobody may overlook, as the banner of every page says it."""
    if edition.is_demo:
        return "演示数据：机构、记录和文件全部是虚构的，不对应任何真实单位。"
    if not edition.operator.official:
        return f"非官方：由 {edition.operator.name} 整理公开资料，不代表任何机关，不构成任何证明。"
    return ""
