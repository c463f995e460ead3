"""The recipe: the order of the stages, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from gongshi import __version__
from gongshi.catalog.catalog import Catalog
from gongshi.core.clock import AsOf
from gongshi.core.errors import BuildError
from gongshi.core.finding import Finding, has_errors, in_order
from gongshi.core.output import OutputFile
from gongshi.core.report_text import report_text
from gongshi.export.export import api_files, export
from gongshi.export.overview_json import overview_files
from gongshi.export.removals_json import ledger_files
from gongshi.export.sitemap import robots_file, sitemap_files
from gongshi.export.sql_engine import engine_files, engine_missing
from gongshi.loading.load import load
from gongshi.project import Project, engine_folder, shown_path, template_root
from gongshi.release.manifest import write_manifest
from gongshi.release.output_check import Made, output_findings
from gongshi.release.sweep import sweep
from gongshi.release.typed import typed as typed_by_people
from gongshi.render.environment import make_environment
from gongshi.render.render import page_count, render
from gongshi.render.shell import Shell
from gongshi.render.site import ShellKey, Site
from gongshi.screening.attachments.judge import Files, attachment_findings
from gongshi.screening.canary import Canaries
from gongshi.screening.disclosure import Disclosure
from gongshi.screening.ledger.files import read_past
from gongshi.screening.overrides import edition_rulebook
from gongshi.screening.public_texts import strings
from gongshi.screening.rule import JUDGING, Scope
from gongshi.screening.rule_cases import load_cases
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.screen import screen
from gongshi.screening.text_judgements import screen_text, told
from gongshi.screening.typed_texts import edition_texts
from gongshi.search.corpus import ProsePage
from gongshi.search.index import search_files
from gongshi.validation.report import ValidDataset
from gongshi.validation.validate import validate

_MOST_LEAKS = 20


@dataclass(frozen=True)
class Examination:
    """What the data are worth today. `disclosure` is None if they may not be published."""

    findings: tuple[Finding, ...]
    disclosure: Disclosure | None
    rows: int
    canaries: Canaries = field(default_factory=Canaries.none)


@dataclass(frozen=True)
class Checked:
    """The data and the edition's rulebook; `valid` is None if something is wrong with either."""

    findings: tuple[Finding, ...]
    valid: ValidDataset | None
    rulebook: Rulebook
    rows: int


def check(project: Project) -> Checked:
    """Load → validate. Never raises for bad data."""
    report = validate(load(project.data, project.shown_data))
    rulebook, own = edition_rulebook(project.data, project.shown_data)
    valid = None if has_errors(own) else report.valid()
    return Checked(in_order([*report.findings, *own]), valid, rulebook, report.rows)


def examine(project: Project, as_of: AsOf) -> Examination:
    """Load → validate → screen. Never raises for bad data."""
    report = check(project)
    if report.valid is None:
        return Examination(report.findings, None, report.rows)
    past = read_past(project.data, project.shown_data)
    typed = edition_texts(project.data, project.shown_data, report.rulebook, as_of)
    screening = screen(report.valid, as_of, report.rulebook, project.shown_data, past, typed)
    return Examination(screening.findings, screening.disclosure, report.rows, screening.canaries)


def screen_prose(disclosure: Disclosure, texts: Mapping[str, Iterable[str]]) -> Iterator[Finding]:
    """The detectors over hand-written pages: path → its text."""
    rules = disclosure.rulebook.of(Scope.PUBLIC_TEXT, *JUDGING, as_of=disclosure.as_of)
    for path, parts in texts.items():
        yield from screen_text(rules, {told(path, rules): parts})


def screen_attachments(
    project: Project, disclosure: Disclosure, files: Files
) -> tuple[Finding, ...]:
    """What hand-written content publishes beside its pages: path → a function that reads it."""
    shown = shown_path(project.content, project.root)
    return tuple(attachment_findings(disclosure, files, project.content, shown))


@dataclass(frozen=True)
class Frame:
    """What the host (MkDocs) contributes: the theme's folders, its shells, the prose pages.
    `written` is where people write prose: the pages' folder and mkdocs.yml.
    """

    theme_dirs: tuple[str, ...]
    written: tuple[str, ...]
    shells: Mapping[ShellKey, Shell]
    own_shells: Mapping[str, Shell]
    pages: tuple[ProsePage, ...]
    site_url: str


@dataclass(frozen=True)
class Published:
    """The number of files that were written, and what to warn of."""

    files: int
    warnings: tuple[Finding, ...]


def publish(
    disclosure: Disclosure,
    canaries: Canaries,
    frame: Frame,
    folder: Path,
    progress: Callable[[int, int], None],
) -> Published:
    """Catalogue → pages, downloads, search → `folder`; then the checks of the finished output.

    `progress(done, total)` is called now and then. Raises BuildError
    if two stages want the same file or a rule about the output is broken; `folder` is then not fit
    to be shown.
    """
    catalog = Catalog(disclosure)
    downloads = export(catalog, frame.site_url)
    prose = {page.url: page.title for page in frame.pages}
    site = Site(
        catalog=catalog,
        env=make_environment(frame.theme_dirs),
        shells=frame.shells,
        own_shells=frame.own_shells,
        site_url=frame.site_url,
        prose=prose,
        rule_cases=load_cases(template_root("rule_cases")),
    )
    files = chain(
        render(site, downloads),
        api_files(catalog, frame.site_url),
        ledger_files(catalog),
        overview_files(catalog, prose),
        downloads.files,
        engine_files(),
        search_files(catalog, frame.pages),
        sitemap_files(catalog, frame.pages, frame.site_url),
        [robots_file(frame.site_url)],
    )
    of_cells = _write(_counted(files, 2 * page_count(catalog), progress), folder)
    made = Made(of_cells, _frames(frame), _examples(site))
    found = in_order(output_findings(folder, disclosure, made))
    if has_errors(found):
        raise BuildError(report_text(found))
    edition, seal = disclosure.edition.name, disclosure.ledger_seal
    count = write_manifest(folder, edition, disclosure.as_of, __version__, seal)
    leaks = _leaks(canaries, frame, folder)
    if has_errors(leaks):
        raise BuildError(report_text(leaks))
    return Published(count, in_order([*found, *leaks, *engine_missing()]))


def _leaks(canaries: Canaries, frame: Frame, folder: Path) -> tuple[Finding, ...]:
    """Last of all, so that every file is there. Enough to see what is wrong, not the whole site."""
    code = [template_root("rule_cases"), *map(Path, frame.theme_dirs)]
    code += filter(None, [engine_folder()])
    known = typed_by_people(code, map(Path, frame.written))
    return in_order(leak.finding() for leak in islice(sweep(folder, canaries, known), _MOST_LEAKS))


def _frames(frame: Frame) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shell.frame for shell in frame.shells.values()))


def _examples(site: Site) -> tuple[str, ...]:
    """The texts of the cases of the national rules, as their pages print them."""
    texts = {text for file in site.rule_cases.values() for text in strings(file)}
    return tuple(sorted(texts, key=len, reverse=True))


def _write(files: Iterable[OutputFile], folder: Path) -> frozenset[str]:
    """Returns the paths of the pages of cells (core.output)."""
    written: set[str] = set()
    of_cells: set[str] = set()
    for file in files:
        if file.path in written:
            raise BuildError(f"两处都要写 {file.path}：检查是否有重复的名称")
        written.add(file.path)
        if file.of_cells:
            of_cells.add(file.path)
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return frozenset(of_cells)


def _counted(
    files: Iterable[OutputFile], total: int, progress: Callable[[int, int], None]
) -> Iterator[OutputFile]:
    for number, file in enumerate(files):
        if number % 200 == 0:
            progress(min(number, total), total)
        yield file
    progress(total, total)
