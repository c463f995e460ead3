"""Citations in five styles, and what can be checked in each."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from gongshi.catalog.canonical import record_hash
from gongshi.catalog.citing.bibtex import bibtex
from gongshi.catalog.citing.cite import (
    document_work,
    edition_work,
    record_mark,
    record_work,
    table_work,
)
from gongshi.catalog.citing.mark import Mark, marks_in
from gongshi.catalog.citing.ris import ris
from gongshi.catalog.citing.styles import STYLES, in_every_style
from gongshi.catalog.citing.work import Work
from gongshi.catalog.table import Record
from opendata.conftest import SITE, Written


@pytest.fixture
def record(local: Written) -> Record:
    return next(local.catalog.records(local.table("dishonesty_records")))


@pytest.fixture
def work(local: Written, record: Record) -> Work:
    return record_work(local.catalog, record, SITE)


def test_every_style_of_every_work_can_be_checked(local: Written, record: Record) -> None:
    table = record.table
    works = [
        (record_work(local.catalog, record, SITE), record_mark(local.catalog, record)),
        (table_work(local.catalog, table, "ab" * 32, SITE), None),
        (edition_work(local.catalog, "cd" * 32, SITE), None),
    ]
    for work, mark in works:
        for written in in_every_style(work):
            text = written.text.replace("\\_", "_").replace("\\#", "#")
            assert [str(found) for found in marks_in(text)] == [work.mark], written.style
            assert work.title in json.dumps(written.text, ensure_ascii=False) or written.code
            assert work.url in text
        if mark is not None:
            assert mark.digest == record_hash(record)[:32]


def test_a_mark_survives_what_programs_do_to_text(work: Work) -> None:
    for text in (
        f"见（{work.mark}）。",
        f"{work.mark[:40]}\n  {work.mark[40:]}",
        f"<p>{work.mark}</p>",
        f"{work.mark} {work.mark}",
    ):
        assert [str(found) for found in marks_in(text)] == [work.mark]
    assert not list(marks_in("gongshi:a@2026-11-24#xyz"))
    assert not list(marks_in(f"gongshi:../../etc@2026-11-24#{'0' * 32}"))


def test_a_mark_says_its_parts() -> None:
    mark = Mark("a/b/c-1", "2026-11-24", "0" * 32)
    assert mark.parts == ["a", "b", "c-1"]


def test_the_original_is_cited_apart(record: Record) -> None:
    document = document_work(record)
    assert document is not None
    for written in in_every_style(document):
        assert record.given("basis_doc_no") in written.text.replace("\\_", "_")
        assert "gongshi:" not in written.text
    assert "[Z]" in STYLES[0].write(document)


def test_bibtex_is_balanced_whatever_it_says(work: Work) -> None:
    hostile = replace(
        work, title='{}%$#_&~^\\ "}', url="https://x.example/a_b?c={d}%20", author="甲{"
    )
    text = bibtex(hostile)
    unescaped = re.sub(r"\\[{}]", "", text)
    assert unescaped.count("{") == unescaped.count("}")
    assert text.startswith("@misc{")
    assert len(re.findall(r"^  \w+ = \{", text, re.MULTILINE)) == len(text.splitlines()) - 2


def test_ris_has_one_line_a_tag(work: Work) -> None:
    text = ris(replace(work, title="一\n二"))
    for line in text.splitlines():
        assert re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line)
    assert text.startswith("TY  - DATA\n")
    assert text.endswith("ER  - ")


def test_csl_names_its_parts(work: Work) -> None:
    (item,) = json.loads(next(s for s in STYLES if s.name == "CSL-JSON").write(work))
    assert item["type"] == "dataset"
    assert item["author"] == [{"literal": work.author}]
    assert item["issued"]["date-parts"] == [[int(part) for part in work.issued.split("-")]]
    assert item["URL"] == work.url
