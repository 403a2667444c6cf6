"""The clients' and the settings pages over HTTP: what they do, and what a stranger may not."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from app.channels.sendgrid_mail import SendGridMailer
from app.domain.audit import AGENCY
from app.domain.tenant import Mode
from app.flows.check_audit import check_audit
from app.flows.manage_tenant import Put
from app.services import Services
from app.settings import Settings
from app.store import audit, members, tenants
from app.world.twilio import TwilioSetup
from app.world.world import World, WorldSetup
from tests.fixtures import ACCOUNT, TOKEN
from tests.journeys.served import served
from tests.routes.forms import fields_of
from tests.routes.operators import Browser, signed_in

PAGES = (
    "/settings", "/settings/hours", "/settings/assistant", "/settings/notifications",
    "/settings/integrations", "/settings/keys", "/settings/team", "/settings/audit",
)  # fmt: skip


@pytest.fixture
async def world() -> AsyncIterator[World]:
    made = World(WorldSetup(twilio=TwilioSetup(accounts={ACCOUNT: TOKEN})))
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
def settings(settings: Settings, world: World) -> Settings:
    return settings.replaced(
        twilio_base_url=world.base_url,
        anthropic_api_key="sk-ant-simulated-key",
        anthropic_base_url=world.base_url,
    )


@pytest.fixture
async def base_url(services: Services, world: World) -> AsyncIterator[str]:
    mailer = SendGridMailer("SG.key", "desk@leads.example.com", world.base_url)
    async with served(replace(services, mailer=mailer)) as address:
        yield address


@pytest.fixture
async def owner(services: Services, base_url: str, acme: Put) -> AsyncIterator[Browser]:
    async with signed_in(services, base_url, "owner@example.com", role="owner") as browser:
        yield browser


@pytest.fixture
async def manager(services: Services, base_url: str, acme: Put) -> AsyncIterator[Browser]:
    """An admin of acme's own."""
    async with signed_in(services, base_url, "ana@acme.example", acme.tenant.id) as browser:
        yield browser


async def test_every_page_is_there_and_shows_the_client(owner: Browser, acme: Put) -> None:
    for path in PAGES:
        page = await owner.see(f"{path}?client={acme.tenant.id}")
        assert "Acme" in page, path
    for path in ("/settings/team", "/settings/audit", "/settings/integrations"):
        assert "The agency" in await owner.see(f"{path}?client=agency")
    assert "Acme" in await owner.see("/clients")
    assert "Danger zone" in await owner.see(f"/clients/{acme.tenant.id}")


async def test_a_client_is_made_from_a_preset(owner: Browser, services: Services) -> None:
    made = await owner.press(
        "/clients/new", name="Quay <b>Dental</b>", zone="Europe/Madrid", country="es",
        languages="es, en", preset="clinics",
    )  # fmt: skip
    assert made.status_code == 303
    page = await owner.see(made.headers["location"])
    assert "Quay &lt;b&gt;Dental&lt;/b&gt;" in page
    assert "These steps are left" in page
    again = await owner.press(
        "/clients/new", name="Quay <b>Dental</b>", zone="UTC", country="US", languages="en"
    )
    assert again.status_code == 409


async def test_business_data_is_saved_as_a_version(
    owner: Browser, services: Services, acme: Put
) -> None:
    action = f"/settings/clients/{acme.tenant.id}/business"
    fields = fields_of(await owner.see(f"/settings?client={acme.tenant.id}"), action)
    fields |= {"name": "Acme Homes", "phone": "+15550009999", "website": "https://acme.example"}
    assert (await owner.press(action, **fields)).status_code == 303
    tenant = await services.db.read(tenants.tenant_by_id, acme.tenant.id)
    assert tenant is not None
    assert (tenant.name, tenant.profile.phone) == ("Acme Homes", "+15550009999")
    refused = await owner.press(action, **{**fields, "country": "Spain", "website": "javascript:x"})
    assert refused.status_code == 422
    assert "Write two letters such as US" in refused.text
    stale = await owner.press(action, **{**fields, "phone": "+15550008888"})
    assert stale.status_code == 409
    (line,) = [
        one
        for one in await services.db.read(audit.lines_of, acme.tenant.id)
        if one.action == "client_edited"
    ]
    assert json.loads(line.former)["name"] == "Acme"
    assert "Acme Homes" in await owner.see(f"/settings/audit?client={acme.tenant.id}")


async def test_hours_and_holidays_are_saved(owner: Browser, services: Services, acme: Put) -> None:
    action = f"/settings/clients/{acme.tenant.id}/hours"
    fields = fields_of(await owner.see(f"/settings/hours?client={acme.tenant.id}"), action)
    fields |= {
        "opens.0.0": "09:00", "closes.0.0": "13:00", "opens.0.1": "15:00", "closes.0.1": "00:00",
        "date.0": "2027-12-25", "name.0": "Christmas <i>", "yearly.0": "1", "hours.0": "",
        "closed_mode": "draft_only",
    }  # fmt: skip
    assert (await owner.press(action, **fields)).status_code == 303
    tenant = await services.db.read(tenants.tenant_by_id, acme.tenant.id)
    assert tenant is not None
    assert [(one.opens, one.closes) for one in tenant.profile.openings] == [
        ("09:00", "13:00"),
        ("15:00", "24:00"),
    ]
    assert tenant.profile.special_days[0].yearly
    assert tenant.profile.closed_mode == Mode.DRAFT_ONLY
    page = await owner.see(f"/settings/hours?client={acme.tenant.id}")
    assert "Christmas &lt;i&gt;" in page
    fields = fields_of(page, action) | {"opens.0.1": "12:00"}
    wrong = await owner.press(action, **fields)
    assert (wrong.status_code, "overlap" in wrong.text) == (422, True)


async def test_a_key_is_shown_once_and_replaced_with_an_overlap(
    owner: Browser, base_url: str, acme: Put
) -> None:
    base = f"/settings/clients/{acme.tenant.id}/keys"
    made = await owner.press(base, name="Website", scope="read")
    assert made.status_code == 201
    (secret,) = re.findall(r'value="(ll_\w{32})"', made.text)
    page = await owner.see(f"/settings/keys?client={acme.tenant.id}")
    assert secret not in page
    key_id = re.findall(r"keys/(\w+)/rotate", page)[0]
    replaced = await owner.press(f"{base}/{key_id}/rotate", overlap="3600")
    (newer,) = re.findall(r'value="(ll_\w{32})"', replaced.text)
    for one in (secret, newer):
        answer = await owner.web.get(
            "/api/v1/client", headers={"authorization": f"Bearer {one}", "accept": "*/*"}
        )
        assert answer.status_code == 200
    assert (await owner.press(f"{base}/{key_id}/revoke")).status_code == 303
    refused = await owner.web.get("/api/v1/client", headers={"authorization": f"Bearer {secret}"})
    assert refused.status_code == 401


async def test_somebody_is_invited_and_comes_in(
    owner: Browser, services: Services, world: World, acme: Put
) -> None:
    base = f"/settings/clients/{acme.tenant.id}/members"
    made = await owner.press(
        base, email="Omar@Acme.example", name="Omar", role="viewer", by_mail="1"
    )
    assert made.status_code == 201
    (link,) = re.findall(r'value="http[^"]*(/login/link/\w+)"', made.text)
    assert link in world.sendgrid.mails[-1].text
    (member,) = await services.db.read(members.members_of, acme.tenant.id)
    assert (member.email, member.role) == ("omar@acme.example", "viewer")
    assert (await owner.press(base, email="omar@acme.example", role="viewer")).status_code == 409
    refused = await owner.press(base, email="x@acme.example", role="owner")
    assert refused.status_code == 403


async def test_tests_ask_the_provider_and_say_it_plainly(owner: Browser, acme: Put) -> None:
    where = f"/settings/integrations?client={acme.tenant.id}"
    sms = next(one for one in acme.channels if one.kind == "sms")
    base = f"/settings/clients/{acme.tenant.id}/channels/{sms.id}"
    assert TOKEN not in await owner.see(where)
    assert (await owner.press(f"{base}/test")).status_code == 303
    assert "the credentials are good" in await owner.see(where)
    assert (await owner.press(f"{base}/test")).status_code == 429
    changed = await owner.press(base, kind="sms", account_sid="", auth_token="wrong-token-123")
    assert changed.status_code == 303
    for name, told in (("anthropic", "The model answered"), ("mail", "on its way to you")):
        await owner.press(f"/settings/integrations/process/{name}/test", client=acme.tenant.id)
        assert told in await owner.see(where)


async def test_only_the_agency_connects_a_number_of_its_own_account(
    owner: Browser, manager: Browser, services: Services, acme: Put
) -> None:
    base = f"/settings/clients/{acme.tenant.id}/channels"
    # Any number of any client: who has it in a channel would send in its name.
    number = {"kind": "sms", "address": "+15550002222"}
    for own in ({}, {"account_sid": ACCOUNT}, {"auth_token": "a-token-of-mine"}):
        refused = await manager.press(base, **number, **own)
        assert refused.status_code == 422
        assert "of your own Twilio account" in refused.text
    mine = {"account_sid": "AC" + "f" * 32, "auth_token": "a-token-of-mine"}
    assert (await manager.press(base, **number, **mine)).status_code == 303
    assert (await owner.press(base, kind="whatsapp", address="+15550003333")).status_code == 303


async def test_the_log_is_filtered_exported_and_verified(
    owner: Browser, services: Services, acme: Put
) -> None:
    client = f"client={acme.tenant.id}"
    await owner.press(f"/settings/clients/{acme.tenant.id}/keys", name="=1+1", scope="read")
    await owner.press(f"/clients/{acme.tenant.id}/pause")
    page = await owner.see(f"/settings/audit?{client}&action=client_paused")
    assert "paused the assistant" in page
    assert "made an API key</p>" not in page
    rows = await owner.see(f"/settings/audit/export?{client}&format=csv")
    assert "client_paused" in rows
    lines = (await owner.see(f"/settings/audit/export?{client}&format=jsonl")).splitlines()
    assert [json.loads(line)["number"] for line in lines] == list(range(1, len(lines) + 1))
    assert "all are as they were written" in await owner.see(f"/settings/audit?{client}&check=1")
    await services.db.write(_falsify, acme.tenant.id)
    assert "somebody changed the log" in await owner.see(f"/settings/audit?{client}&check=1")
    assert not (await check_audit(services, acme.tenant.id)).is_whole
    assert (await check_audit(services, AGENCY)).is_whole


def _falsify(tx: object, tenant_id: str) -> None:
    tx.run("UPDATE audit SET actor_name = 'Nobody' WHERE chain = :c AND number = 1", c=tenant_id)  # type: ignore[attr-defined]


async def test_a_clients_admin_stays_with_their_client(
    manager: Browser, acme: Put, bravo: Put
) -> None:
    home = await manager.web.get("/clients")
    assert home.headers["location"] == f"/clients/{acme.tenant.id}"
    for path in PAGES:
        await manager.see(path)
        for other in (bravo.tenant.id, "agency"):
            assert (await manager.web.get(f"{path}?client={other}")).status_code == 404, path
    assert (await manager.web.get(f"/clients/{bravo.tenant.id}")).status_code == 404
    assert "Danger zone" not in await manager.see(f"/clients/{acme.tenant.id}")
    base = f"/settings/clients/{bravo.tenant.id}"
    for path in ("business", "hours", "keys", "members", "channels"):
        assert (await manager.press(f"{base}/{path}", name="x")).status_code == 404, path
    for path in ("/clients/new", f"/clients/{acme.tenant.id}/archive"):
        assert (await manager.press(path, name="Mine")).status_code == 403
    agency = await manager.press(
        "/settings/clients/agency/members", email="e@x.example", role="admin"
    )
    assert agency.status_code == 404


async def test_an_operator_sees_and_does_not_change(
    services: Services, base_url: str, acme: Put
) -> None:
    async with signed_in(
        services, base_url, "op@acme.example", acme.tenant.id, role="operator"
    ) as operator:
        assert "Only admins may change this." in await operator.see("/settings")
        for path in ("/settings/keys", "/settings/team", "/settings/audit"):
            assert (await operator.web.get(path)).status_code == 403
        saved = await operator.press(f"/settings/clients/{acme.tenant.id}/hours")
        assert saved.status_code == 403
