"""Is there anything to build? The site of the last build stays if nothing that it depends on has
changed, byte for byte, and nobody has touched it.

What is kept of a build (`.gongshi/cache/build.json`, never public) are two hashes and the notes
that it printed, so that they are not lost; no cell. The file may be deleted at any time, and one
that is damaged counts for nothing. A setting that could make the site depend on anything else than
the files named here (another plugin, a hook, an extension that reads files, a variable) means a
build each time.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig

import gongshi
from gongshi.core.files import write_atomic
from gongshi.core.fingerprint import content_of, state_of
from gongshi.project import Project, engine_folder, template_root
from gongshi.release.decision_log import FILE, FOLDER

_PLACE = Path(FOLDER) / "cache" / "build.json"
_PLUGINS = frozenset({"gongshi"})
# Extensions whose output depends on the page alone.
_EXTENSIONS = frozenset(
    """abbr admonition attr_list def_list fenced_code footnotes md_in_html meta sane_lists smarty
    tables toc""".split()  # noqa: SIM905  # read as words
)
_VARIABLES = ("GONGSHI_SEARCH_FILES",)


@dataclass
class Memory:
    """Of a project's last build. `inputs` is "" where the build depends on more than is known."""

    root: Path
    inputs: str
    site: Path
    notes: list[str] = field(default_factory=list)

    def still_good(self) -> bool:
        """Whether the site is what a build would make; then its notes are printed again."""
        known = _read(self.root / _PLACE)
        if not self.inputs or known is None or known["inputs"] != self.inputs:
            return False
        if not (self.root / FOLDER / FILE).is_file():
            return False
        if not self.site.is_dir() or known["output"] != state_of(self.site):
            return False
        log = logging.getLogger("mkdocs.plugins.gongshi")
        for note in known["notes"]:
            log.warning("%s", note)
        return True

    def keep(self, inputs_now: str) -> None:
        """After a build; `inputs_now` so that what changed in the meantime is built again."""
        (self.root / _PLACE).unlink(missing_ok=True)
        if not self.inputs or inputs_now != self.inputs:
            return
        known = {"inputs": self.inputs, "output": state_of(self.site), "notes": self.notes}
        body = json.dumps(known, ensure_ascii=False)
        write_atomic(self.root / _PLACE, f"{_digest(body)}\n{body}".encode())

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Takes down what the build warns of."""
        handler = _Notes(self.notes)
        logger = logging.getLogger("mkdocs")
        logger.addHandler(handler)
        try:
            yield
        finally:
            logger.removeHandler(handler)


class _Notes(logging.Handler):
    def __init__(self, notes: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._notes = notes

    def emit(self, record: logging.LogRecord) -> None:
        self._notes.append(record.getMessage())


def inputs_of(config: MkDocsConfig, project: Project, as_of: str, *, strict: bool) -> str:
    """The hash of all that a build depends on; "" if that cannot be known."""
    if not _is_plain(config):
        return ""
    custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    ours = (template_root(tree) for tree in ("theme", "rule_cases"))
    engine = engine_folder()
    custom += [engine] if engine else []
    places = [project.data, project.content, *custom, *ours, Path(gongshi.__file__).parent]
    settings = _settings(Path(config.config_file_path))
    if any("!ENV" in path.read_text("utf-8") for path in settings):
        return ""
    facts = {
        "as_of": as_of,
        "strict": strict,
        "settings": [content_of([path]) for path in settings],
        "variables": {name: os.environ.get(name, "") for name in _VARIABLES},
        "python": platform.python_version(),
        "packages": sorted({f"{one.name} {one.version}" for one in distributions()}),
        "content": content_of(places),
    }
    return _digest(json.dumps(facts, ensure_ascii=False, sort_keys=True))


def _is_plain(config: MkDocsConfig) -> bool:
    # MkDocs adds its own "search" only where `plugins` is not set at all.
    return (
        set(config.plugins) <= _PLUGINS
        and not config.hooks
        and set(config.markdown_extensions) <= _EXTENSIONS
        and config.theme.name == "material"
    )


def _settings(path: Path) -> list[Path]:
    """mkdocs.yml and what it inherits from."""
    found = [path]
    while (above := _inherited(found[-1])) is not None and above not in found:
        found.append(above)
    return found


class _Loader(yaml.SafeLoader):
    """Reads over tags of MkDocs (`!ENV`)."""


def _nothing(_loader: yaml.SafeLoader, _tag: str, _node: yaml.Node) -> None:
    return None


_Loader.add_multi_constructor("", _nothing)


def _inherited(path: Path) -> Path | None:
    document = yaml.load(path.read_text("utf-8"), _Loader)  # noqa: S506  # a SafeLoader
    above = document.get("INHERIT") if isinstance(document, dict) else None
    return path.parent / str(above) if above else None


def _read(path: Path) -> dict[str, Any] | None:
    """None for no file, a damaged one or one of another shape."""
    try:
        digest, _, body = path.read_text("utf-8").partition("\n")
        known = json.loads(body)
    except (OSError, ValueError):
        return None
    if digest != _digest(body) or not isinstance(known, dict):
        return None
    return known if known.keys() == {"inputs", "output", "notes"} else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
