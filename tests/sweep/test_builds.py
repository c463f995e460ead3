"""Whole builds with a faulty part: each is caught, and the last good site stays as it was.

Real pages, real MkDocs, in this process, so that a part can be exchanged for one that lets
something out. What it lets out it has from the test: nothing in the program could give it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from gongshi import pipeline, production
from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import Record
from gongshi.core.output import OutputFile
from gongshi.export import export, formats
from gongshi.mkdocs_plugin import plugin
from gongshi.mkdocs_plugin.runner import HostError, build
from gongshi.pipeline import Examination
from gongshi.render import render
from gongshi.search import corpus
from projects import AS_OF, Starter, make_starter, tree
from sweep.edition import DRAFT, DRAFT_BASIS, HEAD, MASKED, ROLE, SERVED, SERVED_NUMBER
from sweep.test_containers import database, parquet, workbook, zipped

Patch = pytest.MonkeyPatch
Refused = Callable[..., str]


@pytest.fixture(scope="module")
def good(secretive: Starter, examination: Examination) -> dict[str, bytes]:
    """The site of the edition with secrets, and what is in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plugin, "examine", lambda *_: examination)
        make(secretive)
    return tree(secretive.site)


@pytest.fixture
def refused(
    secretive: Starter,
    examination: Examination,
    good: dict[str, bytes],
    monkeypatch: Patch,
    caplog: pytest.LogCaptureFixture,
) -> Refused:
    """Build again and be refused; what was said. The data are as they were."""
    monkeypatch.setattr(plugin, "examine", lambda *_: examination)

    def build_again(*words: str) -> str:
        with pytest.raises(HostError, match="原来的网站没有变"):
            make(secretive)
        said = "\n".join(r.getMessage() for r in caplog.records if r.levelname == "ERROR")
        for word in words:
            assert word in said
        for secret in (DRAFT, DRAFT_BASIS, HEAD, MASKED, SERVED, SERVED_NUMBER, "审核岗"):
            assert secret[:4] not in said
        assert tree(secretive.site) == good
        return said

    return build_again


def make(starter: Starter, as_of: str = AS_OF) -> None:
    build(
        starter.root / "mkdocs.yml",
        as_of=as_of,
        site_dir=None,
        strict=None,
        progress=lambda _done, _total: None,
    )


def test_sound_parts_pass(good: dict[str, bytes]) -> None:
    assert len(good) > 300
    head = [path for path, content in good.items() if HEAD.encode() in content]
    assert head, "the head is on the institution's own page"
    assert all(path.startswith("institutions/") for path in head)


def test_record_json_with_an_internal_field(refused: Refused, monkeypatch: Patch) -> None:
    document = export.record_document

    def leaky(catalog: Catalog, record: Record) -> dict[str, Any]:
        return {**document(catalog, record), "reviewer": ROLE.format(52)}

    monkeypatch.setattr(export, "record_document", leaky)
    refused("index.json", "[S07]", "内部字段的内容", "secrecy_reviewed_role")


def test_template_that_prints_a_draft(refused: Refused, monkeypatch: Patch) -> None:
    """A site's own template cannot reach a raw cell; here somebody has handed it one."""
    environment = pipeline.make_environment

    def leaky(*arguments: Any) -> Any:
        made = environment(*arguments)
        made.filters["kib"] = lambda size: f"{size} {DRAFT_BASIS}"
        return made

    monkeypatch.setattr(pipeline, "make_environment", leaky)
    refused("index.html", "[S07]", "没有公开的记录的内容", "note")


def test_description_that_is_cut_off(refused: Refused, monkeypatch: Patch) -> None:
    """A snippet of an ended record's facts, as a page's description would have it."""
    page = render.record_file

    def leaky(*arguments: Any) -> OutputFile:
        snippet = f'<meta name="description" content="{SERVED[3:25]}…"></head>'.encode()
        file = page(*arguments)
        return replace(file, content=file.content.replace(b"</head>", snippet))

    monkeypatch.setattr(render, "record_file", leaky)
    refused("[S07]", "已终止公示的记录的内容", "fact_summary", "dr-990001-")


def test_search_index_with_an_internal_field(refused: Refused, monkeypatch: Patch) -> None:
    codes = corpus._codes
    monkeypatch.setattr(corpus, "_codes", lambda *given: f"{codes(*given)}\n{ROLE.format(53)}")
    refused("search/index.json", "[S07]", "内部字段的内容")


def test_search_index_with_the_head_of_a_body(refused: Refused, monkeypatch: Patch) -> None:
    names = corpus._names

    def leaky(*given: Any) -> tuple[str, str]:
        title, others = names(*given)
        return title, f"{others} {HEAD}"

    monkeypatch.setattr(corpus, "_names", leaky)
    refused("search/index.json", "[P09]", "head_name")


def test_csv_with_a_column_of_days(refused: Refused, monkeypatch: Patch) -> None:
    """Days stand everywhere; the column's name gives it away."""
    csv = formats.csv_format.encode

    def leaky(catalog: Catalog, table: Any) -> bytes:
        lines = csv(catalog, table).decode().splitlines()
        return "\n".join([f"{lines[0]},secrecy_reviewed_on", *lines[1:]]).encode()

    monkeypatch.setattr(formats.csv_format, "encode", leaky)
    refused(".csv", "[S07]", "内部字段的名称")


def test_mask_that_does_not_mask(refused: Refused, monkeypatch: Patch) -> None:
    made = export.record_file

    def leaky(catalog: Catalog, record: Record) -> OutputFile:
        file = made(catalog, record)
        document = json.loads(file.content)
        if "responsible_unit" in document["record"]:
            document["record"]["responsible_unit"] = MASKED
        return replace(file, content=json.dumps(document).encode())

    monkeypatch.setattr(export, "record_file", leaky)
    refused("index.json", "[S07]", "脱敏以前的内容", "responsible_unit")


def test_tombstone_with_a_title(refused: Refused, monkeypatch: Patch) -> None:
    document = export.tombstone_document
    monkeypatch.setattr(
        export, "tombstone_document", lambda stone: {**document(stone), "title": SERVED_NUMBER}
    )
    refused("index.json", "[S07]", "已终止公示的记录的内容")


def test_sitemap_with_a_draft(secretive: Starter, refused: Refused, monkeypatch: Patch) -> None:
    [draft] = (r["item_id"] for r in secretive.rows("power_items") if r["status"] == "draft")
    file = OutputFile("sitemap.xml", f"<loc>https://x/{draft}/</loc>".encode(), "application/xml")
    monkeypatch.setattr(production, "sitemap_files", lambda *_: [file])
    refused("sitemap.xml", "[S07]", "没有公开的记录的内容", "item_id")


RAW: dict[str, Callable[[Starter, Path], bytes]] = {
    "raw.zip": lambda s, _: zipped(("x.csv", s.table("dishonesty_records").read_bytes())),
    "raw.xlsx": lambda s, _: workbook(*s.rows("dishonesty_records")[0].values()),
    "raw.parquet": lambda s, _: parquet(pd.DataFrame(s.rows("dishonesty_records"))),
    "raw.sqlite": lambda _, folder: database(
        folder, ["create table t (a)", "insert into t values (?)"], SERVED
    ),
    "raw.feather": lambda s, _: feather(s.rows("dishonesty_records")),
}


def feather(rows: list[dict[str, str]]) -> bytes:
    """A format that nobody here knows, uncompressed."""
    stream = BytesIO()
    pd.DataFrame(rows).to_feather(stream, compression="uncompressed")
    return stream.getvalue()


@pytest.mark.parametrize("name", RAW)
def test_format_that_takes_the_raw_table(
    secretive: Starter, refused: Refused, monkeypatch: Patch, tmp_path: Path, name: str
) -> None:
    file = OutputFile(f"dishonesty-records/{name}", RAW[name](secretive, tmp_path), "x")
    monkeypatch.setattr(production, "ledger_files", lambda _: [file])
    refused(f"dishonesty-records/{name}", "[S07]", "已终止公示的记录的内容")


def test_container_that_cannot_be_opened_is_not_published(
    refused: Refused, monkeypatch: Patch
) -> None:
    file = OutputFile("x/all.zip", b"PK\x03\x04 broken", "application/zip")
    monkeypatch.setattr(production, "ledger_files", lambda _: [file])
    refused("x/all.zip：打不开")


def test_page_that_includes_the_raw_file(
    tmp_path: Path, secretive: Starter, caplog: pytest.LogCaptureFixture
) -> None:
    """A snippet of pymdownx can read any file; what it brings in, nobody has written."""
    starter = Starter(tmp_path / "project")
    shutil.copytree(secretive.root, starter.root, ignore=shutil.ignore_patterns("site"))
    config = starter.root / "mkdocs.yml"
    snippets = f"  - pymdownx.snippets:\n      base_path: [{starter.data}]\n"
    extensions = "markdown_extensions:\n"
    text = config.read_text("utf-8").replace(extensions, extensions + snippets)
    config.write_text(text, "utf-8")
    page = starter.root / "content" / "index.md"
    included = '--8<-- "service-commitments/service_commitments.csv"'
    page.write_text(f"{page.read_text('utf-8')}\n{included}\n", "utf-8")
    with pytest.raises(HostError):
        make(starter)
    assert "index.html 含有内部字段的名称" in caplog.text
    assert not starter.site.exists()


def test_page_that_tells_of_a_record_warns_once_it_ended(
    tmp_path: Path, secretive: Starter, caplog: pytest.LogCaptureFixture
) -> None:
    """What people write is theirs to take back: the record must be able to end all the same."""
    starter = Starter(tmp_path / "project")
    shutil.copytree(secretive.root, starter.root, ignore=shutil.ignore_patterns("site"))
    page = starter.root / "content" / "index.md"
    page.write_text(f"{page.read_text('utf-8')}\n{SERVED}，见**{SERVED_NUMBER}**。\n", "utf-8")
    make(starter)
    said = [record.getMessage() for record in caplog.records if "S07" in record.getMessage()]
    assert len(said) == 1
    assert "index.html 手写的文字里有已终止公示的记录的内容" in said[0]
    assert (starter.site / "index.html").is_file()


@pytest.mark.parametrize("as_of", ["2025-06-01", AS_OF, "2027-11-24"])
def test_starter_is_clean_on_any_day(tmp_path: Path, as_of: str) -> None:
    starter = make_starter(tmp_path / "project")
    make(starter, as_of)
    assert (starter.site / "index.html").is_file()
