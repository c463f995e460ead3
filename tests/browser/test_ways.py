"""The ways a reader goes: by mouse, on a phone, without JavaScript."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from browser.demo_site import DemoSite


def test_record_to_institution_to_power_item_and_back(desktop, demo: DemoSite) -> None:
    page = desktop.open(demo.kinds()["record"])
    record = page.url
    page.locator(".g-fact a[href*='institutions/org-']").first.click()
    expect(page).to_have_url(re.compile(r"/institutions/org-"))
    name = page.locator("h1").inner_text()
    expect(page.locator("#records")).to_be_visible()
    while not page.locator("a[href*='power_items/pi-']").count():
        # Not each subject has powers of its own; the directory has one that does.
        page.goto(demo.url(demo.first("power-list/power_items/pi-*/index.html")))
        page.locator(".g-fact a[href*='institutions/org-']").first.click()
        name = page.locator("h1").inner_text()
    item = page.locator("a[href*='power_items/pi-']").first
    title = item.text_content()
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    item.click()
    expect(page.locator("h1")).to_have_text(title or "")
    page.locator(".g-fact a[href*='institutions/org-']").first.click()
    expect(page.locator("h1")).to_have_text(name)
    page.goto(record)
    expect(page.locator(".g-life")).to_be_visible()


def test_power_item_and_its_procedure_link_both_ways(desktop, demo: DemoSite) -> None:
    page = desktop.open(demo.first("power-list/procedures/pr-*/index.html"))
    procedure = urlsplit(page.url).path
    page.locator(".g-facts a[href*='power_items/pi-']").first.click()
    back = page.locator(f"a[href$='{procedure.rstrip('/').rpartition('/')[2]}/']")
    expect(back.first).to_be_visible()


def test_a_tombstone_says_no_more_than_it_must(desktop, demo: DemoSite) -> None:
    page = desktop.open(demo.kinds()["tombstone"])
    expect(page.locator("h1")).to_have_text("这条记录已终止公示")
    stone = demo.json(f"{demo.kinds()['tombstone']}index.json")
    assert "subject" not in str(stone)


def test_without_javascript_facets_and_records_work(scriptless) -> None:
    page = scriptless.open("power-list/power_items/")
    link = page.locator(".g-browse__side .g-facet a").first
    label = link.inner_text()
    link.click()
    expect(page.locator("h1")).to_contain_text(label)
    page.locator(".g-records a").first.click()
    expect(page.locator(".g-facts").first).to_be_visible()


def test_the_phone_menu(phone) -> None:
    page = phone.open("about/")
    menu = page.locator(".g-menu")
    panel = page.locator(".g-menu__panel")
    expect(panel).not_to_be_visible()
    menu.locator("summary").tap()
    expect(panel).to_be_visible()
    panel.get_by_text("政务失信记录").tap()
    expect(page).to_have_url(re.compile("dishonesty-records"))
    menu.locator("summary").tap()
    page.keyboard.press("Escape")
    expect(panel).not_to_be_visible()


def test_the_scheme_button_keeps_its_choice(desktop) -> None:
    page = desktop.open()
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("[data-gongshi=scheme]").click()
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert before != after
    desktop.open("about/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_every_kind_of_page_is_quiet(desktop, demo: DemoSite) -> None:
    """No console message, no failed request, no foreign request: the fixture asserts it."""
    for path in demo.kinds().values():
        desktop.open(path)
        expect(desktop.page.locator("h1")).to_have_count(1)
    desktop.page.goto(demo.url("404.html"))
    expect(desktop.page.locator("h1")).to_have_count(1)


def test_downloads_answer_and_are_what_the_page_says(desktop, demo: DemoSite) -> None:
    page = desktop.open("dishonesty-records/dishonesty_records/")
    rows = page.locator(".g-files tbody tr")
    assert rows.count() >= 4
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for row in rows.all():
        with page.expect_download() as download:
            row.locator("a").click()
        path = download.value.path()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert digest == row.locator(".g-hash").inner_text()
