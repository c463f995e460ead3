"""MkDocs events → the pipeline.

`gongshi build` and `mkdocs build` both run this and write the same bytes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from gongshi.core.clock import AsOf, parse_date, today_in_shanghai
from gongshi.core.errors import GongshiError
from gongshi.core.files import staging_for, swap_in
from gongshi.core.finding import Finding, has_errors, in_order
from gongshi.core.report_text import report_text
from gongshi.core.timings import Timings
from gongshi.mkdocs_plugin import frame, theme
from gongshi.mkdocs_plugin.attachments import attachments, drop_checks, own_code
from gongshi.mkdocs_plugin.settings import settings_findings
from gongshi.mkdocs_plugin.strict import strict_warnings
from gongshi.pipeline import (
    Examination,
    Frame,
    examine,
    publish,
    screen_attachments,
    screen_prose,
)
from gongshi.project import Project, shown_path, template_root
from gongshi.release.decision_log import write_decision_log
from gongshi.render.shell import Tokens
from gongshi.screening.disclosure import Disclosure

AS_OF_VARIABLE = "GONGSHI_AS_OF"
log = get_plugin_logger("gongshi")
Progress = Callable[[int, int], None]
CHECK = "check"  # MkDocs' command is build or serve; this one ends before anything is written


class Checked(Exception):  # noqa: N818  # no error: how a check leaves MkDocs when it is done
    """All that is published beside the data has been looked at."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


def _silent(_done: int, _total: int) -> None:
    """For a build that nobody watches."""


class GongshiConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs leaves __init_subclass__ untyped
    """`edition`: an edition's folder, relative to mkdocs.yml. `as_of`: a date; today if absent."""

    edition = config_options.Type(str, default="data/edition")
    as_of = config_options.Optional(config_options.Type(str))


class GongshiPlugin(BasePlugin[GongshiConfig]):  # type: ignore[no-untyped-call]  # as above
    def __init__(self) -> None:
        self.progress: Progress = _silent
        self.timings = Timings()
        self.command = "build"
        self.examination: Examination | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Being defined keeps this object over the rebuilds of `serve`: on_config resets it."""
        self.command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Judge the data here: MkDocs wipes the site after this event, never before.

        A build writes beside the site and swaps at the end, so a failed or killed one leaves the
        last good site; `serve` writes to MkDocs' own temporary folder.
        """
        self.tokens = Tokens.fresh()
        self.collected = frame.Collected()
        self.project = self._project(config)
        problems = theme.third_party_problems(config)
        if problems:
            raise PluginError("\n".join(problems))
        self.disclosure = self._examine()
        theme.install(config, template_root("theme"))
        if self.command != "serve":
            self.target = Path(config.site_dir)
            self.staging = staging_for(self.target)
            config.site_dir = str(self.staging)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the shells: real pages to MkDocs, so that prose may link to them."""
        frame.add_shells(files, config, self.disclosure)
        theme.drop_unused_assets(files)
        drop_checks(files)
        return files

    @event_priority(-100)
    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Last, so that what other plugins put into the environment can be used by the theme."""
        theme.add_globals(env, config, self.disclosure, self.tokens)
        self._refuse(self._beside_data(files, config))
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        self.collected.add_prose(page)
        return html

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep the shells' finished HTML; "" tells MkDocs to write nothing for them.

        After every other plugin, so that a minifier has already been here.
        """
        if not frame.is_shell(page):
            return output
        try:
            self.collected.add_shell(page, output, self.tokens)
        except GongshiError as error:
            raise PluginError(str(error)) from error
        return ""

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Everything that comes from data, then the swap: after all that may still warn."""
        pages = self.collected.prose()
        try:
            published = publish(
                self.disclosure,
                self.canaries,
                Frame(
                    theme_dirs=tuple(config.theme.dirs),
                    written=(config.docs_dir, config.config_file_path or ""),
                    shells=self.collected.shells,
                    own_shells=self.collected.own_shells,
                    pages=pages,
                    site_url=theme.site_url(config),
                ),
                Path(config.site_dir),
                self.progress,
                self.timings,
            )
        except GongshiError as error:
            raise PluginError(str(error)) from error
        for finding in published.warnings:
            log.warning(finding.line())
        log.info("写出 %d 个文件", published.files)
        if self.command != "serve":
            if strict_warnings(config):
                return  # MkDocs is about to fail the build: the last good site stays
            swap_in(self.staging, self.target)
            config.site_dir = str(self.target)
            write_decision_log(self.project.root, self.disclosure)

    def on_build_error(self, *, error: Exception) -> None:
        self._clean()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        server.watch(str(self.project.data))
        server.watch(str(template_root("theme")))
        if config.theme.custom_dir:
            server.watch(config.theme.custom_dir)
        return server

    def on_shutdown(self) -> None:
        self._clean()

    def _clean(self) -> None:
        staging = getattr(self, "staging", None)
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)

    def _project(self, config: MkDocsConfig) -> Project:
        root = Path(config.config_file_path or ".").resolve().parent
        return Project(root, (root / self.config.edition).resolve(), Path(config.docs_dir))

    def as_of(self) -> AsOf:
        """The command line, else the environment (`mkdocs build` has no flag), else today."""
        given = self.config.as_of or os.environ.get(AS_OF_VARIABLE)
        if not given:
            return today_in_shanghai()
        try:
            return AsOf(parse_date(given))
        except ValueError as error:
            raise PluginError(f"日期“{given}”写法不对：写成 2026-11-24 的样子") from error

    def _beside_data(self, files: Files, config: MkDocsConfig) -> Iterator[Finding]:
        """What is published beside the data: settings, pages of prose, attachments, own code.

        Before MkDocs copies anything, and after every other plugin has added its own.
        """
        yield from settings_findings(config, self.disclosure)
        folder = shown_path(self.project.content, self.project.root)
        texts = {**self.collected.texts(), **own_code(files, config)}
        shown = {f"{folder}/{path}": parts for path, parts in texts.items()}
        yield from screen_prose(self.disclosure, shown)
        given = attachments(files, config, preview=self.command == "serve")
        yield from screen_attachments(self.project, self.disclosure, given)

    def _refuse(self, found: Iterable[Finding]) -> None:
        """Raises PluginError if one of the findings is an error; logs the others."""
        findings = in_order(found)
        if self.command == CHECK:
            raise Checked(findings)
        if has_errors(findings):
            raise PluginError(report_text(findings))
        for finding in findings:
            log.warning(finding.line())

    def _examine(self) -> Disclosure:
        if self.command != CHECK or self.examination is None:
            try:
                self.examination = examine(self.project, self.as_of(), self.timings)
            except GongshiError as error:
                raise PluginError(str(error)) from error
            for finding in self.examination.findings if self.examination.disclosure else ():
                log.warning(finding.line())
        if self.examination.disclosure is None:
            raise PluginError(report_text(self.examination.findings))
        self.canaries = self.examination.canaries
        return self.examination.disclosure
