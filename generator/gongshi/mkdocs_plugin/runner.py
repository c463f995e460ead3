"""Run MkDocs in this process, for the gongshi command."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from gongshi.core.errors import ProjectError
from gongshi.core.finding import Finding
from gongshi.core.timings import WHOLE, Timings
from gongshi.mkdocs_plugin.plugin import AS_OF_VARIABLE, CHECK, Checked, GongshiPlugin, Progress
from gongshi.mkdocs_plugin.unchanged import Memory, inputs_of
from gongshi.pipeline import Examination
from gongshi.project import Project


class HostError(ProjectError):
    """What MkDocs or the plugin refused; the message is for the person at the keyboard."""


def read_project(config_file: Path | None) -> Project:
    """The project of a mkdocs.yml. Raises HostError."""
    config = _load(config_file)
    plugin = _plugin(config)
    root = Path(config.config_file_path).resolve().parent
    return Project(root, (root / plugin.config.edition).resolve(), Path(config.docs_dir))


def site_folder(config_file: Path | None, data: Path | None) -> tuple[Path, Path]:
    """Where mkdocs.yml has the site and, unless it is given, the data. Raises HostError."""
    return Path(_load(config_file).site_dir), data or read_project(config_file).data


def build(
    config_file: Path | None,
    *,
    as_of: str | None,
    site_dir: Path | None,
    strict: bool | None,
    progress: Progress,
    timings: Timings | None = None,
    cached: bool = False,
) -> Path:
    """Build the site. Returns its folder. Raises HostError; the last good site then stays.

    `cached`: unless it is there already, as this build would make it.
    """
    config = _load(config_file, site_dir=str(site_dir) if site_dir else None, strict=strict)
    plugin = _plugin(config)
    config.plugins.on_startup(command="build", dirty=False)
    plugin.progress = progress
    if timings is not None:
        plugin.timings = timings
    if as_of:
        plugin.config.as_of = as_of
    target = Path(config.site_dir)
    memory = None
    try:
        with plugin.timings.stage(WHOLE):
            if cached:
                memory = Memory(*_depends(config_file, plugin, strict=bool(strict)), target)
                if memory.still_good():
                    return target
            with memory.listening() if memory else nullcontext():
                mkdocs_build(config)
            if memory:
                _, inputs = _depends(config_file, plugin, strict=bool(strict))
                memory.keep(inputs)
    except MkDocsException as error:
        raise HostError(_outcome(error)) from error
    finally:
        config.plugins.on_shutdown()  # also when interrupted: MkDocs calls no other event then
    return target


def _depends(config_file: Path | None, plugin: GongshiPlugin, *, strict: bool) -> tuple[Path, str]:
    """The project's folder, and the hash of all that its site depends on. MkDocs' configuration
    changes while it builds, so that it is read anew.
    """
    # MkDocs keeps one object of the plugin, and gives it anew what the file says.
    given = plugin.config.as_of
    plain = _load(config_file)
    plugin.config.as_of = given
    root = Path(plain.config_file_path).resolve().parent
    data = (root / plugin.config.edition).resolve()
    project = Project(root, data, Path(plain.docs_dir))
    return root, inputs_of(plain, project, str(plugin.as_of()), strict=strict)


def check(config_file: Path | None, examination: Examination) -> tuple[Finding, ...]:
    """What is wrong beside the data, which have been examined: mkdocs.yml, pages of prose and what
    lies beside them. Writes nothing. Raises HostError.
    """
    with TemporaryDirectory(prefix="gongshi-") as folder:
        config = _load(config_file, site_dir=str(Path(folder) / "site"))
        plugin = _plugin(config)
        config.plugins.on_startup(command="build", dirty=False)
        plugin.command, plugin.examination = CHECK, examination
        try:
            mkdocs_build(config)
        except Checked as done:
            return done.findings
        except MkDocsException as error:
            raise HostError(_outcome(error)) from error
        finally:
            config.plugins.on_shutdown()
    raise HostError("检查没有做完：mkdocs.yml 里别的插件改变了生成的次序")


def _outcome(error: MkDocsException) -> str:
    """MkDocs has logged what is wrong; what is left to say is what became of the site."""
    kept = "网站没有生成；原来的网站没有变。"
    if isinstance(error, Abort):
        return f"有提示，--strict 时算失败。{kept}" if "strict" in error.message else kept
    return f"{error.message}\n{kept}"


def serve(config_file: Path | None, *, as_of: str | None, address: str | None) -> None:
    """Preview with reload until interrupted.

    Raises HostError if the first build fails or nobody may listen at the address.
    """
    _plugin(_load(config_file))
    if as_of:
        os.environ[AS_OF_VARIABLE] = as_of  # each rebuild loads mkdocs.yml anew
    try:
        mkdocs_serve(
            str(config_file) if config_file else None,
            **cast("dict[str, Any]", {"dev_addr": address} if address else {}),
        )
    except MkDocsException as error:
        raise HostError(error.message) from error
    except (OSError, OverflowError) as error:  # a port that is taken, or none at all
        raise HostError(f"预览服务器启动不了：{error}。换一个地址：--dev-addr IP:PORT") from error


def _load(config_file: Path | None, **options: Any) -> MkDocsConfig:
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return load_config(str(config_file) if config_file else None, **given)
    except MkDocsException as error:
        raise HostError(f"mkdocs.yml：{error.message}") from error


def _plugin(config: MkDocsConfig) -> GongshiPlugin:
    plugin = config.plugins.get("gongshi")
    if not isinstance(plugin, GongshiPlugin):
        raise HostError("mkdocs.yml 的 plugins 里没有 gongshi")
    return plugin
