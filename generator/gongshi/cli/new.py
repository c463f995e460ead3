"""gongshi new"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gongshi.cli.options import ConfigFile, DataFolder, as_of_day, project_of
from gongshi.cli.terminal import err, say, say_error
from gongshi.core.report_text import report_text
from gongshi.intake.new import Created, Wanted, create
from gongshi.package.policy import Visibility
from gongshi.pipeline import examine

_CHOICES = (Visibility.PUBLIC, Visibility.INTERNAL)


def _visibility(value: str | None) -> str | None:
    if value is not None and value not in _CHOICES:
        raise typer.BadParameter("写 public 或 internal")
    return value


def new(
    package: Annotated[
        str, typer.Argument(metavar="PACKAGE", help="新数据包的名称，也是网址的一部分")
    ],
    source: Annotated[
        Path,
        typer.Option(
            "--from",
            metavar="PATH",
            help="CSV 文件、Excel 工作簿，或者放着 datapackage.yaml（.json）的文件夹",
            exists=True,
        ),
    ],
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="给读者看的名称")
    ] = None,
    visibility: Annotated[
        str | None,
        typer.Option(
            "--visibility",
            metavar="WORD",
            help="public 或 internal；不写就什么也不公开",
            callback=_visibility,
        ),
    ] = None,
    basis: Annotated[
        str | None, typer.Option("--basis", metavar="TEXT", help="公开依据：法规名称和条款")
    ] = None,
    data: DataFolder = None,
    config_file: ConfigFile = None,
) -> None:
    """把一张表或别人的数据包变成本项目的数据包：写描述文件和 CSV，加编号，连到机构。"""
    project, day = project_of(data, config_file), as_of_day(None)
    wanted = Wanted(
        name=package,
        source=source,
        title=title,
        visibility=Visibility(visibility) if visibility else None,
        basis=basis,
    )
    created = create(project, wanted)
    _say(created)
    with err.status("正在校验…"):
        examination = examine(project, day)
    mine = [f for f in examination.findings if f.path.startswith(f"{created.shown}/")]
    if mine:
        say_error(f"校验这个数据包：\n{report_text(mine)}")
    say("改好以后：gongshi validate，再用 gongshi serve 预览。")


def _say(created: Created) -> None:
    say(f"已建好 {created.shown}/。")
    say("\n".join(f"  · {note}" for note in created.notes))
    say("还要你决定：")
    say("\n".join(f"  {number}. {what}" for number, what in enumerate(created.undecided, start=1)))
