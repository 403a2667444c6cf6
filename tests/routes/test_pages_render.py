"""Templates drawn from plain views: parts, escaping, writing direction."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.access import rights_of_role
from app.routes.live import message
from app.routes.pages.conversations.present import legible, masked
from app.routes.pages.views import Bubble, DeliveryMark, Ground, Inbox, Place, Why, initials
from app.routes.render import STATIC, TEMPLATES, Shell, asset, draw, local_path
from tests.journeys import samples

RIGHTS = rights_of_role("operator", has_all_clients=True)
SHELL = Shell(csrf="token", operator_id="o1", operator_name="Dana Reyes", rights=RIGHTS)
PAGE = "pages/conversations/"


def _inbox(view: Inbox, language: str = "en") -> str:
    return draw(
        PAGE + "index.html",
        replace(SHELL, language=language),
        view=view,
        live_query="after=",
        earlier_query="",
        operator_initials="DR",
        now_ms=samples.NOON_MS,
    )


def _bubble(bubble: Bubble) -> str:
    return draw(PAGE + "_message.html", SHELL, bubble=bubble, place=Place())


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_it_draws_every_part(language: str) -> None:
    page = _inbox(samples.inbox(opened=samples.thread(escalation=samples.needs_person())), language)
    for part in ("rows", "tabs", "thread-head", "banner", "messages", "composer", "details"):
        assert page.count(f'id="{part}"') == 1


def test_it_draws_each_id_once() -> None:
    page = _inbox(samples.inbox(opened=samples.thread()))
    ids = [one for one in re.findall(r'\bid="([^"]+)"', page) if one not in ("client",)]
    assert len(ids) == len(set(ids))


def test_it_escapes_what_leads_write() -> None:
    text = '<img src=x onerror=alert(1)> "quoted" {{ 7 * 7 }}'
    drawn = _bubble(Bubble("m1", "lead", text, samples.NOON_MS, author_name=text))
    assert "<img" not in drawn
    assert "&lt;img src=x onerror=alert(1)&gt;" in drawn
    assert "{{ 7 * 7 }}" in drawn


def test_it_lets_text_choose_its_direction() -> None:
    drawn = _bubble(Bubble("m1", "lead", "مرحبا", samples.NOON_MS))
    assert '<p class="bubble" dir="auto">مرحبا</p>' in drawn


def test_it_tells_why_a_message_was_not_sent() -> None:
    mark = DeliveryMark("failed", "The number cannot take texts.", "other_channel")
    drawn = _bubble(Bubble("m1", "assistant", "Hi", samples.NOON_MS, delivery=mark))
    assert "data-failed" in drawn
    assert "The number cannot take texts." in drawn
    assert "Reach them on another channel." in drawn


def _grounds(*grounds: Ground) -> str:
    why = Why("send", grounds=grounds)
    bubble = Bubble("m1", "assistant", "Hi", samples.NOON_MS, confidence=0.9, why=why)
    return " ".join(_bubble(bubble).split())


def test_it_shows_what_a_reply_rests_on() -> None:
    drawn = _grounds(Ground("Prices > Villas", "prices.pdf, 3", 0.93))
    assert '<p class="wrap-break-word" dir="auto">Prices &gt; Villas</p>' in drawn
    assert 'dir="auto">prices.pdf, 3</p>' in drawn
    assert ">93%<" in drawn
    assert "Stale since" not in drawn


def test_it_shows_since_when_a_passage_is_stale() -> None:
    drawn = _grounds(Ground("Prices", "https://a.example/prices", None, samples.NOON_MS))
    assert re.search(
        r"Stale since <time datetime=\"2026-11-18T[^\"]+\" data-short>2026-11-18<", drawn
    )


def test_it_shows_that_a_passage_is_gone() -> None:
    drawn = _grounds(Ground("", "", 0.5, samples.NOON_MS, is_gone=True))
    assert "No longer in the knowledge base" in drawn
    assert "Stale since" not in drawn


def test_it_escapes_what_pages_say() -> None:
    drawn = _grounds(Ground("<img src=x onerror=alert(1)>", 'https://a.example/"><script>', 0.5))
    assert "<img" not in drawn
    assert "<script" not in drawn


def test_it_links_points_to_their_messages() -> None:
    page = _inbox(samples.inbox(opened=samples.thread()))
    for target in re.findall(r'href="#(message-[^"]+)"', page):
        assert f'id="{target}"' in page


def test_it_sends_hostile_text_as_one_event() -> None:
    hostile = "a\r\rb\n\nevent: draw\ndata: c\u2028d"
    drawn = message([_bubble(Bubble("m1", "lead", hostile, samples.NOON_MS))], "e1")
    assert drawn.count("\n\n") == 1
    assert "\r" not in drawn
    lines = drawn.rstrip("\n").split("\n")
    assert lines[:2] == ["event: draw", "id: e1"]
    assert all(line.startswith("data: ") for line in lines[2:])


def test_it_sends_nothing_without_parts() -> None:
    assert message([], "e1") == ""


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/conversations?tab=hot", "/conversations?tab=hot"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("/a\r\nSet-Cookie: x=y", "/"),
        ("", "/"),
    ],
)
def test_it_stays_on_its_own_site(path: str, kept: str) -> None:
    assert local_path(path) == kept


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("SAR 1100000", "SAR 1,100,000"),
        ("2..3", "2–3"),
        ("2026-11-22", "2026-11-22"),
        ("yes", "yes"),
    ],
)
def test_it_shows_values_as_people_write_them(value: str, shown: str) -> None:
    assert legible(value) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [("+12125550123", "+1212•••0123"), ("whatsapp:+34600111222", "+3460•••1222"), ("v-17", "v-17")],
)
def test_it_masks_addresses(address: str, shown: str) -> None:
    assert masked(address) == shown


@pytest.mark.parametrize(
    ("name", "letters"), [("Maya Okafor", "MO"), ("ليلى", "ل"), ("+1 555", "#"), ("", "#")]
)
def test_it_shortens_names(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_it_holds_no_inline_script_or_style() -> None:
    wrong = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|\|\s*safe\b")
    # Mail has no policy and no stylesheet: its styles stand in it.
    pages = [p for p in TEMPLATES.rglob("*.html") if "emails" not in p.parts]
    assert len(pages) > 40
    assert [p.name for p in pages if wrong.search(p.read_text("utf-8"))] == []


def test_it_names_each_static_file_with_its_hash() -> None:
    assert re.fullmatch(r"/static/js/shell\.js\?v=[0-9a-f]{12}", asset("js/shell.js"))
    assert (STATIC / "js" / "shell.js").is_file()


def test_it_locks_assets_without_naming_a_registry() -> None:
    lock = Path(__file__).resolve().parents[2] / "package-lock.json"
    assert "resolved" not in lock.read_text("utf-8")
