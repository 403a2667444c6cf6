"""The phone simulator on a phone: nothing stands beside the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.browser import chromium
from tests.journeys.demo_world import house

_OFFER_MORE = """() => {
  const row = document.querySelector("#phone-samples");
  for (let i = 0; i < 8; i++) row.append(row.firstElementChild.cloneNode(true));
}"""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en-US", "ar"])
async def test_it_fits_the_width_of_a_phone(tmp_path: Path, language: str) -> None:
    async with house(tmp_path) as home, chromium() as open_page:
        page = await open_page(viewport={"width": 360, "height": 740}, locale=language)
        await page.goto(f"{home.base_url}/demo/phone")
        await page.locator("#phone-samples button").first.wait_for()
        # However many texts are offered, the row of them scrolls and the page does not.
        await page.evaluate(_OFFER_MORE)
        width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
