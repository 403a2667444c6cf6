"""Sign-in, sessions, links, and what other sites may not do with a signed-in browser."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx2
import pytest

from app import admin, demo
from app.clock import ManualClock
from app.flows.sign_in import ABSOLUTE_MS, IDLE_MS, LINK_MS, Attempts, hashed, sign_in
from app.services import Services
from app.store.db import Tx
from tests.journeys.served import served

EMAIL = "dana@example.com"
PASSWORD = "tidal-anchor-47"
COOKIE = "leadline_session"


@pytest.fixture
async def dana(services: Services) -> Services:
    await admin.create(services, EMAIL, "Dana")
    await admin.reset_password(services, EMAIL, PASSWORD)
    return services


@pytest.fixture
async def web(dana: Services) -> AsyncIterator[httpx2.AsyncClient]:
    async with (
        served(dana) as base_url,
        httpx2.AsyncClient(
            base_url=base_url, headers={"origin": base_url, "accept": "text/html"}
        ) as client,
    ):
        yield client


async def log_in(web: httpx2.AsyncClient, password: str = PASSWORD) -> httpx2.Response:
    return await web.post("/login", data={"email": EMAIL, "password": password})


async def csrf_of(web: httpx2.AsyncClient) -> str:
    page = await web.get("/conversations")
    found = re.search(r'data-csrf="([^"]+)"', page.text)
    assert found is not None, page.text[:300]
    return found[1]


async def test_only_the_demo_shows_and_takes_its_password(
    dana: Services, web: httpx2.AsyncClient
) -> None:
    # Whoever serves the folder a demo kept has its operator too.
    await admin.create(dana, demo.OPERATOR, "Demo", "owner")
    page = await web.get("/login")
    assert demo.PASSWORD not in page.text
    assert "data-demo" not in page.text
    answer = await web.post("/login", data={"email": demo.OPERATOR, "password": demo.PASSWORD})
    assert answer.status_code == 401


async def test_it_signs_in_with_the_right_password(web: httpx2.AsyncClient) -> None:
    answer = await log_in(web)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (await web.get("/conversations")).status_code == 200


async def test_it_keeps_the_cookie_from_scripts_and_other_sites(web: httpx2.AsyncClient) -> None:
    cookie = (await log_in(web)).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


async def test_it_rejects_a_wrong_password_without_saying_which(web: httpx2.AsyncClient) -> None:
    wrong = await log_in(web, "not-the-password")
    unknown = await web.post("/login", data={"email": "no@example.com", "password": "x"})
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert "The e-mail or the password is not right." in wrong.text
    assert wrong.text.replace(EMAIL, "") == unknown.text.replace("no@example.com", "")


async def test_it_has_no_default_password(services: Services) -> None:
    await admin.create(services, "new@example.com")
    async with served(services) as base_url, httpx2.AsyncClient(base_url=base_url) as web:
        for password in ("", "admin", "password", "leadline"):
            fields = {"email": "new@example.com", "password": password}
            answer = await web.post("/login", data=fields, headers={"origin": base_url})
            assert answer.status_code == 401


async def test_it_takes_as_long_for_unknown_people(dana: Services) -> None:
    attempts, spent = Attempts(10_000), {EMAIL: [], "nobody@example.com": []}  # type: ignore[var-annotated]
    for number in range(9):
        for email, times in spent.items():
            started = time.process_time()
            with pytest.raises(Exception, match="not right"):
                await sign_in(dana, attempts, email, "wrong", f"10.0.0.{number}", "")
            times.append(time.process_time() - started)
    # Our own work and the quickest of each: what a busy machine adds says nothing of ours.
    known, unknown = (min(times) for times in spent.values())
    assert abs(known - unknown) < max(0.005, 0.25 * known)


async def test_it_sends_strangers_to_the_sign_in(web: httpx2.AsyncClient) -> None:
    answer = await web.get("/conversations/x")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=/conversations/x"
    program = await web.get("/conversations", headers={"accept": "application/json"})
    assert program.status_code == 401


@pytest.mark.parametrize("where", ["//evil.example", "https://evil.example", "/\\evil.example"])
async def test_it_never_leads_to_another_site(web: httpx2.AsyncClient, where: str) -> None:
    fields = {"email": EMAIL, "password": PASSWORD, "next": where}
    assert (await web.post("/login", data=fields)).headers["location"] == "/"


async def test_it_starts_a_new_session_at_each_sign_in(web: httpx2.AsyncClient) -> None:
    web.cookies.set(COOKIE, "planted-by-somebody-else", domain="127.0.0.1")
    await log_in(web)
    first = web.cookies[COOKIE]
    await log_in(web)
    assert first != "planted-by-somebody-else"
    stale = await web.get("/conversations", headers={"cookie": f"{COOKIE}={first}"})
    assert stale.status_code == 303


async def test_it_forgets_the_session_at_sign_out(web: httpx2.AsyncClient) -> None:
    await log_in(web)
    secret, csrf = web.cookies[COOKIE], await csrf_of(web)
    await web.post("/logout", data={"csrf": csrf})
    stolen = await web.get("/conversations", headers={"cookie": f"{COOKIE}={secret}"})
    assert stolen.headers["location"].startswith("/login")


async def test_it_ends_sessions_with_the_password(web: httpx2.AsyncClient, dana: Services) -> None:
    await log_in(web)
    await admin.reset_password(dana, EMAIL, "another-anchor-48")
    assert (await web.get("/conversations")).status_code == 303


async def test_it_refuses_a_disabled_operator_at_once(
    web: httpx2.AsyncClient, dana: Services
) -> None:
    await log_in(web)
    await dana.db.write(lambda tx: tx.run("UPDATE operators SET disabled_at = 1"))
    assert (await web.get("/conversations")).status_code == 303
    assert (await log_in(web)).status_code == 401


async def test_it_limits_each_caller_behind_a_trusted_proxy(dana: Services) -> None:
    settings = dana.settings.replaced(trusted_proxies=("127.0.0.1",), sign_in_limit_per_min=2)
    async with (
        served(replace(dana, settings=settings)) as base_url,
        httpx2.AsyncClient(base_url=base_url, headers={"origin": base_url}) as web,
    ):
        web.headers["x-forwarded-for"] = "203.0.113.7"
        guesses = [(await log_in(web, "wrong")).status_code for _ in range(3)]
        web.headers["x-forwarded-for"] = "198.51.100.9"
        assert guesses == [401, 401, 429]
        assert (await log_in(web)).status_code == 303


async def test_it_believes_no_stranger_about_the_address(dana: Services) -> None:
    settings = dana.settings.replaced(sign_in_limit_per_min=2)
    async with (
        served(replace(dana, settings=settings)) as base_url,
        httpx2.AsyncClient(base_url=base_url, headers={"origin": base_url}) as web,
    ):
        answers = []
        for number in range(3):
            web.headers["x-forwarded-for"] = f"203.0.113.{number}"
            answers.append((await log_in(web, "wrong")).status_code)
        assert answers == [401, 401, 429]


@pytest.mark.parametrize("limit_ms", [IDLE_MS, ABSOLUTE_MS])
async def test_it_ends_idle_and_old_sessions(
    web: httpx2.AsyncClient, clock: ManualClock, limit_ms: int
) -> None:
    await log_in(web)
    steps = 1 if limit_ms == IDLE_MS else limit_ms // (IDLE_MS // 2)
    for _ in range(steps):
        clock.advance(min(limit_ms, IDLE_MS // 2 if steps > 1 else limit_ms) / 1000)
        last = await web.get("/conversations")
    assert last.status_code == 303


async def test_it_stores_no_secret_of_a_session(web: httpx2.AsyncClient, dana: Services) -> None:
    await log_in(web)
    rows = await dana.db.read(lambda tx: tx.all("SELECT id_hash FROM sessions"))
    assert [row["id_hash"] for row in rows] == [hashed(web.cookies[COOKIE])]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
    ],
)
async def test_it_refuses_what_other_sites_send(
    web: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    await log_in(web)
    csrf = await csrf_of(web)
    for path, fields in (
        ("/logout", {"csrf": csrf}),
        ("/preferences", {"csrf": csrf, "theme": "dark"}),
        ("/login", {"email": EMAIL, "password": PASSWORD}),
    ):
        assert (await web.post(path, data=fields, headers=headers)).status_code == 403


async def test_it_demands_the_token_on_every_change(web: httpx2.AsyncClient) -> None:
    await log_in(web)
    for path in ("/logout", "/preferences", "/account/password", "/conversations/x/reply"):
        assert (await web.post(path, data={"csrf": "guess"})).status_code == 403
        assert (await web.post(path, data={})).status_code == 403
    assert (await web.get("/conversations")).status_code == 200


async def test_it_uses_a_link_once(dana: Services) -> None:
    path = "/login/link/" + (await admin.link(dana, EMAIL)).rsplit("/", 1)[1]
    async with served(dana) as base_url, httpx2.AsyncClient(base_url=base_url) as web:
        own = {"origin": base_url}
        looked = [(await web.get(path)).status_code for _ in range(2)]
        first, second = await asyncio.gather(*(web.post(path, headers=own) for _ in range(2)))
        assert looked == [200, 200]
        assert sorted([first.status_code, second.status_code]) == [303, 401]
        assert (await web.get(path)).status_code == 410


async def test_it_refuses_an_old_link(dana: Services, clock: ManualClock) -> None:
    path = "/login/link/" + (await admin.link(dana, EMAIL)).rsplit("/", 1)[1]
    clock.advance(LINK_MS / 1000 + 1)
    async with served(dana) as base_url, httpx2.AsyncClient(base_url=base_url) as web:
        answer = await web.post(path, headers={"origin": base_url})
    assert answer.status_code == 401


async def test_it_stores_no_secret_of_a_link(dana: Services) -> None:
    token = (await admin.link(dana, EMAIL)).rsplit("/", 1)[1]

    def hashes(tx: Tx) -> list[str]:
        return [row["token_hash"] for row in tx.all("SELECT token_hash FROM login_links")]

    assert await dana.db.read(hashes) == [hashed(token)]


async def test_it_asks_a_new_operator_for_a_password(services: Services) -> None:
    link = await admin.create(services, "new@example.com", "New")
    async with (
        served(services) as base_url,
        httpx2.AsyncClient(base_url=base_url, headers={"origin": base_url}) as web,
    ):
        answer = await web.post("/login/link/" + link.rsplit("/", 1)[1])
        form = await web.get(answer.headers["location"])
        csrf = re.search(r'name="csrf" value="([^"]+)"', form.text)
        assert csrf is not None
        short = {"csrf": csrf[1], "password": "short"}
        assert (await web.post("/account/password", data=short)).status_code == 400
        chosen = {"csrf": csrf[1], "password": PASSWORD}
        assert (await web.post("/account/password", data=chosen)).status_code == 303
        assert (await web.get("/conversations")).status_code == 200


async def test_it_slows_down_guessing_from_one_address(dana: Services) -> None:
    attempts = Attempts(10)
    outcomes = []
    for _ in range(30):
        with pytest.raises(Exception, match=r"not right|Too many") as caught:
            await sign_in(dana, attempts, "nobody@example.com", "x", "10.0.0.1", "")
        outcomes.append(caught.value.code)  # type: ignore[attr-defined]
    assert outcomes.count("unauthenticated") == 10
    assert outcomes.count("too_many_requests") == 20


async def test_it_lets_the_owner_in_while_many_guess(dana: Services) -> None:
    attempts = Attempts(10)
    await sign_in(dana, attempts, EMAIL, PASSWORD, "192.0.2.7", "")
    for number in range(12):
        with pytest.raises(Exception, match=r"not right|Too many"):
            await sign_in(dana, attempts, EMAIL, "guess", f"10.0.{number}.1", "")
    with pytest.raises(Exception, match="Too many"):
        await sign_in(dana, attempts, EMAIL, PASSWORD, "10.0.99.1", "")
    assert await sign_in(dana, attempts, EMAIL, PASSWORD, "192.0.2.7", "")


async def test_it_sets_secure_host_cookies_behind_https(dana: Services) -> None:
    from dataclasses import replace

    public = dana.settings.replaced(public_url="https://leads.example.com")
    async with (
        served(replace(dana, settings=public)) as base_url,
        httpx2.AsyncClient(base_url=base_url) as web,
    ):
        own = {"origin": "https://leads.example.com"}
        answer = await web.post("/login", data={"email": EMAIL, "password": PASSWORD}, headers=own)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"__Host-{COOKIE}=")
    assert "Secure" in cookie
