"""gongshi init"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from gongshi.cli.terminal import say
from gongshi.core.errors import ProjectError
from gongshi.project import template_root


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="新项目的文件夹")],
) -> None:
    """建一个可以直接生成网站的新项目：配置、说明页和一份虚构的样例数据。"""
    if folder.exists() and any(folder.iterdir()):
        raise ProjectError(f"{folder} 不是空文件夹：换一个名字，或先清空它")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(template_root("starter"), folder, dirs_exist_ok=True)
    shutil.copytree(template_root("content"), folder / "content", dirs_exist_ok=True)
    say(
        f"已建好 {folder}。\n"
        f"  cd {folder}\n"
        "  gongshi validate   # 校验样例数据\n"
        "  gongshi serve      # 在 http://127.0.0.1:8000 预览\n"
        "样例数据是虚构的。换成自己的：改 data/edition/ 里的 edition.yaml 和各个 CSV。"
    )
