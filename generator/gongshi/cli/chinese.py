"""What typer says in English, said in Chinese: headings of --help and errors of usage."""

from __future__ import annotations

import re
from typing import Any

from typer import rich_utils
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
rich_utils.OPTIONS_PANEL_TITLE = "选项"
rich_utils.COMMANDS_PANEL_TITLE = "命令"
rich_utils.DEFAULT_STRING = "[默认：{}]"
rich_utils.REQUIRED_LONG_STRING = "[必须写]"

_HELP = "显示这份说明"
_WORDS = (
    (r"No such option: (\S+?)\.? ?\(Possible options: (.*)\)", r"没有选项 \1；是不是 \2？"),
    (r"No such option: (\S+?)\.? Did you mean '?(\S+?)'?\?", r"没有选项 \1；是不是 \2？"),
    (r"No such option: (\S+).*", r"没有选项 \1"),
    (r"No such command '(.*?)'\. Did you mean '(.*?)'.*", r"没有命令 \1；是不是 \2？"),
    (r"No such command '(.*?)'.*", r"没有命令 \1"),
    (r"Missing argument '(.*?)'.*", r"缺少参数 \1"),
    (r"Missing option '(.*?)'.*", r"缺少选项 \1"),
    (r"Missing command.*", "缺少命令"),
    (r"Option '(.*?)' requires an argument.*", r"选项 \1 后面要写一个值"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\).*", r"多写了参数：\1"),
    (r"Invalid value for '(.*?)'.*: .*?'(.*?)' is not one of (.*?)\.?", r"\1 不能是 \2；可选 \3"),
    (r"Invalid value for '(.*?)'.*: .*'(.*?)' does not exist.*", r"\1：没有 \2"),
    (r"Invalid value for '(.*?)'.*: .*'(.*?)' is a directory.*", r"\1：\2 是文件夹，要的是文件"),
    (r"Invalid value for '(.*?)'.*: (.*)", r"\1 的值不对：\2"),
)


class ChineseCommand(TyperCommand):
    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _with_help(super().get_help_option(ctx))


class ChineseGroup(TyperGroup):
    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _with_help(super().get_help_option(ctx))


def _usage(text: str) -> str:
    return (
        text.replace("Usage:", "用法：")
        .replace("[OPTIONS]", "[选项]")
        .replace("COMMAND [ARGS]...", "命令 [参数]")
    )


def _with_help(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
    return option


def usage_error(error: TyperException) -> str:
    """What is wrong with the command line, and where to read how it is meant. What typer says of
    something that is not foreseen here stays as it is.
    """
    context = getattr(error, "ctx", None)
    asked = f"{context.command_path} --help" if context else "gongshi --help"
    text = " ".join(str(getattr(error, "format_message", error.__str__)()).split())
    for pattern, words in _WORDS:
        if re.fullmatch(pattern, text):
            text = re.sub(pattern, words, text)
            break
    ending = "" if text.endswith("？") else "。"
    return f"{text}{ending}写法见 {asked}".replace("python -m gongshi", "gongshi")
