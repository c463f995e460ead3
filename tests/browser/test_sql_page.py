"""SQL in the browser: what SQLite answers here, the page answers; nothing leaves the reader."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.demo_site import DemoSite
from projects import ROOT

BODY = "[data-gongshi=table] tbody tr"
IDLE = "[data-gongshi=sql-page]:not([data-busy])"


@pytest.fixture(scope="module")
def database(demo: DemoSite) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{demo.folder / 'demo.sqlite'}?mode=ro", uri=True)
    yield connection
    connection.close()


def _ask(page: Page, sql: str) -> None:
    state = page.locator("[data-gongshi=state]")
    state.evaluate("state => { state.textContent = ''; }")
    page.get_by_label("查询", exact=True).fill(sql)
    page.get_by_label("查询", exact=True).press("Control+Enter")
    expect(state).to_have_text(re.compile("毫秒$"))
    page.wait_for_selector(IDLE)


def _rows(page: Page) -> list[list[str]]:
    return [row.locator("td").all_inner_texts() for row in page.locator(BODY).all()]


def _shown(rows: list[tuple[Any, ...]]) -> list[list[str]]:
    return [["空" if cell is None else str(cell) for cell in row] for row in rows]


def test_every_example_runs_and_is_what_sqlite_says(
    desktop: Any, database: sqlite3.Connection
) -> None:
    page = desktop.open("sql/")
    told = json.loads(page.locator("[data-gongshi=told]").text_content() or "")
    assert len(told["examples"]) >= 8
    for i, example in enumerate(told["examples"]):
        page.locator(f'[data-example="{i}"]').click()
        wanted = database.execute(example["sql"]).fetchall()
        expect(page.locator("[data-gongshi=state]")).to_contain_text(f"{len(wanted):,} 行")
        page.wait_for_selector(IDLE)
        assert [len(row) for row in _rows(page)] == [len(wanted[0])] * min(50, len(wanted))
        assert page.locator("[data-gongshi=chart] svg").count() == bool(example["chart"])
        if not any(isinstance(cell, float) for row in wanted for cell in row):
            trimmed = [[cell.strip() for cell in row] for row in _rows(page)]
            assert trimmed == [[" ".join(c.split()) for c in row] for row in _shown(wanted[:50])]


def test_an_answer_has_links_a_picture_and_a_download(desktop: Any) -> None:
    page = desktop.open("sql/")
    _ask(page, "SELECT record_id, length(fact_summary) AS n FROM dishonesty_records LIMIT 7")
    page.get_by_role("button", name="折线图").click()
    svg = page.locator("[data-gongshi=chart] svg")
    assert svg.get_attribute("role") == "img"
    assert svg.locator("desc").text_content()
    with page.expect_download() as got:
        page.get_by_role("button", name="下载结果").click()
    rows = list(csv.reader(StringIO(Path(got.value.path()).read_text("utf-8"))))
    assert rows[0] == ["record_id", "n"]
    assert rows[1:] == _rows(page)
    page.locator(f"{BODY} a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert f"/dishonesty_records/{rows[1][0]}/" in page.url


def test_a_formula_is_neutralised_in_the_download(desktop: Any) -> None:
    page = desktop.open("sql/")
    _ask(page, "SELECT '=1+1' AS a, '-2' AS b, char(9) || 'x' AS c")
    with page.expect_download() as got:
        page.get_by_role("button", name="下载结果").click()
    rows = list(csv.reader(StringIO(Path(got.value.path()).read_text("utf-8"))))
    assert rows[1] == ["'=1+1", "-2", "'\tx"]


def test_a_url_asks_its_question_and_back_goes_back(desktop: Any) -> None:
    page = desktop.open("sql/#q=" + quote("SELECT 6 * 7 AS answer"))
    page.locator(BODY).first.wait_for()
    assert _rows(page) == [["42"]]
    assert not [url for url in desktop.requests if "answer" in url], "a query left the page"
    _ask(page, "SELECT 1 AS one")
    assert "one" in page.url
    page.go_back()
    expect(page.locator(BODY)).to_have_text(["42"])


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELECT * FROM nowhere", "没有表 nowhere"),
        ("SELECT nothing_such FROM institutions", "没有列 nothing_such"),
        ("SELECT count( FROM institutions", "写法不对"),
        ("SELEC 1", "“SELEC”附近写法不对"),
        ("DELETE FROM institutions", "只能查询"),
        ("CREATE TABLE t (a)", "只能查询"),
        ("  ", "先写一个查询"),
    ],
)
def test_mistakes_are_told_in_chinese(desktop: Any, sql: str, words: str) -> None:
    page = desktop.open("sql/")
    page.get_by_label("查询", exact=True).fill(sql)
    page.get_by_role("button", name="运行").click()
    expect(page.locator("[data-gongshi=problem]")).to_contain_text(words)


def test_a_question_without_an_end_can_be_stopped(desktop: Any) -> None:
    page = desktop.open("sql/")
    page.get_by_label("查询", exact=True).fill(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    )
    page.get_by_role("button", name="运行").click()
    expect(page.locator("[data-gongshi=state]")).to_have_text("正在查…")
    page.get_by_role("button", name="停止").click()
    expect(page.locator("[data-gongshi=state]")).to_have_text("已经停止。")
    _ask(page, "SELECT 5 AS n")
    assert _rows(page) == [["5"]]


def test_a_long_answer_is_cut_and_says_so(desktop: Any) -> None:
    page = desktop.open("sql/")
    _ask(page, "SELECT a.inst_id FROM institutions a, institutions b, institutions c")
    expect(page.locator("[data-gongshi=state]")).to_contain_text("只取了前 10,000 行")


def test_names_are_put_into_the_query(desktop: Any) -> None:
    page = desktop.open("sql/")
    page.get_by_label("查询", exact=True).fill("SELECT ")
    page.get_by_label("查询", exact=True).press("End")
    page.locator("summary", has_text="机构名录").click()
    page.get_by_role("button", name="inst_id").first.click()
    assert page.get_by_label("查询", exact=True).input_value() == "SELECT inst_id"


def test_it_is_accessible_with_an_answer(desktop: Any) -> None:
    page = desktop.open("sql/")
    page.locator('[data-example="0"]').click()
    page.locator(BODY).first.wait_for()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_it_fits_a_phone(phone: Any) -> None:
    page = phone.open("sql/")
    page.locator('[data-example="0"]').click()
    page.locator(BODY).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_only_this_page_fetches_the_engine(desktop: Any) -> None:
    page = desktop.open("dishonesty-records/dishonesty_records/table/")
    page.locator(BODY).first.wait_for()
    assert not [url for url in desktop.requests if "sqlite" in url]
    page = desktop.open("sql/")
    assert not [url for url in desktop.requests if "sqlite3" in url], "before anybody asks"
    _ask(page, "SELECT 1")
    assert [url for url in desktop.requests if url.endswith("sqlite3.wasm")]


def test_without_javascript_it_offers_the_file(scriptless: Any) -> None:
    page = scriptless.open("sql/")
    assert not page.locator("[data-gongshi=sql-page]").is_visible()
    assert page.locator("noscript p").is_visible()
    assert page.locator("a[href$='demo.sqlite']").is_visible()


def test_without_webassembly_it_says_so(browser: Browser, demo: DemoSite) -> None:
    context = browser.new_context(locale="zh-CN")
    context.add_init_script("delete globalThis.WebAssembly")
    page = context.new_page()
    page.goto(demo.url("sql/"))
    expect(page.locator("[data-gongshi=state]")).to_contain_text("没有 WebAssembly")
    context.close()


def test_if_the_engine_does_not_come_it_says_so(browser: Browser, demo: DemoSite) -> None:
    context = browser.new_context(locale="zh-CN")
    context.route("**/sqlite3.wasm", lambda route: route.abort())
    page = context.new_page()
    page.goto(demo.url("sql/"))
    page.get_by_role("button", name="运行").click()
    expect(page.locator("[data-gongshi=problem]")).to_contain_text("数据库没有打开")
    context.close()


@pytest.mark.parametrize("exception", [True, False])
def test_the_policies_of_the_hosting_guide_are_enough_and_needed(
    browser: Browser, demo: DemoSite, exception: bool
) -> None:
    text = (ROOT / "docs" / "hosting.md").read_text("utf-8")
    strict, worker = re.findall(r"```text\n(default-src .*)\n```", text)
    context = browser.new_context(locale="zh-CN")

    def answer(route: Any) -> None:
        response = route.fetch()
        is_worker = exception and route.request.url.endswith("/sql-worker.js")
        headers = {**response.headers, "content-security-policy": worker if is_worker else strict}
        route.fulfill(response=response, headers=headers)

    context.route("**/*", answer)
    page = context.new_page()
    page.goto(demo.url("sql/"))
    page.get_by_role("button", name="运行").click()
    if exception:
        page.locator(BODY).first.wait_for()
    else:
        expect(page.locator("[data-gongshi=problem]")).to_contain_text("数据库没有打开")
    context.close()
