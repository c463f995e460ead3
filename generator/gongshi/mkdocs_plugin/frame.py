"""Shell pages into MkDocs, finished shells and prose out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from gongshi.core import urls
from gongshi.core.page_text import read_page
from gongshi.mkdocs_plugin.settings import leaves, names_in
from gongshi.render.shell import Shell, Tokens
from gongshi.render.site import ROOT, ShellKey, shell_key
from gongshi.screening.disclosure import Disclosure
from gongshi.search.corpus import ProsePage

# Front matter: `gongshi: home` on the hand-written home page, `gongshi: shell` on generated pages.
META = "gongshi"
_SHELL_DEPTHS = (2, 3, 4, 5)


@dataclass
class Collected:
    """What the pages of one build left here."""

    shells: dict[ShellKey, Shell] = field(default_factory=dict)
    own_shells: dict[str, Shell] = field(default_factory=dict)
    _prose: list[Page] = field(default_factory=list)

    def add_prose(self, page: Page) -> None:
        if not is_shell(page) or page.meta.get(META) == "home":
            self._prose.append(page)

    def add_shell(self, page: Page, html: str, tokens: Tokens) -> None:
        shell = Shell.cut(html, tokens, page.file.src_uri)
        section = str(page.meta.get("gongshi_section", ROOT))
        if page.meta.get("gongshi_any"):
            self.shells[shell_key(section, page.file.url)] = shell
        else:
            self.own_shells[_url(page.file)] = shell

    def prose(self) -> tuple[ProsePage, ...]:
        """The pages that readers may find, in the order in which MkDocs met them."""
        return tuple(
            ProsePage(
                _url(page.file),
                str(page.title),
                tuple(item.title for top in page.toc for item in (top, *top.children)),
            )
            for page in self._prose
            if not is_shell(page)
        )

    def texts(self) -> Mapping[str, Iterable[str]]:
        """What each page says, what its front matter says of it, and its name."""
        return {
            page.file.src_uri: [
                *read_page(page.content or "").texts,
                *leaves({key: value for key, value in page.meta.items() if key != META}),
                str(page.title or ""),
                *names_in(page.file.src_uri),
            ]
            for page in self._prose
        }


def is_shell(page: Page) -> bool:
    return META in page.meta


def add_shells(files: Files, config: MkDocsConfig, disclosure: Disclosure) -> None:
    """One page for each overview, one for each section and depth of what lies below.

    Raises PluginError if a hand-written page has the URL of a generated one.
    """
    fixed = {
        urls.SEARCH: "检索",
        urls.DICTIONARY: "数据字典",
        urls.SQL: "SQL 查询",
        urls.RULES: "公开规则",
        urls.DOWNLOADS: "下载和接口",
        urls.CHANGES: "变更",
        urls.REMOVALS: "终止公示台账",
        urls.CORRECTIONS: "更正台账",
        urls.MECHANISMS: "机制公开情况",
        urls.QUALITY: "数据质量",
        urls.PROMISES: "承诺与结果",
        urls.STATISTICS: "统计图表",
    }
    if files.get_file_from_path("index.md") is None:
        _add(files, config, "index.md", "首页", ROOT)
    for url, title in fixed.items():
        _add(files, config, f"{url}index.md", title, ROOT)
    _add_any(files, config, "_shell", "公示", ROOT)
    for package in disclosure.packages:
        _add(
            files, config, f"{urls.package_page(package.name)}index.md", package.title, package.name
        )
        _add_any(files, config, package.name, package.title, package.name)
    for table in disclosure.tables:
        url = urls.dataset_page(table.key.package, table.key.resource)
        _add(files, config, f"{url}index.md", table.resource.title, table.key.package)


def _add_any(files: Files, config: MkDocsConfig, top: str, title: str, section: str) -> None:
    """A shell for each depth of URLs, below one first folder, that have no shell of their own."""
    for depth in _SHELL_DEPTHS:
        path = "/".join([top, *["_shell"] * (depth - 1), "index.md"])
        _add(files, config, path, title, section, any_page=True)


def _add(
    files: Files,
    config: MkDocsConfig,
    path: str,
    title: str,
    section: str,
    *,
    any_page: bool = False,
) -> None:
    taken = [
        name
        for name in (path, path.removesuffix("/index.md") + ".md")
        if files.get_file_from_path(name) is not None
    ]
    if taken:
        raise PluginError(f"content/{taken[0]} 与自动生成的页面同一个网址：改名或删去它")
    meta = {"title": title, META: "shell", "gongshi_section": section, "gongshi_any": any_page}
    front_matter = yaml.safe_dump(meta, allow_unicode=True)
    files.append(
        File.generated(
            config,
            path,
            content=f"---\n{front_matter}---\n",
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
    )


def _url(file: File) -> str:
    return "" if file.url in {"./", "."} else file.url
