"""edition.yaml: whose site this is, and whether its data are official or a demonstration."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from gongshi.core.finding import Finding
from gongshi.package.lined_yaml import LinedYamlError
from gongshi.package.reading import model_from, read_yaml, syntax_finding


class DataClass(StrEnum):
    OFFICIAL = "official"
    DEMO = "demo"


class _Closed(BaseModel):
    # Lax, since YAML has neither tuples nor enums; the types are still checked.
    model_config = ConfigDict(extra="forbid", frozen=True)


class Operator(_Closed):
    """Who runs the site. `official` needs `mandate_ref` (征信业管理条例 第二条)."""

    name: str
    official: bool
    mandate_ref: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None


class Hosting(StrEnum):
    """Where the site is served from (rule P15)."""

    MAINLAND = "mainland"
    ABROAD = "abroad"


class Licence(_Closed):
    name: str
    title: str
    path: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]


class Edition(_Closed):
    """`pia_ref`: the impact assessment for personal data (rule P14). `site_code`, `icp` and
    `police_record` are what an official site shows in its footer (rule W02).
    """

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    area_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
    area_name: str
    data_class: DataClass
    operator: Operator
    packages: tuple[str, ...]
    report_error: Annotated[
        str, StringConstraints(pattern=r"^(mailto:[^\s@]+@[^\s@]+|https://\S+)$")
    ]
    licence: Licence
    hosting: Hosting | None = None
    pia_ref: str | None = None
    site_code: str | None = None
    icp: str | None = None
    police_record: str | None = None

    @property
    def is_demo(self) -> bool:
        return self.data_class is DataClass.DEMO


def read_edition(folder: Path, shown_folder: str) -> tuple[Edition | None, tuple[Finding, ...]]:
    """Read `folder`/edition.yaml. Never raises for a bad file."""
    shown = f"{shown_folder}/edition.yaml"
    path = folder / "edition.yaml"
    if not path.is_file():
        finding = Finding(
            code="edition-missing",
            path=shown,
            message="没有这个文件",
            hint="每个版本的数据文件夹都要有 edition.yaml；gongshi init 会写出一个样例",
        )
        return None, (finding,)
    try:
        source = read_yaml(path)
    except LinedYamlError as error:
        return None, (syntax_finding(error, shown),)
    edition, findings = model_from(Edition, source.data, (), source, shown)
    return edition, tuple(findings)
