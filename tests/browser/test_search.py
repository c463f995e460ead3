"""Search in the browser: what the reader types is found."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from browser.demo_site import DemoSite

# Runs the site's own search code over every two-character substring of every title.
_RECALL = """async ({module, core, paths}) => {
  const {find, open} = await import(module);
  const {NONE, words} = await import(core);
  const [index, variants] = [paths.index, paths.variants].map((path) => new URL(path));
  const {source, fold} = await open({index, variants});
  const rows = await source.records([...Array(source.total).keys()]);
  const holders = new Map();
  rows.forEach(({title}, number) => {
    const text = [...title];
    for (let i = 0; i + 1 < text.length; i += 1) {
      const pair = text[i] + text[i + 1];
      if (/\\s/u.test(pair)) continue;
      if (!holders.has(pair)) holders.set(pair, new Set());
      holders.get(pair).add(number);
    }
  });
  const missed = [];
  for (const [pair, numbers] of holders) {
    const ranks = await find(source, words(fold, pair));
    for (const number of numbers) if (ranks[number] === NONE) missed.push([pair, number]);
  }
  return {titles: rows.length, pairs: holders.size, missed: missed.slice(0, 20)};
}"""


def test_recall_is_one_for_every_two_characters_of_every_title(desktop, demo: DemoSite) -> None:
    page = desktop.open("search/")
    result = page.evaluate(
        _RECALL,
        {
            "module": demo.url("assets/gongshi/search-find.js"),
            "core": demo.url("assets/gongshi/search-core.js"),
            "paths": {
                "index": demo.url("search/index.json"),
                "variants": demo.url("search/variants.json"),
            },
        },
    )
    assert result["missed"] == []
    pages = len(list(demo.folder.glob("*/*/*-990001-*/index.json")))
    assert result["titles"] > 1000
    assert result["titles"] <= pages + len(list(demo.folder.glob("institutions/*/index.json"))) + 20
    assert result["pairs"] > 1000


def _results(page, query: str) -> list[str]:
    page.fill("#g-search-page", query)
    expect(page.locator("mark").first).to_be_visible()
    return page.locator(".g-results > li > a").all_text_contents()


def _item(demo: DemoSite) -> dict[str, str]:
    path = demo.first("power-list/power_items/pi-*/index.html")
    return demo.json(f"{path}index.json")["record"]


def test_ids_codes_numbers_and_former_names_are_found(desktop, demo: DemoSite) -> None:
    page = desktop.open("search/")
    item = _item(demo)
    for query in (item["item_id"], item["task_code"], item["catalog_code"]):
        assert _results(page, query)[0] == item["item_name"], query
    institutions = demo.json("institutions/institutions.json")
    office = next(one for one in institutions if one.get("former_names"))
    assert office["name"] in _results(page, office["uscc"])[0]
    assert office["name"] in _results(page, office["former_names"][0])[0]


@pytest.mark.parametrize("late", ["search-page.js", "search/index.json"])
def test_what_is_typed_before_the_search_is_ready_is_not_lost(
    desktop, demo: DemoSite, late: str
) -> None:
    held: list[Route] = []
    page = desktop.page
    # playwright cannot take a built-in method for a handler, hence the lambda
    page.route(f"**/{late}*", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(demo.url("search/"), wait_until="commit")
    page.fill("#g-search-page", _item(demo)["item_id"])
    _until(page, held)
    for route in held:
        route.continue_()
    expect(page.locator(".g-results > li > a").first).to_have_text(_item(demo)["item_name"])
    expect(page.locator("#g-search-page")).to_have_value(_item(demo)["item_id"])


def _until(page, held: list[Route]) -> None:
    """Waits until the browser has asked for what is held back."""
    for _ in range(100):
        if held:
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing was asked for")


def test_width_case_and_script_do_not_matter(desktop, demo: DemoSite) -> None:
    page = desktop.open("search/")
    code = _item(demo)["task_code"]
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code.lower())
    assert _results(page, wide) == _results(page, code)
    assert _results(page, "許可證") == _results(page, "许可证")
    assert len(_results(page, "证")) == 10


def test_slash_suggestions_and_keyboard(desktop, demo: DemoSite) -> None:
    page = desktop.open("about/")
    page.keyboard.press("/")
    box = page.locator("#g-search-top")
    expect(box).to_be_focused()
    name = _item(demo)["item_name"]
    page.keyboard.type(name)
    option = page.locator("[role=option]").first
    expect(option).to_contain_text(name)
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def test_facets_narrow_and_the_url_holds_the_state(desktop, demo: DemoSite) -> None:
    page = desktop.open("search/?q=许可")
    count = page.locator("[data-gongshi=count]")
    expect(count).to_contain_text("找到")
    everything = _number(count.inner_text())
    page.locator(".g-facet a", has_text=re.compile("^权责事项$")).click()
    expect(page).to_have_url(re.compile("kind="))
    items = _number(count.inner_text())
    assert 0 < items < everything
    facet = (
        page.locator(".g-facet", has=page.locator("h2", has_text="事项类型")).locator("li").first
    )
    promised = _number(facet.locator(".g-count").inner_text())
    facet.locator("a").click()
    expect(page.locator(".g-tag")).to_have_count(2)
    assert _number(count.inner_text()) == promised
    address = page.url
    shown = page.locator(".g-results > li > a").all_text_contents()
    page.go_back()
    expect(page.locator(".g-tag")).to_have_count(1)
    page.goto(address)
    expect(page.locator(".g-results > li").first).to_be_visible()
    assert page.locator(".g-results > li > a").all_text_contents() == shown


def test_nothing_found_helps_and_says_what_it_means(desktop) -> None:
    page = desktop.open("search/?q=龘龘龘")
    expect(page.locator(".g-results__none")).to_contain_text("不构成任何证明")
    expect(page.locator("[data-gongshi=browse]")).to_be_visible()
    expect(page.get_by_text("数据截至").first).to_be_visible()


def test_a_scoped_search_stays_in_its_dataset(desktop) -> None:
    page = desktop.open("power-list/power_items/")
    page.fill("#g-scoped", "许可")
    page.keyboard.press("Enter")
    expect(page.locator(".g-tag")).to_have_text(re.compile("权责事项"))


def test_texts_are_searched_when_nothing_else_has_it_or_the_reader_asks(
    desktop, demo: DemoSite
) -> None:
    record = next(
        one
        for one in demo.json("institutions/institutions.json")
        if one["duties"] and "，" in one["duties"]
    )
    phrase = record["duties"].split("。")[0][:14]
    page = desktop.open(f"search/?q={phrase}")
    expect(page.locator("[data-gongshi=count]")).to_contain_text("正文里找到")
    expect(page.locator(".g-results__hit mark").first).to_have_text(phrase)
    page.goto(demo.url("search/?q=许可"))
    count = page.locator("[data-gongshi=count]")
    expect(count).to_contain_text("找到")
    names = _number(count.inner_text())
    page.get_by_text("也查正文").click()
    expect(page).to_have_url(re.compile("full=1"))
    expect(page.get_by_text("不查正文")).to_be_visible()
    assert _number(count.inner_text()) > names


def _number(text: str) -> int:
    found = re.search(r"\d+", text)
    assert found, text
    return int(found.group())
