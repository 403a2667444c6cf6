"""axe-core on every page: in light and dark, in English and Arabic, wide and on a phone."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from tests.contract_files import ROOT
from tests.journeys.browser import Open, chromium, enter, speak
from tests.journeys.demo_world import House, house
from tests.journeys.every_page import every_page
from tests.journeys.full_house import furnish

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
LEAD = "+12125550101"
# WCAG 2.2, 2.4.11: what has the focus is not wholly behind a bar that stays where it is.
HIDDEN_FOCUS = """() => {
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const seen = (one) => one.checkVisibility({checkVisibilityCSS: true, checkOpacity: true});
  return [...document.querySelectorAll(all)].filter((one) => {
    const isAway = one.closest(".skip, dialog, details:not([open]) > :not(summary)");
    if (one.disabled || !seen(one) || isAway) return false;
    one.focus();
    if (document.activeElement !== one) return false;
    const {left, right, top, bottom, width, height} = one.getBoundingClientRect();
    if (width < 2 || height < 2) return false;
    const label = one.closest("label") ?? one.labels?.[0];
    return ![0.5, 0.1, 0.9].some((share) => [0.5, 0.1, 0.9].some((part) => {
      const hit = document.elementFromPoint(left + width * share, top + height * part);
      const isPart = hit?.contains(one) && hit.matches("label, a, button, summary, .input");
      return hit && (one.contains(hit) || isPart || label?.contains(hit));
    }));
  }).slice(0, 3).map((one) => "focus is hidden: " + one.outerHTML.slice(0, 160));
}"""
# The rules that are on by themselves (WCAG up to 2.1 AA and good practice), and one of 2.2.
RUN = """async () => {
  // What a bar hides until one scrolls is no smaller for that.
  for (const bar of document.querySelectorAll(".save-bar")) bar.style.position = "static";
  const seen = await axe.run(document, {
    resultTypes: ["violations"], preload: false, iframes: false,
    rules: {"target-size": {enabled: true}},
  });
  return seen.violations.map((one) => [one.id, one.help,
    one.nodes.slice(0, 3).map((node) => node.target.join(" ") + " " + node.html.slice(0, 160)),
    one.nodes.length]);
}"""


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    if not AXE.is_file():
        problem = f"no axe-core at {AXE}: run packaging/assets.py --force"
        if os.environ.get("CI"):
            pytest.fail(problem)
        pytest.skip(problem)
    async with chromium() as open_page:
        yield open_page


async def live_in(home: House) -> dict[str, str]:
    """Let things happen, so that no page is empty; return what paths name."""
    await home.text(LEAD, "What are your opening hours?")
    await home.text(LEAD, "I want to talk to a person please")
    now = home.services.clock.now_ms()
    return await home.services.db.write(furnish, home.acme.tenant.id, now)


async def violations(page: Page, home: House, path: str) -> list[str]:
    """Return what axe finds on a page, a line each."""
    await page.goto(home.base_url + path, wait_until="load")
    hidden = await page.evaluate(HIDDEN_FOCUS)
    await page.evaluate(AXE.read_text("utf-8"))
    found: list[Any] = await page.evaluate(RUN)
    return [f"{path}: {one}" for one in hidden] + [
        f"{path}: {rule} ({count}): {text}\n    " + "\n    ".join(where)
        for rule, text, where, count in found
    ]


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("en", "light", 1440), ("ar", "dark", 390)]
)
async def test_axe_finds_nothing_on_any_page(
    home: House, browse: Open, language: str, scheme: str, width: int
) -> None:
    page = await browse(
        viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )
    found = await violations(page, home, "/login")
    await enter(page, home)
    ids = await live_in(home)
    await speak(page, home, language)
    pages = await every_page(home, page.request, ids)
    assert len(pages) > 40, pages
    for path in pages:
        found += await violations(page, home, path)
    assert not found, "\n".join(["", *found])
