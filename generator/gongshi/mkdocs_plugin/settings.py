"""What mkdocs.yml says to readers: the site's name and description, the navigation's titles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from gongshi.core.finding import Finding
from gongshi.pipeline import screen_prose
from gongshi.screening.disclosure import Disclosure

_SAID = (
    *("site_name", "site_description", "site_author", "site_url", "copyright", "nav", "extra"),
    *("repo_name", "repo_url", "edit_uri"),
)


def settings_findings(config: MkDocsConfig, disclosure: Disclosure) -> Iterator[Finding]:
    """Rules about public text over mkdocs.yml. The line is that on which the words stand."""
    path = Path(config.config_file_path or "mkdocs.yml")
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError:  # MkDocs may be given its settings by a program
        lines = []
    for key in _SAID:
        for text in leaves(config.get(key)):
            row = next((n for n, line in enumerate(lines, 1) if text and text in line), None)
            for finding in screen_prose(disclosure, {path.name: [text]}):
                yield replace(finding, row=row, field=key)


def leaves(value: Any) -> Iterator[str]:
    """Every key and value, as text."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(inner)
    elif value is not None:
        yield str(value)


def names_in(path: str) -> Iterator[str]:
    """The names in a path, of which URLs are made; without a suffix as well, since a dot beside a
    number makes it look like part of a code.
    """
    for part in PurePosixPath(path).parts:
        yield part
        yield PurePosixPath(part).stem
