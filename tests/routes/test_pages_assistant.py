"""The assistant pages over HTTP: edit, compare, bring back, and what a stranger may not see."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx2
import pytest

from app import admin
from app.domain.profile import settings_of
from app.domain.tenant import EscalationRule, Mode, Opening, RuleKind, Tenant
from app.flows import edit_profile as edit
from app.flows.manage_tenant import Put
from app.services import Services
from app.store import tenants
from tests.journeys.served import served
from tests.routes.forms import fields_of
from tests.routes.operators import Browser, signed_in


@pytest.fixture
async def base_url(services: Services) -> AsyncIterator[str]:
    async with served(services) as address:
        yield address


@pytest.fixture
async def dana(services: Services, base_url: str) -> AsyncIterator[Browser]:
    async with signed_in(services, base_url, "dana@example.com") as browser:
        yield browser


@pytest.fixture
async def stranger(services: Services, base_url: str, outsider: Put) -> AsyncIterator[Browser]:
    async with signed_in(services, base_url, "out@example.com", outsider.tenant.id) as browser:
        yield browser


async def _now(services: Services, put: Put) -> Tenant:
    tenant = await services.db.read(tenants.tenant_by_id, put.tenant.id)
    assert tenant is not None
    return tenant


async def _saves(services: Services, put: Put, **profile: object) -> int:
    """Save as another editor does."""
    tenant = await _now(services, put)
    settings = settings_of(tenant)
    changed = replace(settings, profile=replace(settings.profile, **profile))  # type: ignore[arg-type]
    return await edit.save(
        services,
        put.tenant.id,
        changed,
        operator_id=None,
        expected_version=tenant.profile_version,
    )


async def _form(browser: Browser, put: Put, path: str, action: str) -> dict[str, str]:
    page = await browser.see(f"{path}{'&' if '?' in path else '?'}client={put.tenant.id}")
    return fields_of(page, f"/assistant/clients/{put.tenant.id}/{action}")


async def test_a_form_that_is_sent_back_changes_nothing(
    services: Services, dana: Browser, acme: Put
) -> None:
    await _saves(
        services,
        acme,
        openings=(Opening(0, "09:00", "13:00"),),
        error_rate=0.055,
        closed_mode="off",
    )
    fields = await _form(dana, acme, "/assistant", "profile")
    answer = await dana.press(f"/assistant/clients/{acme.tenant.id}/profile", **fields)
    rules = await _form(dana, acme, "/assistant/rules", "rules")
    again = await dana.press(f"/assistant/clients/{acme.tenant.id}/rules", **rules)
    one = await _form(dana, acme, "/assistant/qualification/budget", "qualification/budget")
    third = await dana.press(f"/assistant/clients/{acme.tenant.id}/qualification/budget", **one)
    assert [page.headers["location"][-14:] for page in (answer, again, third)] == [
        "note=unchanged"
    ] * 3


async def test_it_saves_every_part_of_a_profile(
    services: Services, dana: Browser, acme: Put
) -> None:
    fields = await _form(dana, acme, "/assistant", "profile")
    fields |= {
        "about": "We let flats.\r\nBy the sea.",
        "languages": "es, en",
        "disclosure.es": "Soy una IA.",
        "mode": "draft_only",
        "modes.sms": "off",
        "hours.1": "9-13, 15-19",
        "closed_mode": "automatic",
        "error_rate": "5,5",
        "must_pass": "",
        "never_say": "a\n\nb",
        "note": "New  season",
    }
    await dana.press(f"/assistant/clients/{acme.tenant.id}/profile", **fields)
    tenant, profile = await _now(services, acme), (await _now(services, acme)).profile
    assert (tenant.languages, tenant.mode) == (("es", "en"), Mode.DRAFT_ONLY)
    assert (profile.about, profile.never_say) == ("We let flats.\nBy the sea.", ("a", "b"))
    assert (profile.modes, profile.closed_mode) == ({"sms": "off"}, "automatic")
    assert profile.openings == (Opening(1, "09:00", "13:00"), Opening(1, "15:00", "19:00"))
    assert (profile.error_rate, profile.disclosure["es"]) == (0.055, "Soy una IA.")
    assert profile.criteria == acme.tenant.profile.criteria
    newest, *_ = await edit.versions(services, acme.tenant.id)
    assert (newest.note, newest.operator_name) == ("New season", "Dana Reyes")


async def test_a_mistake_stands_at_its_field_and_nothing_typed_is_lost(
    services: Services, dana: Browser, acme: Put
) -> None:
    fields = await _form(dana, acme, "/assistant", "profile")
    fields |= {"phone": "555 <b>", "hours.2": "morning", "about": "Kept.", "max_replies": "many"}
    page = await dana.press(f"/assistant/clients/{acme.tenant.id}/profile", **fields)
    again = fields_of(page.text, f"/assistant/clients/{acme.tenant.id}/profile")
    assert page.status_code == 422
    assert again == fields
    assert "morning are no hours" in page.text
    for name in ("max_replies", "phone"):
        assert f'id="wrong-{name}"' in page.text
    assert (await _now(services, acme)).profile_version == 1


async def test_a_mistake_of_the_settings_stands_at_its_field(dana: Browser, acme: Put) -> None:
    fields = await _form(dana, acme, "/assistant", "profile")
    fields |= {"phone": "555 <b>", "hours.2": "12:00-11:00", "zone": "Mars/Base"}
    page = (await dana.press(f"/assistant/clients/{acme.tenant.id}/profile", **fields)).text
    for name in ("phone", "hours-2", "zone"):
        assert f'id="wrong-{name}"' in page
    assert "<b>" not in page


async def test_the_second_editor_sees_what_the_other_changed_and_keeps_their_own(
    services: Services, dana: Browser, acme: Put
) -> None:
    fields = await _form(dana, acme, "/assistant", "profile")
    await _saves(services, acme, tone="theirs", scope="Theirs too.")
    fields |= {"about": "Mine.", "tone": "mine"}
    path = f"/assistant/clients/{acme.tenant.id}/profile"
    page = await dana.press(path, **fields)
    again = fields_of(page.text, path)
    assert page.status_code == 409
    assert "Version 2 was saved while you were editing." in page.text
    assert "<ins>theirs</ins>" in re.sub(r"<ins[^>]*>", "<ins>", page.text)
    assert (again["about"], again["tone"], again["scope"]) == ("Mine.", "mine", "Theirs too.")
    await dana.press(path, **again)
    profile = (await _now(services, acme)).profile
    assert (profile.about, profile.tone, profile.scope) == ("Mine.", "mine", "Theirs too.")


async def test_it_keeps_rules_and_drops_empty_rows(
    services: Services, dana: Browser, acme: Put
) -> None:
    fields = await _form(dana, acme, "/assistant/rules", "rules")
    fields |= {
        "escalate_when": "They are angry.",
        "rules.1.kind": "words",
        "rules.1.value": "lawyer,  police",
        "rules.1.priority": "urgent",
        "rules.2.kind": "finding",
        "rules.2.value": "rooms=3",
    }
    path = f"/assistant/clients/{acme.tenant.id}/rules"
    page = await dana.press(path, **fields)
    assert page.status_code == 422
    assert 'id="wrong-rules-2-value"' in page.text
    await dana.press(path, **{**fields_of(page.text, path), "rules.2.value": "budget=*"})
    profile = (await _now(services, acme)).profile
    assert [(rule.kind.value, rule.value) for rule in profile.rules] == [
        ("words", "lawyer, police"),
        ("finding", "budget=*"),
    ]
    assert profile.escalate_when == "They are angry."


async def test_it_adds_moves_and_deletes_questions(
    services: Services, dana: Browser, acme: Put
) -> None:
    client = f"/assistant/clients/{acme.tenant.id}/qualification"
    fields = await _form(dana, acme, "/assistant/qualification/new", "qualification")
    fields |= {"label": "Kind of home", "questions.en": "Flat or villa?", "weight": "25"}
    wrong = await dana.press(client, **{**fields, "options": "flat"})
    assert wrong.status_code == 422
    assert 'id="wrong-options"' in wrong.text
    fields = fields_of(wrong.text, client) | {"options": "flat\nvilla", "accepts.choice": "villa"}
    await dana.press(client, **fields, must_have="1")
    added = (await _now(services, acme)).profile.criteria[-1]
    assert (added.id, added.options, added.must_have) == ("kind_of_home", ("flat", "villa"), True)
    await dana.press(f"{client}/kind_of_home/move", version="2", way="up")
    await dana.press(f"{client}/budget/delete", version="3")
    ids = [one.id for one in (await _now(services, acme)).profile.criteria]
    assert ids == ["kind_of_home", "bedrooms"]
    late = await dana.press(f"{client}/bedrooms/delete", version="3")
    assert late.headers["location"].endswith("note=moved")


async def test_it_keeps_a_question_a_rule_asks_for(
    services: Services, dana: Browser, acme: Put
) -> None:
    await _saves(services, acme, rules=(EscalationRule(RuleKind.FINDING, "budget=*"),))
    path = f"/assistant/clients/{acme.tenant.id}/qualification/budget/delete"
    page = await dana.press(path, version="2")
    assert page.status_code == 422
    assert "There is no question named budget." in page.text


async def test_it_reads_money_as_people_group_it(
    services: Services, dana: Browser, acme: Put
) -> None:
    path = "qualification/budget"
    fields = await _form(dana, acme, f"/assistant/{path}", path)
    fields |= {"minimum": "500.000", "maximum": "1,200,000", "currency": "eur"}
    await dana.press(f"/assistant/clients/{acme.tenant.id}/{path}", **fields)
    budget = (await _now(services, acme)).profile.criteria[0]
    assert (budget.minimum, budget.maximum, budget.currency) == (500_000, 1_200_000, "EUR")


async def test_it_saves_thresholds_with_the_mistake_beside_them(
    services: Services, dana: Browser, acme: Put
) -> None:
    path = f"/assistant/clients/{acme.tenant.id}/qualification-limits"
    wrong = await dana.press(path, version="1", hot_at="30", warm_at="40")
    assert "Warm must begin below hot, which begins at 30." in wrong.text
    await dana.press(path, version="1", hot_at="80", warm_at="40")
    assert (await _now(services, acme)).profile.hot_at == 80


async def test_it_scores_an_example_and_names_what_to_ask(dana: Browser, acme: Put) -> None:
    tried = "&answer.budget=USD+300000&answer.bedrooms="
    page = await dana.see(f"/assistant/qualification?client={acme.tenant.id}{tried}")
    assert re.search(r'numeric">60</span>', page)
    assert "How many bedrooms do you need?</bdi>" in page
    assert "Worth up to 40 points; the lead may become: Hot." in page


async def test_a_preset_shows_what_it_would_change_and_saves_only_that(
    services: Services, dana: Browser, acme: Put
) -> None:
    path = f"/assistant/presets/real_estate?client={acme.tenant.id}"
    page = await dana.see(path)
    assert "Are you looking to buy, to rent or to sell? (15)" in page
    assert (await _now(services, acme)).profile_version == 1
    action = f"/assistant/clients/{acme.tenant.id}/presets/real_estate"
    fields = fields_of(page, action) | {"questions": "keep", "scope": ""}
    await dana.press(action, **fields)
    profile = (await _now(services, acme)).profile
    assert profile.criteria == acme.tenant.profile.criteria
    assert profile.scope == acme.tenant.profile.scope
    assert profile.rules
    assert (await edit.versions(services, acme.tenant.id))[0].note == "preset real_estate"
    assert (await dana.web.get("/assistant/presets/bakery")).status_code == 404


async def test_history_compares_and_brings_back(
    services: Services, dana: Browser, acme: Put
) -> None:
    await _saves(services, acme, tone="dry")
    page = await dana.see(f"/assistant/history?client={acme.tenant.id}&from=1&to=2")
    assert "Roll back to version 1" in page
    assert re.search(r"<ins[^>]*>dry</ins>", page)
    for word in ("restore", "publish", "discard"):
        path = f"/assistant/clients/{acme.tenant.id}/versions/{'9' * 25}/{word}"
        assert (await dana.press(path)).status_code == 404
    back = await dana.press(f"/assistant/clients/{acme.tenant.id}/versions/1/restore")
    assert "note=restored" in back.headers["location"]
    assert (await _now(services, acme)).profile == acme.tenant.profile


async def test_a_draft_is_edited_beside_the_version_in_force(
    services: Services, dana: Browser, acme: Put
) -> None:
    fields = await _form(dana, acme, "/assistant", "profile")
    path = f"/assistant/clients/{acme.tenant.id}/profile"
    kept = await dana.press(path, **{**fields, "tone": "dry"}, do="draft")
    assert "draft=2" in kept.headers["location"]
    more = await _form(dana, acme, "/assistant?draft=2", "profile")
    assert (more["tone"], more["draft"]) == ("dry", "2")
    await dana.press(path, **{**more, "scope": "Less."}, do="draft")
    assert (await _now(services, acme)).profile_version == 1
    published = await dana.press(
        f"/assistant/clients/{acme.tenant.id}/versions/2/publish", version="1"
    )
    assert published.status_code == 404
    await dana.press(f"/assistant/clients/{acme.tenant.id}/versions/3/publish", version="1")
    profile = (await _now(services, acme)).profile
    assert (profile.tone, profile.scope) == ("dry", "Less.")


async def test_a_gate_says_which_command_to_run(
    services: Services, dana: Browser, acme: Put
) -> None:
    await _saves(services, acme, must_pass=90)
    fields = await _form(dana, acme, "/assistant", "profile")
    path = f"/assistant/clients/{acme.tenant.id}/profile"
    page = await dana.press(path, **{**fields, "tone": "dry"})
    assert page.status_code == 409
    assert "leadline eval --client Acme --profile VERSION" in page.text
    assert fields_of(page.text, path)["tone"] == "dry"
    kept = await dana.press(path, **{**fields, "tone": "dry"}, do="draft")
    assert "draft=3" in kept.headers["location"]
    publish = f"/assistant/clients/{acme.tenant.id}/versions/3/publish"
    held, late = await dana.press(publish, version="2"), await dana.press(publish, version="1")
    assert (held.status_code, late.status_code) == (409, 409)
    assert "Run: leadline eval --client Acme --profile 3" in held.text
    assert "Version 2 was saved meanwhile" in late.text


async def test_an_outsider_finds_nothing(
    services: Services, stranger: Browser, acme: Put, outsider: Put
) -> None:
    draft = await edit.save(
        services,
        acme.tenant.id,
        replace(settings_of(acme.tenant), zone="UTC"),
        operator_id=None,
        expected_version=1,
        publish=False,
    )
    client = f"client={acme.tenant.id}"
    for path in ("", "/qualification", "/qualification/new", "/qualification/budget", "/rules"):
        assert (await stranger.web.get(f"/assistant{path}?{client}")).status_code == 404
    for path in (f"history?{client}", f"presets/legal?{client}", f"?draft={draft}"):
        assert (await stranger.web.get(f"/assistant/{path}")).status_code == 404
    away = f"/assistant/clients/{acme.tenant.id}"
    for path in ("profile", "rules", "qualification", "qualification-limits", "presets/legal"):
        assert (await stranger.press(f"{away}/{path}", version="1")).status_code == 404
    for path in (
        "qualification/budget",
        "qualification/budget/move",
        "qualification/budget/delete",
    ):
        assert (await stranger.press(f"{away}/{path}", version="1")).status_code == 404
    for word in ("restore", "publish", "discard"):
        assert (await stranger.press(f"{away}/versions/{draft}/{word}")).status_code == 404
        own = f"/assistant/clients/{outsider.tenant.id}/versions/{draft}/{word}"
        assert (await stranger.press(own)).status_code == 404
    assert "Acme" not in await stranger.see("/assistant")
    assert (await _now(services, acme)).profile_version == 1


async def test_an_operator_of_the_agency_looks_and_changes_nothing(
    services: Services, base_url: str, acme: Put
) -> None:
    link = await admin.create(services, "eve@example.com", "Eve", "operator", None)
    headers = {"origin": base_url, "accept": "text/html"}
    async with httpx2.AsyncClient(base_url=base_url, headers=headers) as web:
        await web.post("/login/link/" + link.rsplit("/", 1)[1])
        eve = Browser(web)
        for path in ("", "/qualification", "/rules", "/history", "/presets/legal"):
            assert "Save and publish" not in await eve.see(f"/assistant{path}")
        refused = await eve.press(f"/assistant/clients/{acme.tenant.id}/profile", version="1")
        back = await eve.press(f"/assistant/clients/{acme.tenant.id}/versions/1/restore")
    assert (refused.status_code, back.status_code) == (403, 403)


async def test_its_own_people_may_change_a_client(
    services: Services, base_url: str, acme: Put
) -> None:
    async with signed_in(services, base_url, "ana@acme.example", acme.tenant.id) as ana:
        fields = fields_of(
            await ana.see("/assistant"), f"/assistant/clients/{acme.tenant.id}/profile"
        )
        await ana.press(f"/assistant/clients/{acme.tenant.id}/profile", **{**fields, "tone": "dry"})
    assert (await _now(services, acme)).profile.tone == "dry"


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999", "7"])
async def test_it_finds_no_version_or_draft_of_a_made_up_number(
    dana: Browser, acme: Put, number: str
) -> None:
    for path in (f"/assistant?draft={number}", f"/assistant/history?from={number}&to=1"):
        status = (await dana.web.get(path)).status_code
        assert status == (404 if "draft" in path or number == "7" else 200)
    gone = f"/assistant/clients/{acme.tenant.id}/versions/{number}/restore"
    assert (await dana.press(gone)).status_code == 404


async def test_it_says_what_to_do_without_a_client(dana: Browser) -> None:
    assert "leadline client new" in await dana.see("/assistant")
    assert (await dana.web.get("/assistant/rules")).status_code == 404
