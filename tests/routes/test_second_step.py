"""The second step of the sign-in: codes, recovery codes, passkeys, half-sessions."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx2
import pytest

from app import admin
from app.clock import ManualClock
from app.domain.audit import AGENCY
from app.flows.proving import APP_FAILURES
from app.flows.sign_in import HALF_MS
from app.passkeys import CHALLENGE_MS
from app.services import Services
from app.store import audit, factors, operators
from app.store.db import Tx
from tests.journeys.served import served
from tests.routes.accounts import COOKIE, EMAIL, HALF, SECURITY, Person, browser, hire, house
from tests.soft_passkey import SoftPasskey


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


async def out(dana: Person) -> None:
    dana.web.cookies.clear()


async def step(dana: Person, **fields: str) -> httpx2.Response:
    return await dana.web.post("/login/second", data=fields)


async def asked(dana: Person, path: str) -> dict[str, object]:
    answer = await dana.web.post(path, data={})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def actions(services: Services) -> list[str]:
    return [line.action for line in await services.db.read(audit.lines_of, AGENCY)]


async def test_it_asks_for_a_code_after_the_password(
    dana: Person, place: tuple[Services, str]
) -> None:
    codes = await dana.set_up_app()
    assert len(set(codes)) == 10
    await out(dana)
    first = await dana.log_in()
    assert first.headers["location"] == "/login/second?next=/"
    assert "one-time-code" in (await dana.web.get("/login/second")).text
    assert not await dana.sees()
    done = await step(dana, code=dana.code(), next="/leads")
    assert (done.status_code, done.headers["location"]) == (303, "/leads")
    assert await dana.sees()
    told = await actions(place[0])
    assert told[0] == "signed_in"
    assert "authenticator_turned_on" in told


async def test_a_stolen_half_session_opens_no_page(
    dana: Person, place: tuple[Services, str]
) -> None:
    await dana.set_up_app()
    await out(dana)
    await dana.log_in()
    half = dana.web.cookies[HALF]
    assert COOKIE not in dana.web.cookies
    await out(dana)
    for name in (HALF, COOKIE, f"__Host-{COOKIE}"):
        cookie = {"cookie": f"{name}={half}"}
        for path in ("/", "/conversations", SECURITY, "/account/password", "/escalations"):
            page = await dana.web.get(path, headers=cookie)
            assert page.headers["location"].startswith("/login?next="), (name, path)
        changed = await dana.web.post(f"{SECURITY}/app/off", headers=cookie, data={"csrf": "x"})
        assert changed.status_code == 401
    rows = await place[0].db.read(lambda tx: tx.all("SELECT id_hash FROM half_sessions"))
    assert half not in {row["id_hash"] for row in rows}


async def test_it_takes_a_code_once(dana: Person) -> None:
    await dana.set_up_app()
    for expected in (303, 401):
        await out(dana)
        await dana.log_in()
        assert (await step(dana, code=dana.code())).status_code == expected
    # A step older than one that was taken is void as well.
    assert (await step(dana, code=dana.code(-30))).status_code == 401
    dana.clock.advance(30)
    assert (await step(dana, code=f"{dana.code()[:3]} {dana.code()[3:]}")).status_code == 303


async def test_it_forgives_a_clock_one_step(dana: Person) -> None:
    await dana.set_up_app()
    for late_s, status in ((-60, 401), (-30, 303), (30, 303), (60, 401)):
        dana.clock.advance(300)
        await out(dana)
        await dana.log_in()
        assert (await step(dana, code=dana.code(late_s))).status_code == status, late_s


async def test_it_rejects_what_is_no_code(dana: Person) -> None:
    await dana.set_up_app()
    await out(dana)
    for code in ("", "12345", "١٢٣٤٥٦", "0" * 5000, "\x00", "abc'--"):
        await dana.log_in()
        assert (await step(dana, code=code)).status_code in (400, 401), code
        dana.clock.advance(15 * 60)


async def test_it_slows_down_guessing_of_codes(dana: Person) -> None:
    await dana.set_up_app()
    await out(dana)
    answers = []
    for _ in range(4):
        await dana.log_in()
        answers += [(await step(dana, code="000000")).status_code for _ in range(3)]
    # Five in a quarter of an hour, whatever the number of half-sessions; then the right one waits.
    assert answers == [401] * 5 + [429] * 7
    await dana.log_in()
    assert (await step(dana, code=dana.code())).status_code == 429
    dana.clock.advance(15 * 60 + 1)
    await dana.log_in()
    assert (await step(dana, code=dana.code())).status_code == 303


async def test_it_ends_a_half_session_after_five_tries(
    dana: Person, place: tuple[Services, str]
) -> None:
    await dana.set_up_app()
    await out(dana)
    await dana.log_in()
    await place[0].db.write(lambda tx: tx.run("UPDATE half_sessions SET tries = 5"))
    over = await step(dana, code=dana.code())
    assert over.status_code == 401
    assert "Sign in again." in over.text
    assert 'name="password"' in over.text


async def test_it_ends_a_half_session_after_ten_minutes(dana: Person) -> None:
    await dana.set_up_app()
    await out(dana)
    await dana.log_in()
    dana.clock.advance(HALF_MS / 1000 + 1)
    assert (await step(dana, code=dana.code())).status_code == 401
    assert (await dana.web.get("/login/second")).headers["location"] == "/login"


async def test_many_wrong_codes_in_a_row_lock_the_app(
    dana: Person, place: tuple[Services, str]
) -> None:
    codes = await dana.set_up_app()
    await place[0].db.write(
        lambda tx: tx.run("UPDATE authenticators SET failures = :n", n=APP_FAILURES)
    )
    await out(dana)
    await dana.log_in()
    assert "the app is locked" in (await step(dana, code=dana.code())).text
    assert (await step(dana, code=codes[0])).status_code == 303
    app = await place[0].db.read(factors.authenticator_of, await _id(place[0]))
    assert app.failures == 0


async def _id(services: Services, email: str = EMAIL) -> str:
    operator = await services.db.read(operators.operator_by_email, email)
    assert operator is not None
    return operator.id


async def test_a_recovery_code_lets_in_once(dana: Person, place: tuple[Services, str]) -> None:
    codes = await dana.set_up_app()
    await out(dana)
    await dana.log_in()
    done = await step(dana, code=codes[0].replace("-", "").upper())
    assert done.headers["location"] == f"{SECURITY}?note=recovered"
    assert "9 codes left" in (await dana.web.get(SECURITY)).text
    await out(dana)
    await dana.log_in()
    assert (await step(dana, code=codes[0])).status_code == 401
    assert not await dana.sees()

    def kept(tx: Tx) -> str:
        return str([dict(row) for row in tx.all("SELECT * FROM recovery_codes")])

    stored = await place[0].db.read(kept)
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)


async def test_a_link_is_no_way_past_the_second_step(
    dana: Person, place: tuple[Services, str]
) -> None:
    await dana.set_up_app()
    await out(dana)
    token = (await admin.link(place[0], EMAIL)).rsplit("/", 1)[1]
    answer = await dana.web.post(f"/login/link/{token}")
    assert answer.headers["location"].startswith("/login/second")
    assert not await dana.sees()


async def test_who_lost_everything_is_let_in_from_the_server(
    dana: Person, place: tuple[Services, str]
) -> None:
    await dana.set_up_app()
    await dana.add_passkey()
    await admin.reset_second_factor(place[0], EMAIL)
    assert not await dana.sees()
    assert (await dana.log_in()).headers["location"] == "/"
    assert await dana.sees()
    assert "second_factor_reset" in await actions(place[0])


async def test_a_passkey_signs_in_without_a_password(
    dana: Person, place: tuple[Services, str]
) -> None:
    passkey = await dana.add_passkey()
    await out(dana)
    options = await asked(dana, "/login/passkey/options")
    assert (options["rpId"], options["userVerification"]) == ("localhost", "required")
    said = passkey.answer(options)
    fields = {"credential": said, "next": "/leads"}
    done = await dana.web.post("/login/passkey", data=fields)
    assert (done.status_code, done.headers["location"]) == (303, "/leads")
    assert await dana.sees()
    # What was answered once is void, in every browser.
    await out(dana)
    assert (await dana.web.post("/login/passkey", data=fields)).status_code == 401


async def test_a_passkey_completes_a_password(dana: Person) -> None:
    passkey = await dana.add_passkey()
    await out(dana)
    await dana.log_in()
    options = await asked(dana, "/login/second/options")
    done = await step(dana, credential=passkey.answer(options))
    assert done.status_code == 303
    assert await dana.sees()


async def test_it_rejects_untrue_passkeys(dana: Person) -> None:
    passkey = await dana.add_passkey()
    await out(dana)

    async def tried(other: SoftPasskey, wait_s: float = 0, **over: object) -> int:
        options = await asked(dana, "/login/passkey/options") | over
        said = other.answer(options)
        dana.clock.advance(wait_s)
        return (await dana.web.post("/login/passkey", data={"credential": said})).status_code

    copy = replace(passkey, count=10)
    assert await tried(replace(copy, origin="https://evil.example")) == 401
    assert await tried(replace(copy, rp_id="evil.example")) == 401
    assert await tried(replace(copy, is_verified=False)) == 401
    assert await tried(replace(copy, key=SoftPasskey("x").key)) == 401
    assert await tried(replace(copy, id=b"unknown")) == 401
    assert await tried(copy, challenge="AAAA") == 401
    assert await tried(copy, CHALLENGE_MS / 1000 + 1) == 401
    assert await tried(copy) == 303
    await out(dana)
    # A counter that does not rise is a copy.
    assert await tried(replace(copy, count=3)) == 401


async def test_it_ignores_what_no_browser_says(dana: Person) -> None:
    deep = base64.urlsafe_b64encode(b"[" * 5000).decode()
    for said in (
        *("", "[]", "{}", "null", '{"id": 7}', '{"id": "x", "response": []}', "[" * 9000),
        *('{"id": "\\u0000"}', '{"id": "\\ud800"}', '{"id": "x", "response": 7}'),
        '{"id": "x", "response": {"clientDataJSON": 7}}',
        '{"id": "x", "response": {"clientDataJSON": "eyJjaGFsbGVuZ2UiOjd9"}}',
        f'{{"id": "x", "response": {{"clientDataJSON": "{deep}"}}}}',
    ):
        for path in ("/login/passkey", f"{SECURITY}/passkeys"):
            fields = {"credential": said, "name": "x", "csrf": await dana.token()}
            assert (await dana.web.post(path, data=fields)).status_code == 401, (path, said[:40])


async def test_a_challenge_belongs_to_its_session(
    dana: Person, place: tuple[Services, str], clock: ManualClock
) -> None:
    passkey = await dana.add_passkey()
    await out(dana)
    anybody = await asked(dana, "/login/passkey/options")
    await dana.log_in()
    assert (await step(dana, credential=passkey.answer(anybody))).status_code == 401
    async with browser(*place, clock) as other:
        await other.log_in()
        theirs = await asked(other, "/login/second/options")
    assert (await step(dana, credential=passkey.answer(theirs))).status_code == 401


async def test_nobody_completes_with_another_ones_passkey(
    dana: Person, place: tuple[Services, str], clock: ManualClock
) -> None:
    await dana.set_up_app()
    await hire(place[0], "mallory@example.com")
    async with browser(*place, clock, "mallory@example.com") as mallory:
        await mallory.log_in()
        passkey = await mallory.add_passkey()
    await out(dana)
    await dana.log_in()
    options = await asked(dana, "/login/second/options")
    assert (await step(dana, credential=passkey.answer(options))).status_code == 401
    assert not await dana.sees()


async def test_limits_of_an_address_hold_for_every_way_in(
    services: Services, clock: ManualClock
) -> None:
    await hire(services)
    narrow = replace(services, settings=services.settings.replaced(sign_in_limit_per_min=3))
    async with served(narrow) as base_url, browser(narrow, base_url, clock) as dana:
        answers = [
            await dana.log_in("wrong"),
            await dana.web.post("/login/passkey", data={"credential": "{}"}),
            await step(dana, code="000000"),
            await dana.web.post("/login/passkey", data={"credential": "{}"}),
            await step(dana, code="000000"),
        ]
    assert [one.status_code for one in answers] == [401, 401, 401, 429, 429]


async def test_other_sites_cannot_use_it(dana: Person) -> None:
    evil = {"origin": "https://evil.example"}
    for path in ("/login/second", "/login/second/options", "/login/passkey"):
        assert (await dana.web.post(path, data={}, headers=evil)).status_code == 403


async def test_it_keeps_the_apps_secret_sealed(dana: Person, place: tuple[Services, str]) -> None:
    await dana.set_up_app()
    rows = await place[0].db.read(
        lambda tx: [dict(r) for r in tx.all("SELECT * FROM authenticators")]
    )
    assert dana.secret not in json.dumps(rows)
    assert dana.secret not in (await dana.web.get(SECURITY)).text
