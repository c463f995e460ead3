"""What the documents say is there: links, pictures, paths, rooms, commands, options."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from gongshi.cli.app import app, main
from projects import ROOT

DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
ROOMS = ROOT / "generator" / "gongshi"
# Where a path in a document may begin.
_ROOTS = (
    ROOT,
    ROOT / "site_templates" / "starter",
    ROOT / "site_templates" / "starter" / "data" / "edition",
    ROOT / "site_templates" / "starter" / "data" / "edition" / "institutions",
    ROOT / "data" / "demo",
)
_MADE = ("site/", "docs/")  # by a build; checked as a picture
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_PATH = re.compile(r"(?!https?:)[\w.-]+(/[\w.*-]+)*/?")


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _anchor(heading: str) -> str:
    """As GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _anchors(text: str) -> set[str]:
    return {_anchor(heading) for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}


def _broken_links(text: str) -> list[str]:
    """Relative targets that do not exist, or lack the heading they point to."""
    broken = []
    for target in _LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = ROOT / path
        page = file.read_text("utf-8") if anchor and file.is_file() else text
        if not file.exists() or (anchor and anchor not in _anchors(page)):
            broken.append(target)
    return broken


def _missing_paths(text: str) -> list[str]:
    """Code spans that look like a path (a slash, or a file name of ours) but lead nowhere."""
    missing = []
    for span in re.findall(r"`([^`\n]+)`", text):
        if not _PATH.fullmatch(span) or span.startswith(_MADE):
            continue
        if "/" in span or span.endswith((".py", ".yaml", ".yml")):
            path = span.rstrip("/")
            # What stands in a room may be named without it.
            places = [*(root.glob(path) for root in _ROOTS), ROOMS.rglob(path)]
            if not any(any(place) for place in places):
                missing.append(span)
    return missing


def _commands() -> dict[str, set[str]]:
    """Command → its options."""
    group = typer.main.get_command(app)
    commands: dict[str, set[str]] = {
        name: {
            option
            for parameter in command.params
            for option in parameter.opts
            if option.startswith("-")
        }
        | {"--help"}
        for name, command in group.commands.items()
    }
    return commands


def _code(text: str) -> Iterator[str]:
    """Lines of code blocks, and code spans."""
    for block in re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", text)


def _unknown_usage(text: str) -> list[str]:
    """`gongshi …` as no command line would take it."""
    commands = _commands()
    unknown = []
    for line in _code(text):
        for found in re.finditer(r"(?:^|[\s/])gongshi (?P<command>[a-z]\S*)(?P<rest>[^#]*)", line):
            options = set(re.findall(r"(?<!\S)--?[a-z][\w-]*", found["rest"]))
            if not options <= commands.get(found["command"], set()):
                unknown.append(line)
            if found["command"] not in commands:
                unknown.append(line)
    return unknown


def _mentioned(text: str) -> set[str]:
    return {name for name in _commands() if any(f"gongshi {name}" in line for line in _code(text))}


def _rooms(text: str) -> set[str]:
    """The folders in the first column of the table of rooms."""
    table = text.partition("## Rooms")[2].partition("Outside the package")[0]
    return set(re.findall(r"`(\w+)/`", " ".join(re.findall(r"^\|([^|]*)\|", table, re.MULTILINE))))


def _exit_code(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int | str | None:
    monkeypatch.setattr(sys, "argv", ["gongshi", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_and_pictures_are_there(document: str) -> None:
    assert _broken_links(_text(document)) == []


@pytest.mark.parametrize(
    "link", ["[x](nowhere.md)", "![x](docs/none.png)", "[x](ARCHITECTURE.md#none)", "[x](#none)"]
)
def test_broken_link_is_seen(link: str) -> None:
    good = "# A title\n[a](#a-title) [b](ARCHITECTURE.md#rooms) [c](https://www.yanshi.example/)\n"
    assert _broken_links(good) == []
    assert len(_broken_links(good + link)) == 1


def test_readme_shows_a_picture_of_a_sensible_size() -> None:
    (picture,) = [target for target in _LINK.findall(_text("README.md")) if target.endswith(".png")]
    content = (ROOT / picture).read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(content[start : start + 4]) for start in (16, 20))
    assert 1000 <= width <= 3000
    assert 500 <= height <= 2000
    assert len(content) < 1_000_000


@pytest.mark.parametrize("document", DOCUMENTS)
def test_paths_are_there(document: str) -> None:
    assert _missing_paths(_text(document)) == []


def test_missing_path_is_seen() -> None:
    assert _missing_paths("`core/` `benchmarks/` `screening/rulebook/*.yaml` `index`") == []
    text = "`attic/` `core/none.py` `none.yaml` `screening/rulebook/*.toml`"
    assert _missing_paths(text) == re.findall(r"`(.*?)`", text)


def test_rooms_are_those_of_the_house() -> None:
    there = {path.name for path in ROOMS.iterdir() if (path / "__init__.py").is_file()}
    assert _rooms(_text("ARCHITECTURE.md")) == there
    assert _rooms("## Rooms\n| Room | One idea |\n|---|---|\n| `attic/` | `core/` |\n") == {"attic"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_and_options_exist(document: str) -> None:
    assert _unknown_usage(_text(document)) == []


@pytest.mark.parametrize(
    "line", ["gongshi publish", "gongshi build --fast", ".venv/bin/gongshi build --to x"]
)
def test_unknown_usage_is_seen(line: str) -> None:
    assert _unknown_usage("`gongshi build --strict -d x` `gongshi rules T03`") == []
    assert set(_unknown_usage(f"```sh\n{line}   # --help\n```\n")) == {f"{line}   # --help"}


def test_every_command_is_documented() -> None:
    assert _mentioned(_text("README.md") + _text("ARCHITECTURE.md")) == _commands().keys()
    assert _mentioned("`gongshi build`") == {"build"}


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", _text("Makefile"), re.MULTILINE))
    for document in DOCUMENTS:
        for line in _code(_text(document)):
            assert set(re.findall(r"(?:^|\s)make ([a-z-]+)", line)) <= targets, line


@pytest.mark.parametrize("command", ["", *_commands()])
def test_help(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert _exit_code(monkeypatch, *command.split(), "--help") == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in (_commands()[command] if command else _commands()))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "publish",
        "build --fast",
        "build --config-file nowhere.yml",
        "validate --as-of 20261124",
        "validate --as-of 2026-02-30",
        "validate --format xml",
        "rules T03 T04",
        "init",
    ],
)
def test_wrong_usage_is_exit_code_2(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    assert _exit_code(monkeypatch, *line.split()) == 2


@pytest.mark.parametrize("line", ["rules T99", "validate --data nowhere", "init ."])
def test_right_usage_that_fails_is_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    assert _exit_code(monkeypatch, *line.split()) == 1
