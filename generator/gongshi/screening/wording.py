"""The words of the rulebook in Chinese, for the rule pages and for the terminal.

Names of fields, kinds and states stay as they are written in the data: they are keys to look up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from gongshi.screening.rule import Action, Rule, Scope, Verified

ACTIONS: Mapping[Action, str] = {
    Action.BLOCK: "拦截",
    Action.REQUIRE: "必须具备",
    Action.MASK: "脱敏",
    Action.DECIDE: "系统取定",
    Action.FLAG: "提示",
    Action.WITHHOLD: "不公开",
    Action.EXPIRE: "终止公示",
    Action.ANNOTATE: "标注",
}
SCOPES: Mapping[Scope, str] = {
    Scope.EDITION: "整个版本",
    Scope.SCHEMA: "描述文件",
    Scope.ROWS: "每一条记录",
    Scope.PUBLIC_TEXT: "要公开的文字",
    Scope.CHECK: "数据校验",
    Scope.LEDGER: "与以前公开过的比较",
    Scope.ENGINE: "系统本身",
    Scope.OUTPUT: "生成的网页",
}
VERIFIED: Mapping[Verified, str] = {
    Verified.PRIMARY: "读过原文",
    Verified.SECONDARY: "可靠转述",
    Verified.MEMORY: "凭记忆，只提示",
    Verified.UNVERIFIED: "未核实，只提示",
}
PREDICATES: Mapping[str, str] = {
    "all": "全部满足",
    "any": "满足任一项",
    "not": "并非",
    "given": "版本满足",
    "then": "而网页",
    "missing": "没有填",
    "in": "取值在内",
    "has_status": "状态是",
    "matches": "整格符合",
    "contains": "含有",
    "malformed": "写法不合",
    "less_than": "小于",
    "differ": "两格不同",
    "prefix_differs": "开头不同",
    "prefix_not_in": "这几位不在内",
    "repeated": "与别的行重复",
    "graded_apart": "同一组里不一致",
    "names_no_law": "没有写出法规名称或文号",
    "not_in_catalogue": "不在公共信用信息目录内",
    "other_class": "与版本的数据性质不同",
    "no_mandate": "版本没有写授权文件",
    "edition_class": "版本的数据性质",
    "no_table_basis": "整张表没有写依据",
    "no_summary_fields": "没有写摘要字段",
    "names_no_public_field": "不是所指记录的公开字段",
    "after_as_of": "晚于数据日期",
    "before_as_of": "早于数据日期",
    "earlier": "早于另一个日期",
    "older_than": "已经过去",
    "later_than": "比另一个日期晚出",
    "past_period": "最长公示期已满",
    "no_period": "没有公示期限",
    "before_earliest": "早于最短公示期满",
    "overdue": "时限已过",
    "unknown_year": "放假安排未知的年份",
    "linked": "有这样的记录指向它",
    "target": "它指向的记录",
    "linked_later": "有更晚的记录指向它",
    "lacks_yearly": "缺少上一年度的记录",
    "field_named": "字段名像个人信息",
    "no_visibility": "没有写可见性",
    "hidden_in_template": "模板用了不公开的字段",
    "kind_unstated": "像失信记录而没有写种类",
    "undeclared_kind": "有这些字段而没有写这个种类",
    "strange_words": "选项不是这些词",
    "edition": "版本写的是",
    "lacks": "版本没有写",
    "area_code": "区划代码",
    "real_place": "用了真实的地名",
    "official_operator": "主办单位是官方",
    "title_says": "版本名称含有",
    "site_host": "网址的主机名",
    "personal_fields": "有个人姓名要公开",
    "detects": "检测到",
    "words": "含有这些词",
    "found": "含有",
    "about": "说的是",
    "unmarked": "没有演示标志，或允许搜索引擎收录",
    "says": "写有",
    "requests_elsewhere": "请求别的网站",
    "inaccessible": "缺少无障碍的基本信息",
    "without_notice": "没有非官方的说明",
    "says_personal": "网页的文字里检测到",
    "active_content": "有跳转、嵌入、脚本或向别处发送的内容",
    "lacks_any": "缺少文件",
    "codes": "校验结果",
    "illegal_step": "不合次序的状态变化",
    "vanished": "公开过而没有了",
    "open_tombstone": "撤下说明有规定以外的内容",
    "fact_changed": "公开过的事实变了",
    "rows_follow": "附属记录随所属记录",
    "period_regime": "新旧办法的选择",
    "output_sweep": "输出文件里有不公开的内容",
    "never_outside": "只能在一处出现",
}
_PARAMETERS: Mapping[str, str] = {
    "field": "字段",
    "fields": "字段",
    "values": "取值",
    "value": "数值",
    "pattern": "正则表达式",
    "prefix": "开头应是",
    "length": "位数",
    "start": "起点",
    "same": "相同的字段",
    "than": "相比的字段",
    "after": "相比的字段",
    "months": "个月",
    "days": "天",
    "workdays": "个工作日",
    "severity": "程度",
    "record": "指向记录的字段",
    "clock": "时限",
    "open": "还没有办结",
    "kind": "表的种类",
    "where": "满足",
    "day": "日期",
    "year": "年度",
    "from": "从几月几日起",
    "names": "名称",
    "titles": "标题含有",
    "mechanisms": "方案里的机制",
    "texts": "文字符合",
    "except": "除外",
    "key": "项目",
    "inside": "以此开头",
    "outside": "不以此开头",
    "ends": "结尾是",
    "files": "文件",
    "is": "是",
    "unless": "除非",
    "steps": "允许的变化",
    "restored_by": "恢复公示要有",
    "correction_of": "更正的字段",
    "followers": "随所属记录恢复的原因",
    "events": "事件",
    "suspended": "暂停",
    "title": "名称",
    "reasons": "原因类别",
}
_LABELS = {**_PARAMETERS, **PREDICATES}
# Below these stand names of fields, kinds and states, not words of the rulebook.
_OF_DATA = frozenset({"malformed", "edition", "except", "steps", "reasons", "events", "unless"})
_OF_DATA |= {"undeclared_kind", "strange_words"}
_DEEP = "strange_words"  # kinds, and below each its fields


def in_words(condition: Any, parent: str = "") -> Any:
    """A condition with the rulebook's own words in Chinese."""
    if isinstance(condition, list):
        return [in_words(one, parent) for one in condition]
    if not isinstance(condition, Mapping):
        return {True: "是", False: "否"}[condition] if isinstance(condition, bool) else condition
    if not condition:
        return "是"
    if parent in _OF_DATA:
        below = parent if parent == _DEEP else ""
        return {key: in_words(value, below) for key, value in condition.items()}
    return {_LABELS.get(key, key): in_words(value, key) for key, value in condition.items()}


def condition_text(rule: Rule) -> str:
    """The rule's condition as an outline."""
    words = in_words(dict(rule.when))
    return str(yaml.safe_dump(words, allow_unicode=True, sort_keys=False, width=90)).strip()
