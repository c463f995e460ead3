"""A package as one zip: everything that must travel with the data travels with it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.core.output import File
from gongshi.export.about import warning
from gongshi.screening.disclosure import PublicPackage

# The oldest time a zip can hold: the same data gives the same bytes on any day.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def zip_of(members: Iterable[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(members):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return stream.getvalue()


def readme(
    catalog: Catalog, package: PublicPackage, files: Iterable[tuple[CatalogTable, File]]
) -> bytes:
    """The README inside the zip: what it is, as of when, how to read and cite it."""
    edition, as_of = catalog.disclosure.edition, catalog.disclosure.as_of
    said = warning(edition)
    tables = [
        f"| {file.path.rpartition('/')[2]} | {table.title} | {len(table)} | {file.sha256} |"
        for table, file in files
    ]
    lines = [
        f"# {package.title}",
        *(("", f"**{said}**") if said else ()),
        "",
        package.description,
        "",
        f"- 来源：{edition.title}（{edition.operator.name}）",
        f"- 数据截至：{as_of}",
        f"- 许可：{edition.licence.title}（{edition.licence.path}）",
        f"- 引用：{edition.operator.name}. {package.title}[DB/OL]. {edition.title}, {as_of}.",
        "",
        "| 文件 | 内容 | 行数 | sha256 |",
        "|---|---|---:|---|",
        *tables,
        "",
        "## 怎样读",
        "",
        "CSV 是 UTF-8 编码、逗号分隔。会被表格软件当成公式的格（= + - @ 开头），前面加了撇号 '。",
        "空格和“不适用”“依法不予公开”等是有名目的缺失值，见 datapackage.json 的 missingValues。",
        "各列的含义、类型和取值范围见 datapackage.json（Data Package v2）。",
        "",
        "## 请注意",
        "",
        "这里只有数据截至日依法可以公开的记录。记录到期、修复或撤下后，本站即停止公示；",
        "请同时更新或删除你的副本。没有记录不等于信用证明。",
        "",
    ]
    return "\n".join(lines).encode()
