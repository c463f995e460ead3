"""The Licheng edition: real public facts as its one document says them, and nothing else."""

from __future__ import annotations

import csv
import hashlib
import html
import json
import os
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from projects import AS_OF, ROOT, run
from site_bytes import every_byte

pytestmark = pytest.mark.xdist_group("licheng")  # one worker builds it, once

DATA = ROOT / "data" / "licheng"
STORED = DATA / "content" / "plan-2019.txt"
TABLES = {
    "policy_documents": 18,
    "task_ledger": 20,
    "task_bodies": 96,
    "institutions": 111,
    "disclosure_channels": 14,
}
# Street → its number of communities, by the statistical codes of 2023.
STREETS = {f"35050200{n}": many for n, many in enumerate((8, 7, 12, 13, 11, 9, 11, 10), 1)}
_USCC = re.compile(
    rb"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])"
)
_TAG = re.compile(r"<[^>]*>")
_NOTICE = 'data-gongshi="unofficial"'
# A task ends with who is to do it: （区发改局、区效能办，各有关部门；持续实施）
_LINE = re.compile(r"[（(]([^（()）]*)；持续实施[）)]")


def rows(table: str) -> list[dict[str, str]]:
    with next(DATA.glob(f"*/{table}.csv")).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def squeezed(text: str) -> str:
    """Without white space: page breaks cut the stored text's paragraphs and lines."""
    return re.sub(r"\s", "", text)


def plan_lines() -> list[tuple[list[str], list[str]]]:
    """(lead, supporting) of each responsibility line of the plan, in its order and its words."""
    found = _LINE.findall(squeezed(STORED.read_text("utf-8")))
    parts = [line.split("，") for line in found]
    return [(lead.split("、"), "、".join(rest).split("、")) for lead, *rest in parts]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("licheng") / "site"
    done = run("build", "-f", "licheng.yml", "--as-of", AS_OF, "--site-dir", str(folder), cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("*.html"))
    }


def test_it_may_be_published() -> None:
    done = run("validate", "-f", "licheng.yml", "--as-of", AS_OF, "--format", "json", cwd=ROOT)
    said: dict[str, Any] = json.loads(done.stdout)
    assert said["publishable"], said["findings"]
    assert {key.partition("/")[2]: count for key, count in said["public"].items()} == TABLES
    assert said["findings"] == [], "W02 asks nothing of an unofficial site"


# The plan


def test_the_stored_text_is_the_one_of_the_checksum() -> None:
    digest = hashlib.sha256(STORED.read_bytes()).hexdigest()
    given = {row["source_sha256"] for table in TABLES for row in rows(table)} - {""}
    assert given == {digest}
    assert digest in (DATA / "content" / "plan.md").read_text("utf-8")


def test_twenty_tasks_name_who_the_plan_names() -> None:
    lines = plan_lines()
    assert len(lines) == 20
    ledger = [(r["lead_orgs"].split(";"), r["co_orgs"].split(";")) for r in rows("task_ledger")]
    assert ledger == lines


def test_tasks_are_in_the_words_of_the_plan() -> None:
    text = STORED.read_text("utf-8")
    one_line, tight = text.replace("\n", ""), squeezed(text)
    for row in rows("task_ledger"):
        assert row["obligation_text"].replace("\n", "") in one_line, row["task_id"]
        task = squeezed(row["title"] + row["obligation_text"])
        line = squeezed(row["responsible_text"])
        assert f"{task}（{line}）" in tight or f"{task}({line})" in tight, row["task_id"]
        assert line.endswith(f"；{row['schedule']}")


def test_each_name_in_a_line_is_a_body_or_says_that_it_is_several() -> None:
    written = {row["inst_id"]: set(row["short_name"].split(";")) for row in rows("institutions")}
    bodies: dict[str, tuple[list[str], list[str]]] = {}
    for row in rows("task_bodies"):
        lead, supporting = bodies.setdefault(row["task_id"], ([], []))
        (lead if row["role"] == "牵头" else supporting).append(row["name_as_written"])
        if row["match_basis"] == "对应一个机构":
            assert row["name_as_written"] in written[row["inst_id"]]
        elif row["match_basis"] == "泛指多个机构":
            assert (row["name_as_written"], row["inst_id"]) in {
                ("各有关部门", "不适用"),
                ("各街道办事处", "不适用"),
            }
    assert list(bodies.values()) == plan_lines()


def test_the_page_of_the_plan_holds_all_of_it(site: Path, pages: dict[str, str]) -> None:
    main = pages["plan/index.html"].partition("<main")[2]
    shown = squeezed(html.unescape(_TAG.sub("", main))).replace("¶", "")
    at = shown.index("泉州市鲤城区人民政府文件")
    assert shown[at:].startswith(squeezed(STORED.read_text("utf-8")))
    assert (site / "plan-2019.txt").read_bytes() == STORED.read_bytes()


def test_lineage() -> None:
    documents = {row["doc_id"]: row for row in rows("policy_documents")}
    (row,) = [one for one in documents.values() if one["index_no"] == "qz01100-0300-2019-00033"]
    chain = []
    while row:
        chain.append(row["doc_no"])
        row = documents.get(row["based_on_id"], {})
    assert chain == [
        "泉鲤政文〔2019〕43号",
        "泉政文〔2019〕22号",
        "闽政〔2017〕40号",
        "国发〔2016〕76号",
    ]
    stored = STORED.read_text("utf-8")
    assert all(number in stored for number in chain)


# The register


def test_streets_and_communities() -> None:
    register = {row["inst_id"]: row for row in rows("institutions")}
    streets = [r for r in register.values() if r["inst_type"] == "街道办事处"]
    communities = [r for r in register.values() if r["inst_type"] == "基层群众性自治组织"]
    assert {row["street_code"] for row in streets} == set(STREETS)
    assert len(streets) == 8
    assert Counter(row["street_code"] for row in communities) == STREETS
    assert len({row["community_code"] for row in communities}) == len(communities) == 81
    for row in communities:
        assert re.fullmatch(r"3505020\d{2}\d{3}", row["community_code"])
        assert row["community_code"].startswith(row["street_code"])
        assert register[row["parent_id"]]["street_code"] == row["street_code"]
        assert row["name"].startswith(register[row["parent_id"]]["short_name"])


def test_cautions_about_the_codes() -> None:
    register = rows("institutions")
    assert not [r for r in register if "清濛" in r["name"] or r["street_code"] == "350502400"]
    (row,) = [r for r in register if r["short_name"] == "金炳社区"]
    assert "金柄" in row["note"]
    (row,) = [
        r
        for r in register
        if r["street_code"] == "350502001" and not r["community_code"][0].isdigit()
    ]
    assert row["short_name"] == "海滨街道"


def test_no_code_of_an_institution_is_given() -> None:
    assert {(r["uscc"], r["uscc_status"]) for r in rows("institutions")} == {("待核", "pending")}


def test_no_uscc_in_any_byte(site: Path) -> None:
    """But in the worked examples of the rules, which are of invented bodies. The engine of the SQL
    page is a program that everybody has the same of.
    """
    found = {
        path: _USCC.findall(content)
        for path, content in every_byte(site).items()
        if _USCC.search(content) and not path.startswith("sql/sqlite3.")
    }
    assert [path for path in found if not path.startswith("rules/")] == []
    assert [code for codes in found.values() for code in codes if code[2:8] == b"350502"] == []
    assert _USCC.search(b'"uscc":"11990001DEM000014U"')


# What every row and every page says


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_source_day_and_verification(table: str) -> None:
    found = rows(table)
    assert len(found) == TABLES[table]
    for row in found:
        record = next(iter(row.values()))
        assert re.fullmatch(r"[a-z]{2,5}-350502-2026-\d{4}", record)
        assert row["source_title"], record
        assert row["source_note"], record
        assert row["source_url"] == "待核" or re.match(r"https?://", row["source_url"]), record
        assert row["source_retrieved_on"] == "2026-11-24"
        assert row["source_verified"] in {"读过原文", "可靠转述", "凭记忆待核"}
        assert row["data_class"] == "official"
        assert row["disclosure_basis"], record
        if "凭记忆" in "".join(row.values()).replace("凭记忆待核", ""):
            assert row["source_verified"] == "凭记忆待核" or "可能是" in row["note"], record


def test_no_negative_record(site: Path) -> None:
    catalog = json.loads((site / "catalog.json").read_text("utf-8"))
    kinds = [r["kind"] for package in catalog["packages"] for r in package["resources"]]
    assert kinds == ["policy_document", "task", "record", "institution", "channel"]
    assert [r["ended"] for package in catalog["packages"] for r in package["resources"]] == [0] * 5
    assert catalog["operator"]["official"] is False


def test_every_page_says_that_it_is_not_official_and_no_certificate(pages: dict[str, str]) -> None:
    assert len(pages) > 400
    for name, page in pages.items():
        assert _NOTICE in page, name
        assert "不代表任何机关，不构成任何证明" in page, name
        assert "没有记录不等于信用证明" in page, name


def test_every_download_says_that_it_is_not_official(site: Path) -> None:
    readmes = [text for path, text in every_byte(site).items() if path.endswith("!README.md")]
    assert len(readmes) == 3
    assert all("非官方".encode() in text for text in readmes)


def test_institutions_are_said_neither_to_lack_nor_to_have_anything(
    pages: dict[str, str],
) -> None:
    cards = [page for name, page in pages.items() if re.match(r"institutions/org-", name)]
    assert len(cards) == TABLES["institutions"]
    for page in cards:
        text = _TAG.sub("", page)
        assert f"截至 {AS_OF}，本数据包未收录任何机构的失信记录；不构成信用证明" in text
        for word in ("尚未公开", "权责事项", "条公示中的失信记录", "没有公开的荣誉"):
            assert word not in text


def test_every_internal_link_leads_somewhere(site: Path, pages: dict[str, str]) -> None:
    broken = []
    for name, page in pages.items():
        for href in re.findall(r'(?:href|src)="([^"]*)"', page):
            address = urlsplit(html.unescape(href))
            if name == "404.html" or address.scheme or not address.path:
                continue
            path = unquote(urlsplit(urldefrag(urljoin(f"https://x/{name}", address.path)).url).path)
            target = site / path.lstrip("/")
            if not (target / "index.html" if path.endswith("/") else target).is_file():
                broken.append(f"{name} → {href}")
    assert not broken


def test_search_finds_bodies_by_what_the_plan_calls_them(site: Path) -> None:
    index = json.loads((site / "search" / "index.json").read_text("utf-8"))
    (register,) = [section for section in index["sections"] if section["label"] == "机构"]
    lines = {line for codes in register["codes"] for line in codes.split("\n")}
    assert {"发改局", "区发改局", "金炳社区", "350502007001"} <= lines
    (prose,) = [section for section in index["sections"] if section["pages"]]
    assert "方案原文" in prose["titles"]


@pytest.mark.parametrize(
    ("arguments", "config"), [((), "mkdocs.yml"), (("EDITION=licheng",), "licheng.yml")]
)
@pytest.mark.parametrize("target", ["site", "validate", "serve"])
def test_make_takes_an_edition(target: str, arguments: tuple[str, ...], config: str) -> None:
    kept = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    done = subprocess.run(
        ["make", "-n", target, *arguments],
        cwd=ROOT,
        env=kept,
        capture_output=True,
        text=True,
        check=True,
    )
    commands = [line for line in done.stdout.splitlines() if "/gongshi " in line]
    assert commands
    assert all(f"-f {config}" in line for line in commands)
