"""The index of a large edition finds, ranks and counts what the one file of a small one does."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from browser.demo_site import DemoSite
from gongshi.core.output import OutputFile, dump_compact
from gongshi.search import many_files, one_file
from gongshi.search.corpus import Corpus, FacetColumn, Section

# Both indexes answer the same queries: the rank of every record, the first ones, what is shown.
_SAME = """async ({module, core, folders, pieces, seed}) => {
  const {countAll, find, first, open, shown} = await import(module);
  const {words} = await import(core);
  const at = (folder, name) => new URL(`${folder}/search/${name}.json`);
  const [one, many] = await Promise.all(folders.map(
    (folder) => open({index: at(folder, "index"), variants: at(folder, "variants")})));
  const rows = await one.source.records([...Array(one.source.total).keys()], true);
  let state = seed;
  const dice = (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor(state / 2147483648 * below);
  };
  const wrong = [];
  let asked = 0;
  let found = 0;
  for (let i = 0; i < pieces; i += 1) {
    const {texts} = rows[dice(rows.length)];
    const full = dice(3) === 0;
    const fields = full ? ["text", "codes", "title"] : ["id", "title", "names", "codes"];
    const text = [...texts[fields[dice(fields.length)]]];
    const at = dice(text.length + 1);
    const query = text.slice(at, at + 1 + dice(dice(4) ? 8 : 45)).join("");
    const wanted = words(one.fold, query);
    if (!wanted.length) continue;
    asked += 1;
    const [a, b] = await Promise.all([one, many].map(({source}) => find(source, wanted, full)));
    found += countAll(a);
    if (a.some((rank, number) => rank !== b[number])) { wrong.push([query, full]); continue; }
    if (i % 10) continue;
    const [x, y] = await Promise.all([[one, a], [many, b]].map(async ([{source}, ranks]) => {
      const rows = await shown(source, first(source, ranks, 20, i % 20 === 0), wanted, full);
      return rows.map(({kind, url, title, subject, date}) => [kind, url, title, subject, date]);
    }));
    if (JSON.stringify(x) !== JSON.stringify(y)) wrong.push([query, "order"]);
  }
  return {asked, found, wrong: wrong.slice(0, 20)};
}"""


@pytest.fixture(scope="module")
def many(demo: DemoSite) -> str:
    """The demo once more beside itself, with an index of many files: its URL path."""
    corpus = _corpus(demo)
    folder = demo.folder / "many"
    _write(many_files.files(corpus, heavy_from=300), folder)
    for name in ("index.html", "variants.json"):
        shutil.copy(demo.folder / "search" / name, folder / "search" / name)
    (folder / "assets").symlink_to(demo.folder / "assets")
    assert len(list(folder.glob("search/names/lists/*/*.txt"))) > 50
    assert len(list(folder.glob("search/names/shards/*/*.txt"))) > 100
    return "many"


def _corpus(demo: DemoSite) -> Corpus:
    """What the one file was made of."""
    index, texts = demo.json("search/index.json"), demo.json("search/texts.json")
    sections, first = [], 0
    for one in index["sections"]:
        count = len(one["ids"])
        section = Section(
            label=one["label"],
            prefix=one["prefix"],
            titles=one["titles"],
            ids=one["ids"],
            subjects=one["subjects"],
            codes=one["codes"],
            texts=texts[first : first + count],
            dates=[""] * count,
            facets=tuple(FacetColumn(f["title"], f["labels"], f["column"]) for f in one["facets"]),
            are_pages=one["pages"],
        )
        sections.append(_Dated(section, one))
        first += count
    return Corpus(index["asOf"], tuple(sections), [tuple(names) for names in index["subjects"]])


class _Dated(Section):
    """Days as the index has them."""

    def __init__(self, section: Section, index: dict[str, Any]) -> None:
        super().__init__(**vars(section))
        object.__setattr__(self, "_days", {"days": index["days"], "counts": index["counts"]})

    @property
    def days(self) -> dict[str, str]:
        return self._days


def _write(files: Any, folder: Path) -> None:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def _same(page: Any, demo: DemoSite, folders: list[str], pieces: int) -> dict[str, Any]:
    assets = demo.url("assets/gongshi")
    return page.evaluate(
        _SAME,
        {
            "module": f"{assets}/search-find.js",
            "core": f"{assets}/search-core.js",
            "folders": [demo.url(folder).rstrip("/") for folder in folders],
            "pieces": pieces,
            "seed": 20261124,
        },
    )


def test_many_files_answer_as_one_file_does(desktop, demo: DemoSite, many: str) -> None:
    result = _same(desktop.open("search/"), demo, ["", many], 600)
    assert result["wrong"] == []
    assert result["asked"] > 400
    assert result["found"] > result["asked"]


_ODD = [
    "ab",
    "ab",
    "aab",
    "許可證",
    "许可",
    "𠮷野家",
    "𠮷",
    "Ａｂ",
    "ﬁ",
    "a b",
    "b\u3000a",
    "\u200bb",
    "é",
    "。",
    "；",
    "abc" * 7,
]


def test_odd_characters_are_found_in_many_files(desktop, demo: DemoSite) -> None:
    """Few letters, so that much is heavy; spaces, widths, scripts, characters of two units."""
    dice = random.Random(1)

    def text(most: int) -> str:
        return "".join(dice.choices(_ODD, k=dice.randint(1, most)))

    count = 400
    section = Section(
        label="怪",
        prefix="x/",
        titles=[text(6) for _ in range(count)],
        ids=[f"x-{number}" for number in range(count)],
        subjects=[number % 7 - 1 for number in range(count)],
        codes=["\n".join(text(3) for _ in range(number % 3)) for number in range(count)],
        texts=[text(20) for _ in range(count)],
        dates=sorted((f"2026-0{dice.randint(1, 9)}-01" for _ in range(count)), reverse=True),
    )
    corpus = Corpus("2026-11-24", (section,), [(text(3), text(2)) for _ in range(6)])
    for name, files in (
        ("odd-many", many_files.files(corpus, heavy_from=40)),
        ("odd-one", _one(corpus)),
    ):
        _write(files, demo.folder / name)
        shutil.copy(
            demo.folder / "search/variants.json", demo.folder / name / "search/variants.json"
        )
    result = _same(desktop.open("search/"), demo, ["odd-one", "odd-many"], 1000)
    assert result["wrong"] == []
    assert result["asked"] > 700


def _one(corpus: Corpus) -> Any:
    yield OutputFile("search/index.json", dump_compact(one_file.document(corpus)), "")
    yield OutputFile("search/texts.json", dump_compact(one_file.texts_document(corpus)), "")


def test_the_page_is_the_same_over_many_files(desktop, demo: DemoSite, many: str) -> None:
    page = desktop.page
    seen = []
    for folder in ("", f"{many}/"):
        page.goto(demo.url(f"{folder}search/?q=许可&kind=权责事项&sort=date"))
        expect(page.locator(".g-facet").nth(2)).to_be_visible()
        parts = [".g-results > li", ".g-facet li", "[data-gongshi=count]"]
        seen.append([page.locator(part).all_inner_texts() for part in parts])
    assert seen[0] == seen[1]
    assert len(seen[0][0]) == 10
    assert not [url for url in desktop.requests if "many/search/texts" in url]


def test_an_index_of_another_day_than_its_files_is_noticed(
    desktop, demo: DemoSite, many: str
) -> None:
    page = desktop.page
    # The route answers with the rows in another order, as if records had come before them.
    page.route("**/many/search/records/0/*.json*", _turned_round)
    page.goto(demo.url(f"{many}/search/?q=许可"))
    expect(page.locator("[data-gongshi=count]")).to_contain_text("刚刚更新过")


def _turned_round(route: Route) -> None:
    rows = route.fetch().json()
    turned = ("titles", "ids", "subjects", "codes")
    route.fulfill(json={**rows, **{name: rows[name][::-1] for name in turned}})
