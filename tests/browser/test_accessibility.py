"""axe-core finds nothing on any kind of page, wide or narrow, light or dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browser.demo_site import KINDS, DemoSite

SIZES = {"wide": (1280, 900), "narrow": (390, 844)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_violation(browser: Browser, demo: DemoSite, size: str, scheme: str) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN"
    )
    page = context.new_page()
    violations = {}
    for kind, path in demo.kinds().items():
        page.goto(demo.url(path))
        found = Axe().run(page).response["violations"]
        if found:
            violations[kind] = [(v["id"], v["nodes"][0]["html"]) for v in found]
    context.close()
    assert not violations


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_fits_a_phone(phone, demo: DemoSite, kind: str) -> None:
    """Nothing is wider than 390 px: no sideways scrolling but inside a table's own box."""
    page = phone.open(demo.kinds()[kind])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_axe_would_find_a_violation(browser: Browser, demo: DemoSite) -> None:
    page = browser.new_page()
    page.goto(demo.url())
    page.evaluate(
        "document.querySelectorAll('label').forEach((label) => label.remove());"
        "document.querySelectorAll('input').forEach((box) => box.removeAttribute('placeholder'));"
    )
    ids = [v["id"] for v in Axe().run(page).response["violations"]]
    page.close()
    assert "label" in ids
