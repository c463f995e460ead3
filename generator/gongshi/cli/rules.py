"""gongshi rules"""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from gongshi.cli.terminal import out, say
from gongshi.core.errors import ProjectError
from gongshi.core.text import nearest
from gongshi.screening.rule import Rule
from gongshi.screening.rulebook import national_rulebook


def rules(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="只看一条，如 T03")] = None,
) -> None:
    """列出公开规则：条件、处理、依据、核实程度。"""
    rulebook = national_rulebook()
    if code is None:
        table = Table(box=None, pad_edge=False)
        for heading in ("编号", "处理", "核实", "标题"):
            table.add_column(heading, no_wrap=heading != "标题")
        for rule in rulebook.rules:
            table.add_row(rule.id, rule.action.value, rule.verified.value, rule.title)
        out.print(table)
        return
    found = rulebook.by_id(code.upper())
    if found is None:
        meant = nearest(code.upper(), [rule.id for rule in rulebook.rules])
        hint = f"是不是 {meant}？" if meant else "用 gongshi rules 看全部"
        raise ProjectError(f"没有规则 {code}。{hint}")
    say(_text(found))


def _text(rule: Rule) -> str:
    period = f"{rule.effective_from or '—'} 至 {rule.effective_to or '现在'}"
    return "\n".join(
        [
            f"{rule.id} {rule.title}",
            f"  处理：{rule.action.value}",
            f"  对象：{' '.join([rule.on.scope.value, rule.on.kind or '', *rule.on.fields])}",
            f"  条件：{dict(rule.when)}",
            f"  消息：{rule.message}",
            f"  怎么办：{rule.remedy}",
            f"  施行：{period}",
            f"  依据：{rule.citation}",
            f"  核实：{rule.verified.value}",
        ]
    )
