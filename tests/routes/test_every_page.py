"""What holds for every page of the route table: its policy, and its forms without script.

Every form of every page is sent as a browser without script sends it, with what stands in it: it
may be refused with a reason, and never crashes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from app.flows.manage_tenant import Put
from app.routes.render import POLICY
from app.services import Services
from app.settings import Settings
from tests.journeys.every_page import addresses
from tests.journeys.full_house import HOSTILE, furnish, poison
from tests.journeys.served import served
from tests.routes.operators import Browser, signed_in

pytestmark = pytest.mark.parametrize("db", ["sqlite"], indirect=True)
# Pages that stand in the middle of somebody else's site have a stricter policy.
STRICTER = "default-src 'none'"
# What takes something away is sent after what is done with it.
_TAKES_AWAY = re.compile(
    r"delete|remove|revoke|archive|dismiss|undo|merge|end$|cancel|resolve|retire"
)
# Sent, these end the session the test goes on with.
_ENDS = ("/logout", "/settings/security/sessions", "/settings/security/password", "/account/")


@dataclass
class Form:
    """A form as it stands on a page."""

    page: str
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    is_upload: bool = False


class Forms(HTMLParser):
    """Reads the forms of a page, and what a strict policy forbids in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms, self.forbidden = page, list[Form](), list[str]()
        self.owner: dict[str, Form] = {}
        self._form: Form | None = None
        self._text = self._select = self._script = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        named = [name for name in given if name.startswith(("on", "hx-on")) or name == "style"]
        scripted = [v for k, v in given.items() if k in ("href", "src", "action", "formaction")]
        self.forbidden += [f"{tag} {name}" for name in named]
        self.forbidden += [
            v for v in scripted if re.match(r"\s*(javascript|vbscript|data:text)", v)
        ]
        if tag in ("style", "base", "iframe", "object", "embed"):
            self.forbidden.append(tag)
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.forbidden.append("script without src")
        if tag == "form":
            upload = given.get("enctype") == "multipart/form-data"
            action, method = given.get("action", ""), given.get("method", "get").lower()
            self._form = Form(self.page, action, method, is_upload=upload)
            self.forms.append(self._form)
            self.owner[given.get("id", "")] = self._form
            return
        form = self.owner.get(given["form"]) if "form" in given else self._form
        if form is not None:
            self._take(form, tag, given)

    def _take(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind, value = given.get("name", ""), given.get("type", "text"), given.get("value", "")
        if tag == "button" and kind in ("text", "submit"):
            form.buttons.append((name, value))
        elif tag == "input" and name and kind not in ("checkbox", "radio", "file", "submit"):
            form.fields[name] = value
        elif tag == "input" and name and "checked" in given:
            form.fields[name] = value or "on"
        elif tag == "textarea" and name:
            form.fields[name] = ""
            self._text = name
        elif tag == "select" and name:
            self._select = name
        elif tag == "option" and self._select:
            is_first = self._select not in form.fields
            form.fields[self._select] = (
                value if is_first or "selected" in given else form.fields[self._select]
            )

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._text and self._form is not None:
            self._form.fields[self._text] += data


@dataclass
class Town:
    """Every page of a client, read by an admin."""

    reader: Browser
    pages: dict[str, str]
    headers: dict[str, dict[str, str]]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.replaced(search_limit_per_min=1_000_000)


@pytest.fixture
async def town(services: Services, acme: Put) -> AsyncIterator[Town]:
    now = services.clock.now_ms()
    ids = await services.db.write(furnish, acme.tenant.id, now)
    await services.db.write(poison, acme.tenant.id)
    async with (
        served(services) as address,
        signed_in(services, address, "dana@example.com", timeout=60) as reader,
    ):
        pages, headers, crashed = {}, {}, []
        for path in [*addresses(services, ids), "/login/link/none", "/a/none"]:
            answer = await reader.web.get(path)
            if answer.status_code >= 500:
                crashed.append(f"{path} answered {answer.status_code}")
            pages[path], headers[path] = answer.text, dict(answer.headers)
        assert not crashed, "\n".join(crashed)
        yield Town(reader, pages, headers)


async def test_every_page_is_strict_and_every_form_works_without_script(town: Town) -> None:
    wrong, forms = [], dict[tuple[str, ...], Form]()
    for path, text in town.pages.items():
        sent = town.headers[path]
        if not sent.get("content-type", "").startswith("text/html"):
            continue
        if sent.get("content-security-policy") not in (POLICY, STRICTER):
            wrong.append(f"{path}: {sent.get('content-security-policy')}")
        if sent.get("x-content-type-options") != "nosniff":
            wrong.append(f"{path}: may be sniffed")
        parsed = Forms(path)
        parsed.feed(text)
        wrong += [f"{path}: {one[:80]}" for one in parsed.forbidden]
        for form in parsed.forms:
            for name, value in form.buttons or [("", "")]:
                same = (form.action, form.method, name, value, *sorted(form.fields))
                forms.setdefault(same, form)
    assert wrong == []
    assert len(forms) > 100, len(forms)
    last = sorted(forms.items(), key=lambda one: bool(_TAKES_AWAY.search(" ".join(one[0]))))
    for (_, _, name, value, *_), form in last:
        wrong += await _sent(town.reader, form, {name: value} if name else {})
    assert not wrong, "\n".join(wrong)


async def _sent(reader: Browser, form: Form, pressed: dict[str, str]) -> list[str]:
    """Send a form; returns what is wrong with the answer."""
    action = form.action or form.page
    if action.startswith(_ENDS) or form.method == "dialog":
        return []
    given = {**form.fields, **pressed}
    if form.method == "get":
        answer = await reader.web.get(action, params=given)
    elif form.is_upload:
        files = [("file", ("leads.csv", b"name,phone\nNoor,+12125550199\n", "text/csv"))]
        answer = await reader.web.post(action, data=given, files=files)
    else:
        if "csrf" not in given and not action.startswith("/login"):
            return [f"{form.page}: the form to {action} has no token"]
        answer = await reader.web.post(action, data=given)
    if answer.status_code >= 500 or answer.status_code in (404, 405):
        return [f"{form.page}: {form.method} {action} {sorted(pressed)} → {answer.status_code}"]
    return []


async def test_no_cell_of_any_export_is_a_formula(town: Town) -> None:
    exports = {
        path: town.pages[path].lstrip("\ufeff")
        for path, sent in town.headers.items()
        if sent.get("content-type", "").startswith("text/csv")
    }
    assert {path.split("?")[0] for path in exports} >= {"/leads/export.csv"}
    assert HOSTILE[:20] in exports["/leads/export.csv"].replace('""', '"')
    for path, text in exports.items():
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                bare = cell.lstrip(" \u00a0")
                number = re.fullmatch(r"[-+]?[\d.]*", bare)
                assert number or not bare.startswith(tuple("=+-@\t\r\n＝＋－＠")), (path, cell[:40])
