"""The knowledge pages in a real browser, against the whole product."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from app.flows import manage_knowledge as manage
from app.flows.gaps import note_gap
from tests.journeys.browser import Open, chromium, enter, nothing_broke
from tests.journeys.demo_world import House, house

pytestmark = pytest.mark.browser

RULES = """# House rules

## Quiet hours

Quiet hours are from ten at night to seven in the morning.

## Parking

Guests park free of charge behind the house, in bays four to nine.
"""
HOSTILE = '<img src=x onerror="window.broken.push(1)">'
DROP = """
([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/markdown" }));
  document.body.dispatchEvent(
    new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
  );
}
"""


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def _base(home: House, name: str = "House rules") -> str:
    base = await manage.create_base(home.services, home.acme.tenant.id, name)
    return f"{home.base_url}/knowledge/bases/{base.id}"


async def test_it_goes_from_the_inbox_to_a_new_base(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await page.get_by_role("link", name="Knowledge").click()
    await page.get_by_label("New knowledge base").fill("Prices")
    await page.get_by_role("button", name="Create").click()
    await expect(page.get_by_role("heading", name="Prices")).to_be_visible()
    await expect(page.locator(".live-on")).to_be_visible()
    await page.get_by_role("link", name="Conversations").click()
    await page.wait_for_url("**/conversations")


async def test_it_shows_files_become_ready_without_reloading(
    home: House, browse: Open, tmp_path: Path
) -> None:
    page = await browse()
    await enter(page, home)
    await page.goto(await _base(home))
    files = []
    for number in range(3):
        path = tmp_path / f"rules-{number}.md"
        path.write_text(RULES.replace("four", f"{number + 4}"))
        files.append(path)
    await page.locator("input[type=file]").set_input_files(files)
    await expect(page.locator("#documents > [data-state=ready]")).to_have_count(3)
    await expect(page.locator("#uploads > li")).to_have_count(0)
    await expect(page.locator("#base-tabs")).to_contain_text("3")
    await page.get_by_role("link", name="rules-1.md").click()
    await expect(page.locator("main")).to_contain_text("in bays 5 to nine")
    await nothing_broke(page)


async def test_it_takes_a_dropped_file_and_says_why_one_is_refused(
    home: House, browse: Open
) -> None:
    page = await browse()
    await enter(page, home)
    await page.goto(await _base(home))
    await page.evaluate(DROP, [f"{HOSTILE}.md", RULES])
    await page.evaluate(DROP, ["program.pdf", "MZ\u0090\u0000 not a document"])
    await expect(page.locator("#documents > [data-state=ready]")).to_have_count(1)
    await expect(page.locator("#documents > [data-state=refused] p.text-error")).to_be_visible()
    await page.evaluate(DROP, ["large.md", "x" * 26_000_000])
    await expect(page.locator("#uploads > li")).to_contain_text("large.md is larger than 25 MB.")
    await nothing_broke(page)


async def test_it_finds_what_was_uploaded_and_marks_the_words(
    home: House, browse: Open, tmp_path: Path
) -> None:
    page = await browse()
    await enter(page, home)
    base = await _base(home)
    await page.goto(base)
    (tmp_path / "rules.md").write_text(RULES)
    await page.locator("input[type=file]").set_input_files([tmp_path / "rules.md"])
    await expect(page.locator("#documents > [data-state=ready]")).to_have_count(1)
    await page.get_by_role("link", name="Test search").last.click()
    await page.get_by_label("Question").fill("Where can guests park?")
    await page.get_by_role("button", name="Search").click()
    first = page.locator("main ol > li").first
    await expect(first).to_contain_text("behind the house")
    await expect(first.locator("mark").first).to_be_visible()
    await expect(page.locator("main")).to_contain_text("Answered.")
    await page.get_by_label("Question").fill("Do you sell helicopters?")
    await page.get_by_role("button", name="Search").click()
    await expect(page.locator("main")).to_contain_text("Nothing here answers this.")
    await page.get_by_role("link", name="Add as a question").click()
    await expect(page.get_by_label("Question", exact=True)).to_have_value(
        "Do you sell helicopters?"
    )
    await nothing_broke(page)


async def test_it_imports_a_table_after_a_look(home: House, browse: Open, tmp_path: Path) -> None:
    table = tmp_path / "questions.csv"
    table.write_text("question,answer\nIs there a lift?,Yes.\n,Nothing asked.\n")
    page = await browse()
    await enter(page, home)
    await page.goto(f"{await _base(home)}/faqs")
    await page.get_by_text("Import a table").click()
    await page.locator("input[name=table]").set_input_files([table])
    await page.get_by_role("button", name="Look at it").click()
    await expect(page.locator(".sheet-bad")).to_contain_text("The question is missing.")
    await page.get_by_role("button", name="Add 1 question").click()
    await expect(page.locator("main")).to_contain_text("Is there a lift?")


async def test_it_turns_a_reply_into_an_answer(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await home.text("+12125550123", "Is there a lift to the third floor?")
    await page.locator("#rows > [data-rank] a").click()
    await page.locator("#reply-text").fill("Yes, the lift goes to every floor.")
    await page.locator("#reply-text").press("Enter")
    await page.get_by_role("button", name="Make this an answer").click()
    await page.get_by_text("Approved: it answers").click()
    await page.get_by_role("button", name="Save").click()
    await home.text("+13125550123", "Is there a lift to the third floor?")
    await page.goto(f"{home.base_url}/conversations")
    await page.locator("#rows > [data-rank] a").first.click()
    await expect(page.locator("[data-author=assistant] .bubble").first).to_contain_text(
        "the lift goes to every floor"
    )


async def test_it_keeps_a_half_written_answer_while_gaps_arrive(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    client = home.acme.tenant.id
    await note_gap(home.services, client, "Is there a swimming pool?", language="en")
    await page.goto(f"{home.base_url}/knowledge/gaps?client={client}")
    await page.locator("#gaps textarea").first.type("No pool, but")
    await note_gap(home.services, client, "¿Se puede fumar en el balcón?", language="es")
    await expect(page.locator("#gaps > [data-rank]")).to_have_count(2)
    await expect(page.locator("#knowledge-gaps")).to_have_text("2")
    await expect(page.locator("#gaps")).to_contain_text("fumar")
    written = page.locator("#gaps > li", has_text="swimming").locator("textarea")
    await expect(written).to_have_value("No pool, but")
    await written.fill("No pool, but a gym.")
    await (
        page.locator("#gaps > li", has_text="swimming").get_by_role("button", name="Answer").click()
    )
    await expect(page.locator("#gaps > [data-rank]")).to_have_count(1)


async def test_it_works_without_script(home: House, browse: Open, tmp_path: Path) -> None:
    page = await browse(java_script_enabled=False)
    await page.goto(await home.link())
    await page.get_by_role("button", name="Sign in").click()
    base = await _base(home)
    await page.goto(base)
    (tmp_path / "rules.md").write_text(RULES)
    await page.locator("input[type=file]").set_input_files([tmp_path / "rules.md"])
    await page.get_by_role("button", name="Upload").click()
    for _ in range(40):
        await page.goto(base)
        if await page.locator("#documents > [data-state=ready]").count():
            break
        await asyncio.sleep(0.25)
    await expect(page.locator("#documents")).to_contain_text("Ready")
    await page.goto(f"{base}/settings")
    await page.locator("form[action$='/delete'] input[name=name]").fill("House rules")
    await page.locator("form[action$='/delete'] button").click()
    await expect(page.locator("main")).to_contain_text("Deleted.")
    assert page.url.startswith(f"{home.base_url}/knowledge?")


@pytest.mark.parametrize("language", ["en", "es", "ar"])
async def test_it_fits_every_screen(home: House, browse: Open, language: str) -> None:
    page = await browse()
    await enter(page, home)
    base = await _base(home, "A rather long name of a knowledge base, with every word it needs")
    await note_gap(home.services, home.acme.tenant.id, "pool " + "x" * 300, language="en")
    await page.locator("details[data-menu] summary").first.click()
    await page.locator(f"button[name=language][value={language}]").first.click()
    client = f"client={home.acme.tenant.id}"
    places = (
        *(base, f"{base}/faqs", f"{base}/faqs/new", f"{base}/websites", f"{base}/settings"),
        *(
            f"{home.base_url}/knowledge{path}{client}"
            for path in ("?", "/search?q=pets&", "/gaps?")
        ),
    )
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    main = "document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth"
    for width in (390, 768, 1024, 1440):
        await page.set_viewport_size({"width": width, "height": 800})
        for place in places:
            await page.goto(place)
            assert await page.evaluate(over) <= 0, (language, width, place)
            assert await page.evaluate(main) <= 0, (language, width, place)
    assert await page.evaluate("document.dir") == ("rtl" if language == "ar" else "ltr")
    await nothing_broke(page)
