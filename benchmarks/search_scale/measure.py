"""One size: make, index, ask, count, type."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from gongshi.catalog.catalog import Catalog
from gongshi.core.clock import AsOf, parse_date
from gongshi.core.output import OutputFile
from gongshi.pipeline import examine
from gongshi.project import Project
from gongshi.search import many_files
from gongshi.search.corpus import Corpus, corpus_of
from search_scale.browser import First, Keystroke, chromium, first_query, keystrokes, served
from search_scale.made import made
from search_scale.truth import Query, queries

_READER = Path(__file__).with_name("recall.mjs")
# Common and rare words, several words, codes, a dataset of its own, the texts.
_FIRST = (
    {"q": "许可"},
    {"q": "处罚"},
    {"q": "监督检查"},
    {"q": "示例市"},
    {"q": "农民工工资"},
    {"q": "食品 许可"},
    {"q": "pi-990001-2023-0001"},
    {"q": "9900XK"},
    {"q": "11990001"},
    {"q": "许可", "kind": "权责事项"},
    {"q": "的"},
    {"q": "县级人民政府"},
    {"q": "未按规定", "full": "1"},
    {"q": "书面说明", "full": "1"},
)
_TYPED = (
    "食品生产许可",
    "对未按规定",
    "示例市演示",
    "监督检查",
    "pi-990001-2024-0012",
    "9900CF0001",
)


@dataclass
class Asked:
    """`missed`: records that a scan finds and the index does not; `extra`: the reverse."""

    queries: int
    wrong: int
    found: int
    milliseconds: float


@dataclass
class Measured:
    records: int
    title: str
    seconds: float
    peak_mib: int
    files: int
    megabytes: float
    names: Asked
    texts: Asked
    first: list[First] = field(default_factory=list)
    keys: list[Keystroke] = field(default_factory=list)


def demo_corpus(root: Path, as_of: str) -> Corpus:
    project = Project(root, root / "data/demo", root / "content")
    disclosure = examine(project, AsOf(parse_date(as_of))).disclosure
    assert disclosure is not None
    return corpus_of(Catalog(disclosure), [])


def measure_demo(demo: Corpus, site: Path, count: int) -> Measured:
    """The demo as it comes, but with the index of a large edition."""
    return _measure("演示数据", demo, site, count)


def measure(
    demo: Corpus, site: Path, records: int, text_limit: int, count: int, executable: str
) -> Measured:
    corpus = made(demo, records, text_limit)
    found = _measure(f"合成，正文最多 {text_limit} 字", corpus, site, count)
    with served(site) as origin, chromium(executable) as browser:
        for one in _FIRST:
            query = "&".join(f"{name}={quote(value)}" for name, value in one.items())
            found.first.append(first_query(browser, origin, query))
        found.keys = keystrokes(browser, origin, list(_TYPED))
    return found


def _measure(title: str, corpus: Corpus, site: Path, count: int) -> Measured:
    variants = (site / "search/variants.json").read_bytes()
    page = (site / "search/index.html").read_bytes()
    shutil.rmtree(site / "search")
    start = time.perf_counter()
    files, size = _write(many_files.files(corpus), site)
    seconds = time.perf_counter() - start
    (site / "search/variants.json").write_bytes(variants)
    (site / "search/index.html").write_bytes(page)
    return Measured(
        records=len(corpus),
        title=title,
        seconds=seconds,
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        files=files,
        megabytes=size / 1e6,
        names=_asked(site, queries(corpus, count, full=False)),
        texts=_asked(site, queries(corpus, count, full=True)),
    )


def _write(files: Iterable[OutputFile], folder: Path) -> tuple[int, int]:
    count = size = 0
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        count, size = count + 1, size + file.size
    return count, size


def _asked(site: Path, wanted: list[Query]) -> Asked:
    path = site / "search/queries.json"
    path.write_text(json.dumps([[query.word, query.full] for query in wanted]), "utf-8")
    command = ["node", str(_READER), str(site), str(site / "assets/gongshi"), str(path)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    path.unlink()
    answers = json.loads(run.stdout)
    right = [
        (query.count, query.total) == (count, total)
        for query, (count, total, _) in zip(wanted, answers, strict=True)
    ]
    times = sorted(time_ for _, _, time_ in answers)
    return Asked(
        len(wanted),
        right.count(False),
        sum(query.count for query in wanted),
        times[len(times) // 2],
    )
