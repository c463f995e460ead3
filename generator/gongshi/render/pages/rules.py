"""The rules: an overview, and a page for each with its basis, its cases and what it did today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.render.site import ROOT, Page, Site
from gongshi.screening.rule import Action, Rule
from gongshi.screening.rule_cases import Case, TableGiven
from gongshi.screening.wording import SCOPES, VERIFIED, condition_text

ACTIONS: Mapping[Action, str] = {
    Action.BLOCK: "拦截：整站不更新，直到改正",
    Action.REQUIRE: "必须具备：缺少时整站不更新，直到补齐",
    Action.MASK: "脱敏：只公开替换后的内容",
    Action.DECIDE: "由系统取定，记入决定日志",
    Action.FLAG: "提示",
    Action.WITHHOLD: "不公开这一条",
    Action.EXPIRE: "终止公示，只留撤下说明页",
    Action.ANNOTATE: "在记录页上标注",
}
# What the families of ids are about, in the order of the collection of the law.
FAMILIES: Mapping[str, str] = {
    "L": "公开依据和时限",
    "P": "个人信息",
    "N": "永远不公开的内容",
    "T": "公示期限和法定时限",
    "S": "状态和更正",
    "F": "格式和一致",
    "D": "演示数据和不实信息",
    "W": "网站",
    "G": "系统自己的规则",
}


_STONE: Mapping[str, str] = {
    "package": "数据包",
    "resource": "表",
    "record_id": "编号",
    "event": "事件",
    "event_on": "日期",
    "reason": "原因",
}


def rule_pages(site: Site) -> Iterator[Page]:
    """The overview, then each rule's page."""
    disclosure = site.catalog.disclosure
    counts = _counts(site.catalog)
    rules = disclosure.rulebook.every
    yield Page(
        url=urls.RULES,
        section=ROOT,
        template="rules",
        title="公开规则",
        description="决定一条记录今天能否公开的全部规则，逐条写明条件、处理、依据和核实程度，以及本次适用的次数。",
        context={
            "families": _families(rules),
            "regimes": disclosure.rulebook.regimes,
            "clocks": disclosure.rulebook.clocks,
            "absent": disclosure.rulebook.absent,
            "counts": counts,
            "actions": ACTIONS,
            "verified": VERIFIED,
            "local": disclosure.rulebook.local,
        },
    )
    for code in dict.fromkeys(rule.id for rule in rules):
        yield _rule_page(site, [rule for rule in rules if rule.id == code], counts)


def _rule_page(site: Site, versions: list[Rule], counts: Mapping[str, int]) -> Page:
    """`versions`: the national rule, and the edition's own that replaces it, if there is one."""
    rule = versions[-1]
    cases = site.rule_cases.get(rule.id)
    return Page(
        url=urls.rule_page(rule.id),
        section=ROOT,
        template="rule",
        title=f"{rule.id} {rule.title}",
        description=f"{rule.title}。{ACTIONS[rule.action]}。依据：{rule.citation}。",
        context={
            "versions": versions,
            "rule": rule,
            "local": rule in site.catalog.disclosure.rulebook.local,
            "conditions": [condition_text(version) for version in versions],
            "count": counts.get(rule.id, 0),
            "cases": [_case(site.catalog, case) for case in cases.cases] if cases else [],
            "actions": ACTIONS,
            "scopes": SCOPES,
            "verified": VERIFIED,
        },
    )


def _families(rules: tuple[Rule, ...]) -> list[tuple[str, list[Rule]]]:
    known = {**FAMILIES, **{r.id[0]: "本地规则" for r in rules if r.id[0] not in FAMILIES}}
    grouped = [(title, [r for r in rules if r.id[0] == letter]) for letter, title in known.items()]
    return [(title, members) for title, members in grouped if members]


def _counts(catalog: Catalog) -> Counter[str]:
    """Rule id → how often it decided something, or warned, in this build."""
    disclosure = catalog.disclosure
    counts = Counter(decision.rule for decision in disclosure.decisions)
    counts.update(finding.code for finding in disclosure.warnings)
    return counts


def _case(catalog: Catalog, case: Case) -> dict[str, Any]:
    """A case in words: the names of tables and fields as their titles."""
    return {
        "title": case.title,
        "because": case.because,
        "as_of": case.as_of,
        "expect": case.expect.value,
        "applies": case.applies,
        "message": case.message,
        "event_on": case.event_on,
        "given": list(_given(catalog, case)),
    }


def _given(catalog: Catalog, case: Case) -> Iterator[str]:
    tables = {key.resource: table for key, table in catalog.tables.items()}
    yield from _described(tables, case)
    yield from _rows(tables, case.given)
    if case.before is not None:
        for line in _rows(tables, case.before.given):
            yield f"{case.before.as_of} 公开过的{line}"
    for stone in case.tombstones:
        cells = "，".join(f"{_STONE.get(name, name)} = {v or '空'}" for name, v in stone.items())
        yield f"已写的撤下说明：{cells or '没有问题的一条'}"
    yield from (f"文字：“{text}”" for text in case.text)
    if case.page:
        yield f"网页：{case.page}"
    yield from (f"网站里有文件：{name}" for name in case.files)
    if case.without:
        yield f"不看规则 {'、'.join(case.without)}"


def _rows(tables: Mapping[str, CatalogTable], given: Mapping[str, Any]) -> Iterator[str]:
    for name, rows in given.items():
        table = tables.get(name)
        label = table.label if table else name
        for row in rows:
            cells = (
                f"{table.by_name[n].title if table and n in table.by_name else n} = {v or '空'}"
                for n, v in row.items()
            )
            yield f"{label}：{'，'.join(cells) or '没有问题的一条'}"


def _described(tables: Mapping[str, CatalogTable], case: Case) -> Iterator[str]:
    for name, value in case.edition.model_dump(exclude_none=True).items():
        yield f"版本：{name} = {value}"
    for name, described in case.descriptors.items():
        yield from _table(tables[name].label if name in tables else name, described)


def _table(label: str, described: TableGiven) -> Iterator[str]:
    """What the descriptor of a table says differently."""
    for field in described.fields:
        name = field.title or field.name
        visibility = field.visibility.value if field.visibility else "没有写明"
        yield f"{label}有一列“{name}”（{field.name}），可见性{visibility}"
        for said, words in (("只能写", field.enum), ("当作没有的", field.missing)):
            if words is not None:
                yield f"{label}的“{name}”{said}：{'、'.join(word or '空' for word in words)}"
    if described.called:
        yield f"{label}改名为“{described.called}”"
    for key in ("kind", "basis", "title", "summary_fields", "mechanisms"):
        if getattr(described, key) is not None:
            yield f"{label}的描述文件：{key} = {getattr(described, key) or '空'}"
