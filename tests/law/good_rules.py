"""A rules.yaml as a document in which nothing is wrong: a rule of each sort, a regime, a clock."""

from __future__ import annotations

from typing import Any

RULE: dict[str, Any] = {
    "id": "Q01",
    "title": "本地的规则",
    "on": {"kind": "dishonesty_record", "fields": ["severity"]},
    "when": {
        "all": [
            {"in": {"field": "severity", "values": ["轻微"]}},
            {"not": {"contains": {"field": "fact_summary", "pattern": "乱收费|拖欠"}}},
            {"linked": {"kind": "objection", "where": {"missing": {"field": "decided_on"}}}},
        ]
    },
    "action": "flag",
    "message": "说明",
    "remedy": "办法",
    "effective_from": "2026-01-01",
    "citation": "某条例第一条",
    "verified": "primary",
}
ENDING: dict[str, Any] = {
    **RULE,
    "id": "Q02",
    "on": {"kind": "dishonesty_record"},
    "when": {"older_than": {"field": "determined_on", "months": 36}},
    "action": "expire",
    "event": {
        "name": "expired",
        "reason": "公示期限届满",
        "on": {"after_months": {"field": "determined_on", "months": 36}, "field": "updated_on"},
    },
}
TEXT: dict[str, Any] = {
    **RULE,
    "id": "Q03",
    "on": {"scope": "public_text"},
    "when": {"found": "内部(资料|文件)"},
    "action": "mask",
    "mask": {"by": "redact"},
}
GOOD: dict[str, Any] = {
    "rules": [RULE, ENDING, TEXT],
    "regimes": [
        {
            "id": "city-2026",
            "replaces": "ndrc-36-2026",
            "reason": "更短",
            "title": "某条例",
            "valid_from": "2026-04-01",
            "severities": {"一般": {"min_months": 3, "max_months": 6}},
            "citation": "某条例第二条",
            "verified": "primary",
        }
    ],
    "clocks": [
        {
            "id": "objection-hard",
            "replaces": "objection-hard",
            "reason": "更短",
            "title": "异议处理最长期限",
            "kind": "objection",
            "start": ["received_on"],
            "done": ["decided_on"],
            "limit": {"workdays": 15},
            "citation": "某条例第三条",
            "verified": "secondary",
        }
    ],
    "catalogue": ["某目录第一项"],
    "laws": ["某条例"],
}
