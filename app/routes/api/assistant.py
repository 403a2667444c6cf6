"""A client's assistant, for programs: ``/api/v1/assistant/…`` with ``Authorization: Bearer KEY``.

The client is the key's and nothing in a request can name another; what is not the client's is not
found. Who saves says which version they read (``If-Match`` with the ``ETag`` of the answer), so
that two programs do not undo each other.

    GET  /profile                       the version in force
    PUT  /profile                       a new version, or a draft
    GET  /versions                      newest first
    GET  /versions/<version>            one of them, with its settings
    POST /versions/<version>/restore    brings a published one back, as a new version
"""

from __future__ import annotations

import re
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from sanic import HTTPResponse, Request, Sanic
from sanic.response import raw

from app.clock import at
from app.domain.access import Right
from app.domain.profile import Settings, settings_of
from app.domain.tenant import Mode, Profile, Tenant
from app.domain.text import storable
from app.errors import Invalid, NotFound, Unprocessable
from app.flows import edit_profile as flow
from app.routes.access import needs
from app.routes.api.frame import check_match
from app.routes.api.keys import enter
from app.routes.api.queries import limit, query_of, whole
from app.routes.audited import changed
from app.routes.body import read_body
from app.services import Services
from app.store import profiles, tenants
from app.store.profiles import Version

LIMIT_BYTES = 256 * 1024
_PAGE = 100
_PATH = "/api/v1/assistant"
_TAG = re.compile(r'(?:W/)?"(\d{1,9})"\Z')
_BAD_AT = re.compile(r"(.*) - at `\$\.?([^`]*)`", re.DOTALL)


class ProfileRequest(Struct, kw_only=True):
    """The whole of what can be edited; a field of the profile left out takes its default."""

    profile: Profile
    languages: tuple[str, ...]
    zone: str
    mode: Mode
    note: Annotated[str, Meta(max_length=flow.LONGEST_NOTE)] = ""
    publish: Annotated[bool, Meta(description="False keeps it as a draft.")] = True


class ProfileAnswer(Struct):
    """A version with its settings. ``in_force`` is the version that decides now."""

    version: int
    state: str
    in_force: int
    profile: Profile
    languages: tuple[str, ...]
    zone: str
    mode: Mode


class VersionItem(Struct):
    """A version. ``by`` is who saved it, empty when no person of the dashboard did."""

    version: int
    state: str
    is_in_force: bool
    note: str
    by: str
    restored_from: int | None
    evaluation: dict[str, Any]
    at: str | None


class Versions(Struct):
    """Versions and drafts, newest first. ``next`` is the one to go on before, null at the end."""

    versions: list[VersionItem]
    next: int | None


BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "show_profile": (200, None, ProfileAnswer),
    "save_profile": (200, ProfileRequest, ProfileAnswer),
    "list_versions": (200, None, Versions),
    "show_version": (200, None, ProfileAnswer),
    "restore_version": (200, None, ProfileAnswer),
}
VERSIONED = frozenset({"show_profile", "save_profile", "show_version"})
QUERIES = {
    "list_versions": (
        whole("before", 0, 999_999_999, 0, "`next` of the page before."),
        limit(_PAGE, _PAGE),
    )
}


def setup_assistant(app: Sanic[Any, Any]) -> None:
    """Add the routes; the limit of a key is the one of all its requests."""
    one = "/versions/<version:int>"
    for handler, method, path in (
        (show_profile, "GET", "/profile"),
        (save_profile, "PUT", "/profile"),
        (list_versions, "GET", "/versions"),
        (show_version, "GET", one),
        (restore_version, "POST", f"{one}/restore"),
    ):
        name = f"assistant_{handler.__name__}"
        is_stream = method in ("PUT", "POST")
        app.add_route(handler, _PATH + path, methods=[method], stream=is_stream, name=name)


@needs(Right.READ)
async def show_profile(request: Request) -> HTTPResponse:
    """Show the profile in force, with its version as ETag."""
    services, key = await enter(request)
    tenant = await _tenant(services, key.tenant_id)
    return _answer(_profile(tenant.profile_version, profiles.PUBLISHED, tenant, tenant))


@needs(Right.MANAGE)
async def save_profile(request: Request) -> HTTPResponse:
    """Save a profile as a new version, or as a draft, when nobody else saved since it was read."""
    services, key = await enter(request)
    body = await read_body(request, LIMIT_BYTES, services.settings.body_deadline_s)
    sent = _read(body)
    tenant = await _tenant(services, key.tenant_id)
    expected = _expected(request, tenant)
    check_match(request, tenant.profile_version)
    settings = Settings(sent.profile, sent.languages, sent.zone, sent.mode)
    version = await flow.save(
        services,
        key.tenant_id,
        settings,
        operator_id=None,
        expected_version=expected,
        note=sent.note,
        publish=sent.publish,
    )
    changed(request, {"version": expected}, {"version": version})
    return await _version(services, key.tenant_id, version)


@needs(Right.READ)
async def list_versions(request: Request) -> HTTPResponse:
    """List the versions and drafts of the profile, newest first."""
    services, key = await enter(request)
    asked = query_of(request, QUERIES)
    tenant = await _tenant(services, key.tenant_id)
    found = await flow.versions(services, key.tenant_id, asked.number("before"), asked.limit + 1)
    items = [_item(one, tenant.profile_version) for one in found[: asked.limit]]
    return _answer(Versions(items, items[-1].version if len(found) > asked.limit else None))


@needs(Right.READ)
async def show_version(request: Request, version: int) -> HTTPResponse:
    """Show a version or a draft with its settings."""
    services, key = await enter(request)
    return await _version(services, key.tenant_id, version)


@needs(Right.MANAGE)
async def restore_version(request: Request, version: int) -> HTTPResponse:
    """Bring a published version back, as a new one."""
    services, key = await enter(request)
    number = await flow.roll_back(services, key.tenant_id, _small(version), operator_id=None)
    return await _version(services, key.tenant_id, number)


async def _tenant(services: Services, tenant_id: str) -> Tenant:
    tenant = await services.db.read(tenants.tenant_by_id, tenant_id)
    if tenant is None:
        raise NotFound("There is no such client.")
    return tenant


async def _version(services: Services, tenant_id: str, version: int) -> HTTPResponse:
    now, number = await _tenant(services, tenant_id), _small(version)
    found = await services.db.read(profiles.version_by_number, tenant_id, number)
    then = await services.db.read(profiles.tenant_at, tenant_id, number)
    if then is None:
        raise NotFound("There is no such version.")
    return _answer(_profile(number, found.state if found else profiles.PUBLISHED, then, now))


def _small(version: int) -> int:
    """Return a number a database takes; no version is as large as what it does not take."""
    return version if version < 10**9 else 0


def _profile(version: int, state: str, then: Tenant, now: Tenant) -> ProfileAnswer:
    one = settings_of(then)
    return ProfileAnswer(
        version, state, now.profile_version, one.profile, one.languages, one.zone, one.mode
    )


def _item(one: Version, now: int) -> VersionItem:
    return VersionItem(
        version=one.version,
        state=one.state,
        is_in_force=one.version == now,
        note=one.note,
        by=one.operator_name,
        restored_from=one.restored_from,
        evaluation=dict(one.evaluation),
        at=at(one.at_ms).isoformat() if one.at_ms else None,
    )


def _read(body: bytes) -> ProfileRequest:
    """Return a body as its shape, with nothing in it that no database takes.

    Raises:
        Invalid: it is no JSON.
        Unprocessable: a field is missing or of the wrong kind; says which.
    """
    try:
        return msgspec.convert(_storable(msgspec.json.decode(body)), ProfileRequest)
    except msgspec.ValidationError as error:
        found = _BAD_AT.match(str(error))
        problem, name = (found[1], found[2]) if found else (str(error), "body")
        where = f"{name}: " if found else ""
        raise Unprocessable(f"{where}{problem}.", fields={name: f"{problem}."}) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Invalid("The body is not valid JSON.") from error


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, dict):
        return {storable(name): _storable(one) for name, one in value.items()}
    return value


def _expected(request: Request, tenant: Tenant) -> int:
    """Return the version a program read before it saves.

    Raises:
        Invalid: it does not say.
    """
    given = request.headers.get("if-match", "").strip()
    if given == "*":
        return tenant.profile_version
    found = _TAG.match(given)
    if found is None:
        raise Invalid("Send the ETag of the profile you read as If-Match.")
    return int(found[1])


def _answer(shape: Struct) -> HTTPResponse:
    headers = {"ETag": f'"{shape.in_force}"'} if isinstance(shape, ProfileAnswer) else {}
    return raw(msgspec.json.encode(shape), headers=headers, content_type="application/json")
