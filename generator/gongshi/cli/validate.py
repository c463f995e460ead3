"""gongshi validate"""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, NoReturn

import typer

from gongshi.cli.options import AsOfText, ConfigFile, DataFolder, as_of_day, project_of
from gongshi.cli.terminal import counting, err, log_of_mkdocs, say, say_error
from gongshi.core.finding import Finding, Severity, has_errors, in_order
from gongshi.core.report_text import report_text
from gongshi.mkdocs_plugin import runner
from gongshi.pipeline import Examination, examine
from gongshi.project import Project
from gongshi.validation.cluster import Cluster
from gongshi.validation.validate import validate_files

_NOT_LOOKED_AT = (
    "没有检查 mkdocs.yml、说明页和附件：数据改正以后，在项目文件夹里运行 gongshi validate"
    "（不带 --data），或直接 gongshi build。"
)


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


def validate(
    data: DataFolder = None,
    as_of: AsOfText = None,
    output: Annotated[Format, typer.Option("--format", help="输出格式")] = Format.TEXT,
    config_file: ConfigFile = None,
    only_data: Annotated[
        bool,
        typer.Option("--only-data", help="只校验数据，不依法筛查；表再大也只占几百兆内存"),
    ] = False,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="由这个 Dask 调度器下的机器分头校验分成多个文件的表（同 --only-data）",
        ),
    ] = None,
) -> None:
    """校验数据、说明页和附件并依法筛查，不写任何文件。可以公开时退出码为 0，有错误为 1。"""
    log_of_mkdocs(verbose=False)
    project = project_of(data, config_file)
    if only_data or scheduler:
        _only_data(project, output, scheduler)
    day = as_of_day(as_of)
    with err.status("正在校验…"):
        examination = examine(project, day)
        whole = data is None and examination.disclosure is not None
        if whole:
            examination = _with_prose(examination, runner.check(config_file, examination))
    if output is Format.JSON:
        document = _document(examination, str(day), whole=whole)
        typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        _print(examination, str(day), project)
        if not whole:
            say(_NOT_LOOKED_AT)
    raise typer.Exit(0 if examination.disclosure else 1)


def _only_data(project: Project, output: Format, scheduler: str | None) -> NoReturn:
    cluster = Cluster.at(scheduler) if scheduler else None
    try:
        with counting("正在校验") as advance:
            verdict = validate_files(project.data, project.shown_data, advance, cluster)
    finally:
        if cluster:
            cluster.close()
    if output is Format.JSON:
        document = {
            "valid": verdict.ok,
            "rows": verdict.rows,
            "findings": [finding.as_json() for finding in verdict.findings],
        }
        typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        if verdict.findings:
            say_error(report_text(verdict.findings))
        result = "数据合格；能不能公开还要依法筛查" if verdict.ok else "请先改正上面的错误"
        say(f"{project.shown_data}：{verdict.rows} 行，{result}。")
    raise typer.Exit(0 if verdict.ok else 1)


def _with_prose(examination: Examination, beside: tuple[Finding, ...]) -> Examination:
    return replace(
        examination,
        findings=in_order([*examination.findings, *beside]),
        disclosure=None if has_errors(beside) else examination.disclosure,
    )


def _document(examination: Examination, as_of: str, *, whole: bool) -> dict[str, object]:
    """The stable JSON form: every finding, and what would be public."""
    disclosure = examination.disclosure
    findings = examination.findings
    return {
        "asOf": as_of,
        "publishable": disclosure is not None,
        "proseChecked": whole,
        "errors": sum(f.severity is Severity.ERROR for f in findings),
        "warnings": sum(f.severity is Severity.WARNING for f in findings),
        "rows": examination.rows,
        "public": {str(t.key): len(t) for t in disclosure.tables} if disclosure else {},
        "ended": sum(not t.suspended for t in disclosure.tombstones) if disclosure else 0,
        "suspended": sum(t.suspended for t in disclosure.tombstones) if disclosure else 0,
        "findings": [finding.as_json() for finding in findings],
    }


def _print(examination: Examination, as_of: str, project: Project) -> None:
    if examination.findings:
        say_error(report_text(examination.findings))
    disclosure = examination.disclosure
    if disclosure is None:
        say(f"{project.shown_data}：{examination.rows} 行，不能公开，请先改正上面的错误。")
        return
    public = sum(len(table) for table in disclosure.tables)
    suspended = sum(stone.suspended for stone in disclosure.tombstones)
    ended = len(disclosure.tombstones) - suspended
    here = sum(not stone.removed for stone in disclosure.tombstones)
    say(
        f"{project.shown_data}：{examination.rows} 行，可以公开。截至 {as_of}，"
        f"公开 {public} 条，终止公示 {ended} 条，尚不公开 {examination.rows - public - here} 条"
        + (f"，暂停公示 {suspended} 条。" if suspended else "。")
    )
