"""gongshi rules"""

from __future__ import annotations

from pathlib import Path
from textwrap import indent
from typing import Annotated

import typer
from rich.table import Table

from gongshi.cli.options import ConfigFile, DataFolder, project_of
from gongshi.cli.terminal import out, say, say_error
from gongshi.core.errors import ProjectError
from gongshi.core.finding import Finding, has_errors
from gongshi.core.report_text import report_text
from gongshi.core.text import nearest
from gongshi.screening.overrides import edition_rulebook
from gongshi.screening.rule import Rule
from gongshi.screening.rulebook import Rulebook, national_rulebook
from gongshi.screening.rulebook_diff import rulebook_diff
from gongshi.screening.wording import ACTIONS, SCOPES, VERIFIED, condition_text


def rules(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="只看一条，如 T03")] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="只看本版本的 rules.yaml 改了全国规则的什么")
    ] = False,
    data: DataFolder = None,
    config_file: ConfigFile = None,
) -> None:
    """列出公开规则：条件、处理、依据、核实程度。"""
    rulebook, findings = _rulebook(data, config_file)
    if findings:
        say_error(report_text(findings))
    if has_errors(findings):
        raise typer.Exit(1)
    if diff:
        say("\n".join(rulebook_diff(national_rulebook(), rulebook)) or "本版本没有本地规则。")
    elif code is None:
        out.print(_table(rulebook))
    else:
        say("\n\n".join(_text(rule) for rule in _named(rulebook, code.upper())))


def _rulebook(data: Path | None, config_file: Path | None) -> tuple[Rulebook, tuple[Finding, ...]]:
    """The edition's, where there is a project here; else the national one."""
    if data is None and config_file is None and not Path("mkdocs.yml").is_file():
        return national_rulebook(), ()
    project = project_of(data, config_file)
    return edition_rulebook(project.data, project.shown_data)


def _table(rulebook: Rulebook) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("编号", "处理", "核实", "标题"):
        table.add_column(heading, no_wrap=heading != "标题")
    for rule in rulebook.every:
        mark = "（本地）" if rule in rulebook.local else ""
        table.add_row(rule.id, ACTIONS[rule.action], VERIFIED[rule.verified], rule.title + mark)
    return table


def _named(rulebook: Rulebook, code: str) -> list[Rule]:
    found = [rule for rule in rulebook.every if rule.id == code]
    if not found:
        meant = nearest(code, [rule.id for rule in rulebook.every])
        hint = f"是不是 {meant}？" if meant else "用 gongshi rules 看全部"
        raise ProjectError(f"没有规则 {code}。{hint}")
    return found


def _text(rule: Rule) -> str:
    period = f"{rule.effective_from or '—'} 至 {rule.effective_to or '现在'}"
    lines = [
        f"{rule.id} {rule.title}",
        f"  处理：{ACTIONS[rule.action]}",
        f"  对象：{' '.join([SCOPES[rule.on.scope], rule.on.kind or '', *rule.on.fields]).strip()}",
        "  条件：",
        indent(condition_text(rule), "    "),
        f"  消息：{rule.message}",
        f"  怎么办：{rule.remedy}",
        f"  施行：{period}",
        f"  依据：{rule.citation}",
        f"  核实：{VERIFIED[rule.verified]}",
    ]
    if rule.replaces:
        lines.append(f"  替换：全国规则 {rule.replaces}，因为{rule.reason}")
    return "\n".join(lines)
