"""With keys alone, on every page: the way to the content, the palette, the shortcuts, the focus."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.browser import Open, chromium, enter
from tests.journeys.demo_world import House, house
from tests.journeys.every_page import every_page
from tests.journeys.full_house import furnish

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
# Pages outside of the frame: there is nothing to skip.
BARE = (
    "/demo/", "/forms/", "/conversations/rows", "/leads/board/more", "/nowhere", "/login",
    "/account/",
)  # fmt: skip
FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  // A field inside a box with its label or icon: the box shows it.
  const lined = (it) => {
    const style = getComputedStyle(it);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  };
  // On the body is where the keys leave an empty list: there was nothing behind it.
  const shown = one === document.body || lined(one) || lined(one.closest("label, .input") ?? one);
  return [one.className, shown, box.width > 20 && box.top >= 0, one.getAttribute("href") ?? ""];
}"""


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def test_every_page_can_be_used_with_keys(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    now = home.services.clock.now_ms()
    ids = await home.services.db.write(furnish, home.acme.tenant.id, now)
    wrong = []
    for path in await every_page(home, page.request, ids):
        if path.startswith(BARE):
            continue
        await page.goto(home.base_url + path, wait_until="load")
        # A page that puts the cursor into its one field has no use for the way past its frame.
        if await page.evaluate("document.activeElement === document.body"):
            await page.keyboard.press("Tab")
            name, shown, in_sight, target = await page.evaluate(FOCUSED)
            if not (str(name).startswith("skip") and shown and in_sight):
                wrong.append(f"{path}: Tab leads to {name} ({shown=}, {in_sight=})")
                continue
            await page.keyboard.press("Enter")
            inside = await page.evaluate(
                "(target) => document.querySelector(target)?.contains(document.activeElement)",
                target,
            )
            if not inside:
                wrong.append(f"{path}: the way to the content leads nowhere")
            await page.keyboard.press("Tab")
            _, shown, in_sight, _ = await page.evaluate(FOCUSED)
            if not shown:
                wrong.append(f"{path}: what has the focus does not show it")
        await page.evaluate("document.activeElement.blur()")
        await page.keyboard.press("?")
        if await page.locator("dialog#shortcuts[open]").count() != 1:
            wrong.append(f"{path}: ? shows no shortcuts")
        await page.keyboard.press("Escape")
        await page.keyboard.press("Control+k")
        if await page.locator("dialog#palette[open]").count() != 1:
            wrong.append(f"{path}: Ctrl K opens nothing")
    assert not wrong, "\n".join(["", *wrong])
