"""The starter edition with something of every kind that must not get out."""

from __future__ import annotations

from pathlib import Path

from gongshi.core.clock import AsOf, parse_date
from gongshi.pipeline import Examination, examine
from gongshi.project import Project
from projects import AS_OF, Starter, make_starter

ITEM = "pi-990001-2025-0001"  # stays public
DRAFT = "某区社会救助对象认定规程鸩羽试行稿"
DRAFT_BASIS = "鸩羽区规范性文件登记第88021号"
SERVED = "鸩羽街道办事处拖欠物业服务合同价款一案的执行情况，以及后来补交款项的全部经过"
SERVED_NUMBER = "（2025）示9901执77001号"
ROLE = "鸩羽办公室第{:03d}审核岗"
MASKED = "欧阳鸩羽"
HEAD = "慕容鸩羽"


def with_secrets(folder: Path) -> Starter:
    """An internal post in every row, a masked name, a draft, a withdrawn record, a head by name."""
    starter = make_starter(folder)
    for name in ("power_items", "dishonesty_records", "institutions", "service_commitments"):
        starter.rewrite(name, lambda row: row.update(secrecy_reviewed_role=_role(row)))
    first, second = (row["item_id"] for row in starter.rows("power_items")[:2])
    starter.rewrite("power_items", lambda row: _item(row, first, second))
    [ended, *_] = (row["record_id"] for row in starter.rows("dishonesty_records"))
    starter.rewrite("dishonesty_records", lambda row: _record(row, ended))
    starter.rewrite("institutions", lambda row: row.update(head_name=HEAD))
    masked = ("gongshi: {", "gongshi: {visibility: masked, ")
    _policy(starter, "power_items", "responsible_unit", *masked)
    _policy(starter, "institutions", "head_name", "visibility: internal", "visibility: public")
    edition = starter.data / "edition.yaml"
    edition.write_text(edition.read_text("utf-8") + "pia_ref: 示例市影响评估〔2026〕1号\n", "utf-8")
    return starter


def examined(starter: Starter, as_of: str = AS_OF) -> Examination:
    project = Project(starter.root, starter.data, starter.root / "content")
    return examine(project, AsOf(parse_date(as_of)))


def _role(row: dict[str, str]) -> str:
    return ROLE.format(sum(map(ord, next(iter(row.values())))) % 1000)


def _item(row: dict[str, str], draft: str, masked: str) -> None:
    if row["item_id"] == draft:
        row.update(status="draft", item_name=DRAFT, note=DRAFT_BASIS)
    if row["item_id"] == masked:
        row.update(responsible_unit=MASKED)


def _record(row: dict[str, str], ended: str) -> None:
    if row["record_id"] == ended:
        row.update(status="withdrawn", fact_summary=SERVED, basis_doc_no=SERVED_NUMBER)


def _policy(starter: Starter, table: str, field: str, old: str, new: str) -> None:
    """Change the policy of a field in the descriptor's text."""
    path = starter.table(table).with_name("datapackage.yaml")
    before, name, after = path.read_text("utf-8").partition(f"- name: {field}\n")
    path.write_text(before + name + after.replace(old, new, 1), "utf-8")
