"""The recipe: the order of the stages, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from gongshi import __version__
from gongshi.catalog.catalog import Catalog
from gongshi.core.clock import AsOf
from gongshi.core.errors import BuildError
from gongshi.core.finding import Finding
from gongshi.core.output import OutputFile
from gongshi.export.export import export, record_files
from gongshi.export.sitemap import robots_file, sitemap_file
from gongshi.loading.load import load
from gongshi.project import Project
from gongshi.release.manifest import write_manifest
from gongshi.release.output_check import output_problems
from gongshi.render.environment import make_environment
from gongshi.render.render import page_count, render
from gongshi.render.shell import Shell
from gongshi.render.site import ShellKey, Site
from gongshi.screening.disclosure import Disclosure
from gongshi.screening.judgements import screen_text
from gongshi.screening.rule import Action, Scope
from gongshi.screening.rulebook import national_rulebook
from gongshi.screening.screen import screen
from gongshi.search.index import ProsePage, search_files
from gongshi.validation.validate import validate


@dataclass(frozen=True)
class Examination:
    """What the data are worth today. `disclosure` is None if they may not be published."""

    findings: tuple[Finding, ...]
    disclosure: Disclosure | None
    rows: int


def examine(project: Project, as_of: AsOf) -> Examination:
    """Load → validate → screen. Never raises for bad data."""
    report = validate(load(project.data, project.shown_data))
    valid = report.valid()
    if valid is None:
        return Examination(report.findings, None, report.rows)
    screening = screen(valid, as_of, national_rulebook(), project.shown_data)
    return Examination(screening.findings, screening.disclosure, report.rows)


def screen_prose(disclosure: Disclosure, texts: Mapping[str, Iterable[str]]) -> Iterator[Finding]:
    """The detectors over hand-written pages: path → its text."""
    rules = disclosure.rulebook.of(
        Scope.PUBLIC_TEXT, Action.BLOCK, Action.FLAG, as_of=disclosure.as_of
    )
    return screen_text(rules, texts)


@dataclass(frozen=True)
class Frame:
    """What the host (MkDocs) contributes: the theme's folders, its shells, the prose pages."""

    theme_dirs: tuple[str, ...]
    shells: Mapping[ShellKey, Shell]
    own_shells: Mapping[str, Shell]
    pages: tuple[ProsePage, ...]
    site_url: str


def publish(
    disclosure: Disclosure, frame: Frame, folder: Path, progress: Callable[[int, int], None]
) -> int:
    """Catalogue → pages, downloads, search → `folder`; then the checks of the finished output.

    `progress(done, total)` is called now and then. Returns the number of files. Raises BuildError
    if two stages want the same file or a rule about the output is broken; `folder` is then not fit
    to be shown.
    """
    catalog = Catalog(disclosure)
    downloads = export(catalog, frame.site_url)
    site = Site(
        catalog=catalog,
        env=make_environment(frame.theme_dirs),
        shells=frame.shells,
        own_shells=frame.own_shells,
        site_url=frame.site_url,
        prose_urls=frozenset(page.url for page in frame.pages),
    )
    files = chain(
        render(site, downloads),
        record_files(catalog),
        downloads.files,
        search_files(catalog, frame.pages),
        [sitemap_file(catalog, frame.pages, frame.site_url), robots_file(frame.site_url)],
    )
    _write(_counted(files, 2 * page_count(catalog), progress), folder)
    problems = list(output_problems(folder, disclosure))
    if problems:
        raise BuildError("\n".join(problems[:20]))
    return write_manifest(folder, disclosure.edition.name, disclosure.as_of, __version__)


def _write(files: Iterable[OutputFile], folder: Path) -> None:
    written: set[str] = set()
    for file in files:
        if file.path in written:
            raise BuildError(f"两处都要写 {file.path}：检查是否有重复的名称")
        written.add(file.path)
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def _counted(
    files: Iterable[OutputFile], total: int, progress: Callable[[int, int], None]
) -> Iterator[OutputFile]:
    for number, file in enumerate(files):
        if number % 200 == 0:
            progress(min(number, total), total)
        yield file
    progress(total, total)
