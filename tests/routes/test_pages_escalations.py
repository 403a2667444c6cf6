"""The pages of escalations and of the team over HTTP, and what a stranger may not see."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from app.channels.sendgrid_mail import SendGridMailer
from app.domain.tenant import ChannelKind
from app.flows.escalate import escalate
from app.flows.manage_tenant import Put
from app.flows.notify import notify
from app.flows.receive import receive
from app.queue import Queue
from app.services import Services
from app.store import conversations, people
from app.store.db import Tx
from app.world.world import World
from tests.fixtures import HeardBell, said
from tests.flows.calling import DANA
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in
from tests.routes.public import channel


@dataclass(slots=True)
class Desk:
    """Served pages on which somebody is needed."""

    services: Services
    base_url: str
    world: World
    bell: HeardBell
    count: int = 0

    async def need(self, put: Put, reason: str = "wants_person", **more: Any) -> str:
        """Let a new lead need a person; return the escalation."""
        self.count += 1
        inbound = said("Is the <b>garden</b> shared?", f"+1303555{self.count:04d}")
        receipt = await receive(self.services, channel(put, ChannelKind.SMS), inbound)

        def ask(tx: Tx) -> str | None:
            row = conversations.conversation_by_id(tx, put.tenant.id, str(receipt.conversation_id))
            assert row is not None
            now = self.services.clock.now_ms()
            return escalate(tx, self.services, row, reason, "", now, **more)

        return str(await self.services.db.write(ask))

    async def row(self, escalation_id: str) -> dict[str, Any]:
        """Return an escalation's row."""

        def read(tx: Tx) -> Any:
            return tx.one("SELECT * FROM escalations WHERE id = :id", id=escalation_id)

        found = await self.services.db.read(read)
        return {name: found[name] for name in found.keys()}  # noqa: SIM118

    async def link(self) -> str:
        """Send what waits and return the address of the last mail's link."""
        for notification_id in self.bell.take(Queue.NOTIFY):
            await notify(self.services, notification_id)
        found = re.search(r"/a/\S+", self.world.sendgrid.mails[-1].text)
        assert found
        return found[0]


@pytest.fixture
async def desk(services: Services, bell: HeardBell, acme: Put) -> AsyncIterator[Desk]:
    world = World()
    base_url = await world.start()
    mailer = SendGridMailer("SG.key", "desk@leads.example.com", base_url)
    services = replace(services, mailer=mailer)
    await services.db.write(people.put_person, acme.tenant.id, DANA, 1)
    async with served(services) as address:
        yield Desk(services, address, world, bell)
    await world.stop()


@pytest.fixture
async def dana(desk: Desk) -> AsyncIterator[Browser]:
    async with signed_in(desk.services, desk.base_url, "dana@example.com") as browser:
        yield browser


@pytest.fixture
async def stranger(desk: Desk, outsider: Put) -> AsyncIterator[Browser]:
    async with signed_in(
        desk.services, desk.base_url, "out@example.com", outsider.tenant.id
    ) as browser:
        yield browser


async def test_it_shows_who_needs_a_person_and_why(desk: Desk, dana: Browser, acme: Put) -> None:
    await desk.need(acme, suggested="Yes, with the neighbours.")
    page = await dana.see("/escalations")
    assert "The lead asks for a person." in page
    assert "“Is the &lt;b&gt;garden&lt;/b&gt; shared?”" in page
    assert "Yes, with the neighbours." in page
    assert "What is your budget?" in page


async def test_the_most_pressing_stands_first(desk: Desk, dana: Browser, acme: Put) -> None:
    calm = await desk.need(acme, "not_in_knowledge")
    loud = await desk.need(acme, "complaint_or_legal", temperature="hot")
    page = await dana.see("/escalations")
    assert page.index(f"escalation-{loud}") < page.index(f"escalation-{calm}")


async def test_an_operator_acknowledges_takes_and_resolves(
    desk: Desk, dana: Browser, acme: Put
) -> None:
    one = await desk.need(acme)
    assert (await dana.press(f"/escalations/{one}/acknowledge")).status_code == 303
    assert (await desk.row(one))["acknowledged_by"] == "Dana Reyes"
    await dana.press(f"/escalations/{one}/assign")
    assert (await desk.row(one))["assigned_to"]
    await dana.press(f"/escalations/{one}/resolve", outcome="booked")
    assert "Booked" in await dana.see("/escalations?show=resolved")
    assert f"escalation-{one}" not in await dana.see("/escalations")


async def test_an_invented_outcome_is_refused(desk: Desk, dana: Browser, acme: Put) -> None:
    one = await desk.need(acme)
    assert (await dana.press(f"/escalations/{one}/resolve", outcome="won")).status_code == 400
    assert (
        await dana.press(f"/escalations/{one}/resolve", outcome="taken_over")
    ).status_code == 400
    assert (await desk.row(one))["state"] == "pending"


async def test_it_goes_back_to_pages_of_its_own_only(desk: Desk, dana: Browser, acme: Put) -> None:
    one = await desk.need(acme)
    response = await dana.press(f"/escalations/{one}/acknowledge", back="//evil.example/x")
    assert response.headers["location"] == "/escalations"


async def test_an_outage_is_one_card(desk: Desk, dana: Browser, acme: Put) -> None:
    for _ in range(20):
        await desk.need(acme, "model_unavailable")
    page = await dana.see("/escalations")
    assert page.count('id="incident-') == 1
    assert 'id="escalation-' not in page
    assert "20 conversations wait" in page
    assert "and 8 more" in page


async def test_an_outage_is_acknowledged(desk: Desk, dana: Browser, acme: Put) -> None:
    await desk.need(acme, "model_unavailable")
    found = re.search(r"incident-(\w+)", await dana.see("/escalations"))
    assert found
    await dana.press(f"/escalations/incidents/{found[1]}/acknowledge")
    assert "Dana Reyes" in (await dana.see("/escalations")).partition("incident-")[2]


async def test_it_shows_who_was_told(desk: Desk, dana: Browser, acme: Put) -> None:
    await desk.need(acme)
    await desk.link()
    page = await dana.see("/escalations")
    assert re.search(r"<bdi>Dana</bdi> · Told", page)


@pytest.mark.parametrize("language", ["es", "ar"])
async def test_it_speaks_the_operators_language(
    desk: Desk, dana: Browser, acme: Put, language: str
) -> None:
    await desk.need(acme)
    await dana.press("/preferences", language=language)
    page = await dana.see("/escalations")
    assert f'lang="{language}"' in page
    assert "Who needs a person" not in page


async def test_a_stranger_sees_and_changes_nothing(
    desk: Desk, stranger: Browser, acme: Put
) -> None:
    one = await desk.need(acme)
    await desk.need(acme, "model_unavailable")
    page = await stranger.see("/escalations")
    assert 'id="escalation-' not in page
    assert 'id="incident-' not in page
    for action in ("acknowledge", "assign", "resolve"):
        response = await stranger.press(f"/escalations/{one}/{action}", outcome="other")
        assert response.status_code == 404
    client = f"client={acme.tenant.id}"
    for path in (f"/escalations?{client}", f"/escalations/team?{client}", "/escalations?show=all"):
        assert (await stranger.web.get(path)).status_code == 404
    assert (await desk.row(one))["acknowledged_at"] is None


async def test_a_stranger_acknowledges_no_outage(
    desk: Desk, dana: Browser, stranger: Browser, acme: Put
) -> None:
    await desk.need(acme, "model_unavailable")
    found = re.search(r"incident-(\w+)", await dana.see("/escalations"))
    assert found
    response = await stranger.press(f"/escalations/incidents/{found[1]}/acknowledge")
    assert response.status_code == 404


async def test_without_a_session_there_is_nothing(desk: Desk, acme: Put) -> None:
    import httpx2

    one = await desk.need(acme)
    async with httpx2.AsyncClient(base_url=desk.base_url) as web:
        assert (await web.get("/escalations")).status_code in (303, 401)
        assert (await web.post(f"/escalations/{one}/acknowledge")).status_code == 401
        assert (await web.get("/live/escalations")).status_code == 401


# -- the team


def _fields(**more: str) -> dict[str, str]:
    return {
        "name": "Omar",
        "email": "omar@example.com",
        "channel-email": "1",
        "language": "ar",
        "zone": "Asia/Dubai",
        "min_priority": "high",
        **more,
    }


async def test_a_person_is_added_and_tested(desk: Desk, dana: Browser, acme: Put) -> None:
    base = f"/escalations/team/{acme.tenant.id}/people"
    assert (await dana.press(base, **_fields())).status_code == 303
    found = await desk.services.db.read(people.people_of, acme.tenant.id)
    assert [(one.name, one.language, one.zone) for one in found][1:] == [
        ("Omar", "ar", "Asia/Dubai")
    ]
    await dana.press(f"{base}/{found[1].id}/test")
    for notification_id in desk.bell.take(Queue.NOTIFY):
        await notify(desk.services, notification_id)
    assert [mail.to for mail in desk.world.sendgrid.mails] == ["omar@example.com"]


async def test_what_is_wrong_with_a_person_is_said_where_it_was_typed(
    dana: Browser, acme: Put
) -> None:
    response = await dana.press(
        f"/escalations/team/{acme.tenant.id}/people", **_fields(email="nobody")
    )
    assert response.status_code == 400
    assert "This is no e-mail address." in response.text
    assert 'value="nobody"' in response.text


async def test_the_agencys_people_are_its_admins_to_change(
    desk: Desk, dana: Browser, stranger: Browser, acme: Put
) -> None:
    base = "/escalations/team/agency/people"
    assert (await stranger.press(base, **_fields())).status_code == 404
    assert (await dana.press(base, **_fields())).status_code == 303
    assert "Omar" in await dana.see("/escalations/team?client=agency")
    assert (await stranger.web.get("/escalations/team?client=agency")).status_code == 404


async def test_a_stranger_changes_no_team(desk: Desk, stranger: Browser, acme: Put) -> None:
    base = f"/escalations/team/{acme.tenant.id}"
    (person,) = await desk.services.db.read(people.people_of, acme.tenant.id)
    one = f"{base}/people/{person.id}"
    for path in (f"{base}/people", f"{base}/wait", one, *(f"{one}/{x}" for x in (
        "up", "test", "remove"))):  # fmt: skip
        assert (await stranger.press(path, **_fields(), minutes="5")).status_code == 404
    assert await desk.services.db.read(people.people_of, acme.tenant.id) == [person]


async def test_every_message_about_a_person_is_in_the_pages_words() -> None:
    import ast
    import inspect

    from app.flows import manage_team
    from app.routes.pages.words import TEAM_WORDS

    calls = [
        node.args[0].value  # type: ignore[attr-defined]
        for node in ast.walk(ast.parse(inspect.getsource(manage_team)))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Invalid"
    ]
    assert set(calls) <= set(TEAM_WORDS.values())


# -- the public link


async def test_fetching_a_link_changes_nothing_and_pressing_answers(desk: Desk, acme: Put) -> None:
    import httpx2

    one = await desk.need(acme)
    path = await desk.link()
    async with httpx2.AsyncClient(base_url=desk.base_url) as web:
        page = await web.get(path)
        seen = (await desk.row(one))["acknowledged_at"]
        pressed = await web.post(path, headers={"origin": desk.base_url})
    assert (page.status_code, seen, pressed.status_code) == (200, None, 200)
    assert "garden" not in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "<script" not in page.text
    assert "Dana takes care of it." in pressed.text
    assert (await desk.row(one))["acknowledged_by"] == "Dana"


async def test_a_changed_link_is_not_found(desk: Desk, acme: Put) -> None:
    import httpx2

    one = await desk.need(acme)
    path = await desk.link()
    async with httpx2.AsyncClient(base_url=desk.base_url) as web:
        for wrong in (path[:-5] + "xxxxx", "/a/nothing", "/a/01abc.def", path + "%00"):
            headers = {"origin": desk.base_url}
            assert (await web.get(wrong)).status_code == 404
            assert (await web.post(wrong, headers=headers)).status_code == 404
    assert (await desk.row(one))["acknowledged_at"] is None


async def test_an_old_link_is_gone(desk: Desk, acme: Put) -> None:
    import httpx2

    await desk.need(acme)
    path = await desk.link()
    desk.services.clock.advance(49 * 3600)  # type: ignore[attr-defined]
    async with httpx2.AsyncClient(base_url=desk.base_url) as web:
        assert (await web.get(path)).status_code == 410


async def test_another_site_cannot_press_a_link(desk: Desk, acme: Put) -> None:
    import httpx2

    await desk.need(acme)
    path = await desk.link()
    async with httpx2.AsyncClient(base_url=desk.base_url) as web:
        response = await web.post(path, headers={"origin": "https://evil.example"})
    assert response.status_code == 403
