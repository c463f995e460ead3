"""A whole table in the browser: sorted, filtered, cut to size, downloaded; its state is its URL."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.demo_site import DemoSite

RECORDS = "dishonesty-records/dishonesty_records"
BODY = "[data-gongshi=table] tbody tr"


@pytest.fixture(scope="module")
def published(demo: DemoSite) -> pd.DataFrame:
    return pd.read_csv(demo.folder / f"{RECORDS}.csv", dtype=str, keep_default_na=False)


def _opened(watched: Any, query: str = "", table: str = RECORDS) -> Page:
    page = watched.open(f"{table}/table/{query}")
    page.locator(BODY).first.wait_for()
    return page


def _column(page: Page, title: str) -> list[str]:
    heads = page.locator("[data-gongshi=table] thead th").all_inner_texts()
    [at] = (i for i, head in enumerate(heads) if head.rstrip(" ▲▼") == title)
    return page.locator(f"{BODY} > :nth-child({at + 1})").all_inner_texts()


def _downloaded(page: Page, name: str) -> str:
    with page.expect_download() as got:
        page.get_by_role("button", name=name).click()
    return Path(got.value.path()).read_bytes().decode("utf-8")


def test_it_shows_the_whole_table(desktop: Any, published: pd.DataFrame) -> None:
    page = _opened(desktop)
    expect(page.locator("[data-gongshi=state]")).to_have_text(f"全部 {len(published)} 条")
    shown = page.locator(BODY).count()
    page.get_by_role("button", name="下一页").click()
    assert shown + page.locator(BODY).count() == len(published)
    assert "page=2" in page.url


def test_sorting_goes_up_down_and_back(desktop: Any) -> None:
    page = _opened(desktop)
    before = _column(page, "认定日期")
    head = page.locator("th", has=page.get_by_role("button", name="认定日期"))
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    days = _column(page, "认定日期")
    assert days == sorted(days) != before
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    days = _column(page, "认定日期")
    assert days == sorted(days, reverse=True)
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "none")
    assert _column(page, "认定日期") == before


def test_filters_are_what_pandas_says(desktop: Any, published: pd.DataFrame) -> None:
    page = _opened(desktop)
    page.get_by_label("添加筛选").select_option("severity")
    page.get_by_label("一般").check()
    page.get_by_label("添加筛选").select_option("determined_on")
    page.get_by_label("从").fill("2026-01-01")
    wanted = published.query("severity == '一般' and determined_on >= '2026-01-01'")
    assert 0 < len(wanted) < len(published)
    said = f"{len(wanted)} 条，共 {len(published)} 条"
    expect(page.locator("[data-gongshi=state]")).to_have_text(said)
    query = parse_qs(urlsplit(page.url).query)
    assert query["f.severity.is"] == ["一般"]
    assert query["f.determined_on.min"] == ["2026-01-01"]
    rows = list(csv.DictReader(StringIO(_downloaded(page, "下载看到的部分"))))
    assert [row["record_id"] for row in rows] == list(wanted["record_id"])
    for name in rows[0]:
        assert [row[name] for row in rows] == list(wanted[name])


def test_words_are_folded_as_in_the_search(desktop: Any, published: pd.DataFrame) -> None:
    page = _opened(desktop)
    page.get_by_label("在全部列里找").fill("教育局")
    expect(page.locator("[data-gongshi=state]")).to_contain_text("共")
    found = page.locator("[data-gongshi=state]").inner_text()
    hits = published.apply(lambda row: row.str.contains("教育局").any(), axis=1).sum()
    assert found.startswith(f"{hits} 条")
    page.get_by_label("在全部列里找").fill("ＤＲ-990001 示例市")
    expect(page.locator("[data-gongshi=state]")).to_have_text(f"全部 {len(published)} 条")


def test_the_url_restores_everything(desktop: Any) -> None:
    query = "?q=示例&cols=domain,severity&sort=-domain&f.severity.is=严重&f.severity.is=一般"
    page = _opened(desktop, query)
    heads = page.locator("[data-gongshi=table] thead th").all_inner_texts()
    assert [head.rstrip(" ▲▼") for head in heads] == ["记录", "领域", "失信程度"]
    assert set(_column(page, "失信程度")) <= {"严重", "一般"}
    assert page.get_by_label("在全部列里找").input_value() == "示例"
    expect(page.locator("th", has_text="领域")).to_have_attribute("aria-sort", "descending")
    page.get_by_text("选择列", exact=True).click()
    page.get_by_label("记录类型").check()
    assert len(page.locator("[data-gongshi=table] thead th").all()) == 4
    page.go_back()
    expect(page.locator("[data-gongshi=table] thead th")).to_have_count(3)


def test_rows_lead_to_records(desktop: Any) -> None:
    page = _opened(desktop)
    name = page.locator(f"{BODY} th a").first.inner_text()
    page.locator(f"{BODY} th a").first.click()
    expect(page).to_have_url(f"{desktop.origin}/{RECORDS}/" + page.url.rsplit("/", 2)[1] + "/")
    assert name.split(" · ")[0] in page.locator("main, #content").first.inner_text()


def test_numbers_are_sorted_as_numbers(desktop: Any, demo: DemoSite) -> None:
    table = "key-areas/sme_arrears"
    published = pd.read_csv(demo.folder / f"{table}.csv")
    page = _opened(desktop, "?cols=amount&sort=-amount", table)
    shown = [float(cell.replace(",", "")) for cell in _column(page, _title(page))]
    assert shown == sorted(published["amount"], reverse=True)[: len(shown)]


def _title(page: Page) -> str:
    return page.locator("[data-gongshi=table] thead th").last.inner_text().rstrip(" ▲▼")


def test_a_record_whose_last_day_has_passed_is_not_shown(
    browser: Browser, demo: DemoSite, published: pd.DataFrame
) -> None:
    last = published["publish_until"]
    day = min(last[last.str.match(r"\d{4}-")])
    context = browser.new_context(locale="zh-CN")
    context.clock.set_fixed_time(f"{day}T20:00:00Z")  # the next day in Shanghai
    page = context.new_page()
    page.goto(demo.url(f"{RECORDS}/table/"))
    page.locator(BODY).first.wait_for()
    left = len(published) - (last == day).sum()
    expect(page.locator("[data-gongshi=state]")).to_have_text(f"全部 {left} 条")
    context.close()


def test_it_is_accessible_when_filled(desktop: Any) -> None:
    page = _opened(desktop, "?f.severity.is=严重&sort=domain")
    page.get_by_text("选择列", exact=True).click()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_a_phone_scrolls_the_table_not_the_page(phone: Any) -> None:
    page = _opened(phone)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.querySelector('[data-gongshi=table]').scrollWidth") > 390


def test_without_javascript_it_leads_to_the_list(scriptless: Any) -> None:
    page = scriptless.open(f"{RECORDS}/table/")
    assert not page.locator("[data-gongshi=table-page]").is_visible()
    page.get_by_role("link", name="逐页浏览").click()
    expect(page.locator(".g-records a").first).to_be_visible()
