"""Commands that are imported when they are asked for: `gongshi due` need not load what `new` needs.
A command is a function in the module of its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Literal

from typer.core import TyperCommand
from typer.main import get_command_from_info
from typer.models import CommandInfo

from gongshi.cli.chinese import ChineseCommand, ChineseGroup

COMMANDS = (
    "validate",
    "build",
    "serve",
    "init",
    "new",
    "rules",
    "screen",
    "due",
    "release",
    "tombstone",
    "verify",
)


class _Commands(Mapping[str, TyperCommand]):
    """Name → command, imported once."""

    def __init__(self, rich_markup_mode: Literal["markdown", "rich"] | None) -> None:
        self._rich_markup_mode = rich_markup_mode
        self._made: dict[str, TyperCommand] = {}

    def __getitem__(self, name: str) -> TyperCommand:
        if name not in COMMANDS:
            raise KeyError(name)
        if name not in self._made:
            function = getattr(import_module(f"gongshi.cli.{name}"), name)
            made = get_command_from_info(
                CommandInfo(name=name, cls=ChineseCommand, callback=function),
                pretty_exceptions_short=False,
                rich_markup_mode=self._rich_markup_mode,
            )
            assert isinstance(made, TyperCommand)
            self._made[name] = made
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class OnDemandGroup(ChineseGroup):
    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        self.commands = _Commands(self.rich_markup_mode)  # type: ignore[assignment]  # nobody adds
