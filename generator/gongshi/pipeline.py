"""The recipe: the order of the stages, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from gongshi import __version__
from gongshi.catalog.catalog import Catalog
from gongshi.core import urls
from gongshi.core.clock import AsOf
from gongshi.core.crew import crew, workers_for
from gongshi.core.errors import BuildError
from gongshi.core.finding import Finding, has_errors, in_order
from gongshi.core.output import File, OutputFile
from gongshi.core.report_text import report_text
from gongshi.core.timings import Spent, Timings, stopwatch
from gongshi.export.sql_engine import engine_missing
from gongshi.loading.load import load
from gongshi.package.descriptor import Key
from gongshi.production import TABLES, Job, jobs, last_jobs, warm
from gongshi.project import Project, engine_folder, shown_path, template_root
from gongshi.release.manifest import Release, write_lists
from gongshi.release.output_check import Made, OutputRules
from gongshi.release.sweep import Sieve, Typed, files_of, sweep_files
from gongshi.release.typed import typed as typed_by_people
from gongshi.release.writing import Kept, Writer
from gongshi.render.environment import make_environment
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
from gongshi.validation.report import ValidDataset
from gongshi.validation.validate import validate

_MOST_LEAKS = 20
_WORTH = 500  # records for which another process is worth being forked
_TOGETHER = "生成：全部进程"


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


def examine(project: Project, as_of: AsOf, timings: Timings | None = None) -> Examination:
    """Load → validate → screen. Never raises for bad data."""
    timings = timings or Timings()
    with timings.stage("校验"):
        report = check(project)
    if report.valid is None:
        return Examination(report.findings, None, report.rows)
    with timings.stage("筛查"):
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
    timings: Timings | None = None,
) -> Published:
    """Catalogue → pages, downloads, search → `folder`; then the checks of the finished output.

    `progress(done, total)` is called now and then. Raises BuildError
    if two stages want the same file or a rule about the output is broken; `folder` is then not fit
    to be shown.
    """
    timings = timings or Timings()
    catalog = Catalog(disclosure)
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
    rules = OutputRules(disclosure, Made(frames=_frames(frame), examples=_examples(site)))
    with timings.stage("查漏的准备"):
        known = _typed(frame)
        writer = Writer(folder, rules, Sieve(canaries, known))
    with timings.stage("目录"):
        warm(site)
    kept = _produce(site, frame, writer, folder, progress, timings)
    with timings.stage("检查和清单"):
        return _checked(disclosure, canaries, folder, rules, known, kept, writer)


def _produce(
    site: Site,
    frame: Frame,
    writer: Writer,
    folder: Path,
    progress: Callable[[int, int], None],
    timings: Timings,
) -> dict[str, Kept]:
    """Every file that comes from data, by path."""
    first = jobs(site, frame.pages)
    total = sum(job.records for job in first)
    found: dict[str, Kept] = {}
    done = 0

    def take(job: Job, made: Done) -> None:
        nonlocal done
        done += job.records
        progress(done, total)
        timings.add(job.stage, made.spent)
        for one in made.kept:
            if one.path in found:
                raise BuildError(f"两处都要写 {one.path}：检查是否有重复的名称")
            found[one.path] = one

    work = partial(_work, writer)
    tables = [number for number, job in enumerate(first) if job.stage == TABLES]
    with timings.stage(_TOGETHER), crew(first, work, workers_for(total // _WORTH + 1)) as crew_:
        stored: dict[Key, list[File]] = {key: [] for key in site.catalog.tables}
        for number, made in zip(tables, crew_.results(tables), strict=True):
            job = first[number]
            take(job, made)
            if job.key is not None:
                stored[job.key] += [one.stored(folder) for one in made.kept]
            else:
                [database] = (one.stored(folder) for one in made.kept)
        for job in last_jobs(site, stored, database):
            take(job, work(job))
        rest = [number for number, job in enumerate(first) if job.stage != TABLES]
        for number, made in zip(rest, crew_.results(rest), strict=True):
            take(first[number], made)
    progress(total, total)
    return found


@dataclass(frozen=True)
class Done:
    """What comes back from a job."""

    kept: list[Kept]
    spent: Spent


def _work(writer: Writer, job: Job) -> Done:
    with stopwatch() as spent:
        kept = writer.write(job.files())
    spent.files = len(kept)
    return Done(kept, spent)


def _checked(
    disclosure: Disclosure,
    canaries: Canaries,
    folder: Path,
    rules: OutputRules,
    known: Typed,
    kept: dict[str, Kept],
    writer: Writer,
) -> Published:
    """All that was seen of the files, and what the host has put beside them. Raises BuildError."""
    for path in files_of(folder):
        name = path.as_posix()
        if name not in kept:
            kept[name] = writer.seen(OutputFile(name, (folder / path).read_bytes(), ""))
    found = in_order(rules.findings(folder, {n: k.broken for n, k in kept.items() if k.broken}))
    if has_errors(found):
        raise BuildError(report_text(found))
    release = Release(
        disclosure.edition.name, str(disclosure.as_of), __version__, disclosure.ledger_seal
    )
    count = write_lists(folder, {name: one.hashed for name, one in kept.items()}, release)
    own = [OutputFile(n, (folder / n).read_bytes(), "") for n in (urls.MANIFEST, urls.CHECKSUMS)]
    suspects = {name for name, one in kept.items() if one.suspect}
    suspects.update(file.path for file in own if writer.seen(file).suspect)
    again = (path for path in files_of(folder) if path.as_posix() in suspects) if suspects else ()
    leaks = sweep_files(folder, again, canaries, known)
    leaked = in_order(leak.finding() for leak in islice(leaks, _MOST_LEAKS))
    if has_errors(leaked):
        raise BuildError(report_text(leaked))
    return Published(count, in_order([*found, *leaked, *engine_missing()]))


def _typed(frame: Frame) -> Typed:
    code = [template_root("rule_cases"), *map(Path, frame.theme_dirs)]
    code += filter(None, [engine_folder()])
    return typed_by_people(code, map(Path, frame.written))


def _frames(frame: Frame) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shell.frame for shell in frame.shells.values()))


def _examples(site: Site) -> tuple[str, ...]:
    """The texts of the cases of the national rules, as their pages print them."""
    texts = {text for file in site.rule_cases.values() for text in strings(file)}
    return tuple(sorted(texts, key=len, reverse=True))
