"""The security page: proofs before changes, sessions, passkeys, and the rule for everybody."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from urllib.parse import unquote

import pytest

from app import admin
from app.clock import ManualClock
from app.domain.audit import AGENCY, first_break
from app.flows.manage_tenant import Put
from app.flows.prove_again import PROOF_MS
from app.services import Services
from app.store import audit
from tests.routes.accounts import COOKIE, PASSWORD, SECURITY, Person, browser, codes_on, hire, house

CHANGES = (
    "/app/begin", "/app", "/app/off", "/passkeys/options", "/passkeys", "/passkeys/name",
    "/passkeys/remove", "/codes", "/required",
)  # fmt: skip
OTHER = "omar@example.com"


@pytest.fixture
async def place(services: Services) -> AsyncIterator[tuple[Services, str]]:
    async with house(services) as running:
        await hire(services)
        yield running


@pytest.fixture
async def dana(place: tuple[Services, str], clock: ManualClock) -> AsyncIterator[Person]:
    async with browser(*place, clock) as person:
        await person.log_in()
        yield person


def stale(dana: Person) -> None:
    dana.clock.advance(PROOF_MS / 1000 + 1)


async def test_it_asks_for_a_proof_before_each_change(dana: Person) -> None:
    await dana.set_up_app()
    stale(dana)
    for path in CHANGES:
        answer = await dana.press(path, code=dana.code())
        assert answer.headers["location"] == f"{SECURITY}/confirm?next={SECURITY}", path
    assert (await dana.web.get("/account/password")).status_code == 303
    assert "Second step on" in (await dana.web.get(SECURITY)).text
    # Ending sessions protects the owner, whoever asks.
    assert (await dana.press("/sessions/end-others")).status_code == 303


async def test_it_takes_the_strongest_proof_there_is(dana: Person) -> None:
    stale(dana)
    assert (await dana.press("/confirm", password="wrong")).status_code == 401
    old = dana.web.cookies[COOKIE]
    assert (await dana.press("/confirm", password=PASSWORD)).status_code == 303
    assert await stolen(dana, old) == 303
    codes = await dana.set_up_app()
    stale(dana)
    assert (await dana.press("/confirm", password=PASSWORD)).status_code == 401
    assert (await dana.press("/confirm", code="000000")).status_code == 401
    assert (await dana.press("/confirm", code=dana.code())).status_code == 303
    stale(dana)
    assert (await dana.press("/confirm", code=codes[3])).status_code == 303
    passkey = await dana.add_passkey()
    stale(dana)
    options = (await dana.press("/confirm/options")).json()
    assert (await dana.press("/confirm", credential=passkey.answer(options))).status_code == 303
    assert (await dana.press("/app/off")).status_code == 303


async def stolen(dana: Person, secret: str) -> int:
    page = await dana.web.get("/account/password", headers={"cookie": f"{COOKIE}={secret}"})
    return page.status_code


async def test_a_change_ends_every_other_session(
    dana: Person, place: tuple[Services, str], clock: ManualClock
) -> None:
    for change in ("app", "passkey", "codes", "password"):
        async with browser(*place, clock) as elsewhere:
            await admin.reset_second_factor(place[0], dana.email)
            await dana.log_in()
            await elsewhere.log_in()
            assert await elsewhere.sees()
            old = dana.web.cookies[COOKIE]
            await _change(dana, change)
            assert not await elsewhere.sees(), change
            assert await dana.sees(), change
            assert await stolen(dana, old) == 303, change


async def _change(dana: Person, what: str) -> None:
    if what in ("app", "codes"):
        await dana.set_up_app()
    if what == "passkey":
        await dana.add_passkey()
    if what == "codes":
        await dana.press("/codes")
    if what == "password":
        fields = {"csrf": await dana.token(), "current": PASSWORD, "password": PASSWORD}
        answer = await dana.web.post("/account/password", data=fields)
        assert answer.status_code == 303


async def test_it_shows_recovery_codes_once(dana: Person) -> None:
    first = await dana.set_up_app()
    page = await dana.press("/codes")
    second = codes_on(page.text)
    assert len(set(first) | set(second)) == 20
    saved = re.search(r'href="data:text/plain;charset=utf-8,([^"]+)"', page.text)
    assert saved is not None
    assert all(code in unquote(saved[1]) for code in second)
    again = (await dana.web.get(SECURITY)).text
    assert not any(code in again for code in second)
    stale(dana)
    assert (await dana.press("/confirm", code=first[0])).status_code == 401
    assert (await dana.press("/confirm", code=second[0])).status_code == 303


async def test_the_first_code_must_be_right_before_the_app_is_on(dana: Person) -> None:
    await dana.press("/app/begin")
    wrong = await dana.press("/app", code="000000")
    assert wrong.status_code == 401
    assert "data:image/svg+xml" in wrong.text
    assert "Password only" in (await dana.web.get(SECURITY)).text
    assert (await dana.log_in()).headers["location"] == "/"
    assert (await dana.press("/app/off")).status_code == 404


async def test_it_names_renames_and_removes_passkeys(dana: Person) -> None:
    hostile = '<script>alert(1)</script>"‮'
    await dana.add_passkey("Old phone")
    page = (await dana.web.get(SECURITY)).text
    (key,) = set(re.findall(r'name="passkey" value="([^"]+)"', page))
    assert "Old phone" in page
    assert (await dana.press("/passkeys/name", passkey=key, name=hostile)).status_code == 400
    hostile = hostile.removesuffix("‮")
    assert (await dana.press("/passkeys/name", passkey=key, name=hostile)).status_code == 303
    shown = (await dana.web.get(SECURITY)).text
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown
    assert (await dana.press("/passkeys/name", passkey="x", name="y")).status_code == 404
    assert (await dana.press("/passkeys/remove", passkey=key)).status_code == 303
    after = (await dana.web.get(SECURITY)).text
    assert "Password only" in after
    assert "codes left" not in after


async def test_nobody_touches_what_is_another_ones(
    dana: Person, place: tuple[Services, str], clock: ManualClock
) -> None:
    await dana.add_passkey()
    page = (await dana.web.get(SECURITY)).text
    key = re.findall(r'name="passkey" value="([^"]+)"', page)[0]
    rows = await place[0].db.read(lambda tx: tx.all("SELECT id_hash FROM sessions"))
    await hire(place[0], OTHER)
    async with browser(*place, clock, OTHER) as omar:
        await omar.log_in()
        for path in ("/passkeys/remove", "/passkeys/name"):
            assert (await omar.press(path, passkey=key, name="mine")).status_code == 404
        for row in rows:
            assert (await omar.press("/sessions/end", session=row["id_hash"])).status_code == 404
    assert await dana.sees()
    assert "Laptop" in (await dana.web.get(SECURITY)).text


async def test_it_lists_sessions_and_ends_them(
    dana: Person, place: tuple[Services, str], clock: ManualClock
) -> None:
    async with browser(*place, clock) as phone, browser(*place, clock) as other:
        phone.web.headers["user-agent"] = "Mozilla/5.0 (iPhone; CPU) Version/18.0 Safari/604.1"
        await phone.log_in()
        await other.log_in()
        page = (await dana.web.get(SECURITY)).text
        assert page.count("This browser") == 1
        assert "<bdi>Safari</bdi> · <bdi>iPhone</bdi>" in page
        handles = re.findall(r'name="session" value="([^"]+)"', page)
        assert len(handles) == 2
        await dana.press("/sessions/end", session=handles[0])
        assert sorted([await phone.sees(), await other.sees()]) == [False, True]
        await dana.press("/sessions/end-others")
        assert not await phone.sees()
        assert not await other.sees()
    assert await dana.sees()


async def test_a_required_second_step_is_set_up_first(
    dana: Person, place: tuple[Services, str], clock: ManualClock
) -> None:
    await hire(place[0], OTHER, role="operator")
    assert (await dana.press("/required", required="1")).status_code == 409
    await dana.set_up_app()
    assert (await dana.press("/required", required="1")).status_code == 303
    async with browser(*place, clock, OTHER) as omar:
        await omar.log_in()
        for path in ("/conversations", "/escalations", "/knowledge"):
            assert (await omar.web.get(path)).headers["location"] == SECURITY
        assert (await omar.press("/required", required="0")).status_code == 403
        live = await omar.web.get("/conversations", headers={"accept": "text/event-stream"})
        assert live.status_code == 403
        assert "Everybody here must have a second step." in (await omar.web.get(SECURITY)).text
        await omar.add_passkey()
        assert await omar.sees("/conversations")
        key = re.findall(r'name="passkey" value="([^"]+)"', (await omar.web.get(SECURITY)).text)[0]
        assert (await omar.press("/passkeys/remove", passkey=key)).status_code == 409
    assert (await dana.press("/required", required="0")).status_code == 303
    assert (await dana.press("/app/off")).status_code == 303


async def test_only_the_agencys_admins_require_it(
    place: tuple[Services, str], clock: ManualClock, acme: Put
) -> None:
    await hire(place[0], OTHER, role="admin", tenant_id=acme.tenant.id)
    async with browser(*place, clock, OTHER) as omar:
        await omar.log_in()
        assert "For everybody here" not in (await omar.web.get(SECURITY)).text
        assert (await omar.press("/required", required="1")).status_code == 403
        await omar.add_passkey()
    lines = await place[0].db.read(audit.lines_of, acme.tenant.id)
    assert lines[0].action == "passkey_added"


async def test_every_change_leaves_a_line(dana: Person, place: tuple[Services, str]) -> None:
    await dana.set_up_app()
    await dana.add_passkey()
    await dana.press("/codes")
    await dana.press("/required", required="1")
    await dana.press("/sessions/end-others")
    lines = await place[0].db.read(audit.lines_after, AGENCY, 0, 100)
    told = [line.action for line in lines]
    assert told[-6:] == [
        "authenticator_begun",
        "authenticator_turned_on",
        "passkey_added",
        "recovery_codes_made",
        "second_factor_required",
        "other_sessions_ended",
    ]
    assert (lines[-2].former, lines[-2].latter) == (
        '{"is_required": false}',
        '{"is_required": true}',
    )
    assert first_break(lines) is None
    assert dana.secret not in str(lines)


async def test_who_has_nothing_to_prove_with_chooses_a_password(
    services: Services, clock: ManualClock
) -> None:
    link = await admin.create(services, OTHER, "Omar")
    async with house(services) as (roomy, base_url), browser(roomy, base_url, clock) as omar:
        await omar.web.post("/login/link/" + link.rsplit("/", 1)[1])
        stale(omar)
        answer = await omar.press("/app/begin")
        page = await omar.web.get(answer.headers["location"])
        assert "You have no password yet." in page.text
        fields = {"csrf": await omar.token(), "password": PASSWORD}
        assert (await omar.web.post("/account/password", data=fields)).status_code == 303
        assert (await omar.press("/app/begin")).headers["location"] == f"{SECURITY}/app"
