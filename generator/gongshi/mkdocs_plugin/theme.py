"""The theme: its folder, what its templates may use, what it must not load."""

from __future__ import annotations

import hashlib
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from gongshi.core import urls
from gongshi.render.shell import Slot, Tokens
from gongshi.render.site import search_hint
from gongshi.screening.disclosure import Disclosure

# Material's own scripts are not used (see ARCHITECTURE.md, "The theme"), nor are its source maps.
_UNUSED = ("assets/javascripts/", "assets/images/favicon.png")


def install(config: MkDocsConfig, folder: Path) -> None:
    """Put the packaged theme between the site's own custom_dir and Material.

    Appending it, as MkDocs' search plugin does with its own, could not override main.html.
    """
    material = next(
        index for index, path in enumerate(config.theme.dirs) if "material" in Path(path).parts
    )
    if str(folder) not in config.theme.dirs:
        config.theme.dirs.insert(material, str(folder))
    config.theme["font"] = False
    # MkDocs' sitemap carries the day of the build; ours is made from the data.
    config.theme.static_templates.discard("sitemap.xml")


def third_party_problems(config: MkDocsConfig) -> list[str]:
    """Rule W03: nothing that a reader's browser would fetch from elsewhere."""
    sources = [*config.extra_css, *(str(script) for script in config.extra_javascript)]
    return [
        f"mkdocs.yml 里的“{source}”来自站外，读者的浏览器不得请求第三方 [W03] "
        "提示：把文件下载到 content/ 里再引用"
        for source in sources
        if source.startswith(("http://", "https://", "//"))
    ]


def drop_unused_assets(files: Files) -> None:
    for file in list(files):
        if file.src_uri.startswith(_UNUSED) or file.src_uri.endswith(".css.map"):
            files.remove(file)


def add_globals(
    env: jinja2.Environment, config: MkDocsConfig, disclosure: Disclosure, tokens: Tokens
) -> None:
    """What main.html and its partials use beside MkDocs' own variables."""
    edition = disclosure.edition
    env.globals["gongshi"] = {
        "slots": {slot.value: tokens.of(slot) for slot in Slot},
        "edition": edition,
        "as_of": str(disclosure.as_of),
        "packages": [
            {"name": p.name, "title": p.title, "url": urls.package_page(p.name)}
            for p in disclosure.packages
        ],
        "search": urls.SEARCH,
        "search_hint": search_hint(disclosure),
        "versions": _asset_versions(config),
    }


def site_url(config: MkDocsConfig) -> str:
    """The site's absolute URL with a slash at the end; "" while previewing or if none is set."""
    url = config.site_url or ""
    return url if not url or url.endswith("/") else f"{url}/"


def _asset_versions(config: MkDocsConfig) -> dict[str, str]:
    """Asset → a short hash of its content, so that caches may keep it for ever."""
    result: dict[str, str] = {}
    for folder in reversed(config.theme.dirs):
        for path in sorted((Path(folder) / "assets" / "gongshi").glob("*")):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
            result[f"assets/gongshi/{path.name}"] = digest
    return result
