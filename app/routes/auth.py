"""Sign-in, sign-out, and the guard in front of every page of the dashboard.

``protect`` puts the guard on a blueprint: no session, no page; a request that changes something
needs the session's token and must come from our own pages (``Sec-Fetch-Site``, else ``Origin``).
The guard reads the form itself and leaves it in ``request.ctx.form``, so that no handler can
forget the check. Of a form with files it reads the token alone, and leaves the rest in
``request.ctx.upload``.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote, urlsplit

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right, rights_of_role
from app.domain.audit import Actor
from app.domain.text import storable
from app.errors import Forbidden, NotFound, TooManyRequests, Unauthenticated
from app.flows import sign_in as flow
from app.flows.attempts import Attempts
from app.flows.prove_again import Seat, is_proved
from app.flows.sign_in import Entry
from app.flows.sign_in_words import WRONG_LINK
from app.passkeys import Site, site_of
from app.routes.access import needs, public, right_of
from app.routes.audited import actor_of, enter_as
from app.routes.body import form
from app.routes.limits import caller
from app.routes.render import THEMES, Shell, local_path, redirect, render, theme_of
from app.routes.translate import LANGUAGES
from app.routes.upload import TOKEN_FIELD, TOKEN_HEADER, Upload, is_upload
from app.services import Services
from app.store import operators
from app.store.operators import Operator, Session
from app.store.owners import owners_of

_COOKIE = "leadline_session"
# Of a half-session: no page looks at it but the one that asks for the second proof.
_HALF_COOKIE = "leadline_half"
SECOND_STEP = "/login/second"
PASSWORD = "/account/password"
SECURITY = "/settings/security"
CONFIRM = f"{SECURITY}/confirm"
_YEAR_S = 365 * 24 * 3600
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Login:
    """The sign-in form; ``problem`` is empty at first.

    ``has_passkeys``: browsers have passkeys for the address the page was opened at. ``demo``: the
    e-mail and password of the demo, None everywhere else.
    """

    next: str = "/"
    email: str = ""
    problem: str = ""
    has_passkeys: bool = False
    demo: tuple[str, str] | None = None


def mount(app: Sanic[Any, Any]) -> None:
    """Add the pages that need no session, and the two that end or change one."""
    services: Services = app.ctx.services
    app.ctx.attempts = Attempts(services.settings.sign_in_limit_per_min)
    app.add_route(show_login, "/login", methods=["GET"], name="login")
    app.add_route(log_in, "/login", methods=["POST"], name="log_in", stream=True)
    path = "/login/link/<token:str>"
    app.add_route(show_link, path, methods=["GET"], name="login_link")
    app.add_route(use_link, path, methods=["POST"], name="use_login_link", stream=True)
    account = Blueprint("account")
    protect(account)
    account.add_route(log_out, "/logout", methods=["POST"], stream=True)
    account.add_route(set_preferences, "/preferences", methods=["POST"], stream=True)
    app.blueprint(account)


def protect(blueprint: Blueprint) -> None:
    """Let only signed-in operators through, and only what they meant to send."""
    blueprint.middleware("request")(_guard)


def operator_of(request: Request) -> Operator:
    """Return who is signed in; on protected routes only."""
    return cast("Session", request.ctx.session).operator


def form_of(request: Request) -> dict[str, str]:
    """Return the form the guard has read and checked; on protected routes only."""
    return cast("dict[str, str]", request.ctx.form)


@public("who signs in has no session yet")
async def show_login(request: Request) -> HTTPResponse:
    """Draw the form, or go on when signed in already."""
    where = local_path(request.args.get("next", "/"))
    if await current_session(request) is not None:
        return redirect(where)
    view = _login(request, where)
    return render(request, "pages/auth/login.html", view=view)


@public("who signs in has no session yet")
async def log_in(request: Request) -> HTTPResponse:
    """Check the password and set the cookie."""
    refuse_foreign(request)
    fields = await form(request)
    email, where = fields.get("email", ""), local_path(fields.get("next", "/"))
    try:
        entry = await flow.sign_in(
            services_of(request),
            request.app.ctx.attempts,
            email,
            fields.get("password", ""),
            *who(request),
        )
    except (Unauthenticated, TooManyRequests) as error:
        view = _login(request, where, email, error.message)
        return render(request, "pages/auth/login.html", status=error.status, view=view)
    return await entered(request, entry, where)


def _login(request: Request, where: str, email: str = "", problem: str = "") -> Login:
    demo = services_of(request).demo
    return Login(where, email, problem, has_passkeys(request), demo.credentials if demo else None)


@public("the path holds a one-time token")
async def show_link(request: Request, token: str) -> HTTPResponse:
    """Ask for one press of a button: merely fetching the address must not use the link up."""
    if not await flow.is_link_good(services_of(request), token):
        view = Login(problem=WRONG_LINK)
        return render(request, "pages/auth/login.html", status=410, view=view)
    return render(request, "pages/auth/link.html")


@public("the path holds a one-time token")
async def use_link(request: Request, token: str) -> HTTPResponse:
    """Sign in by a one-time link."""
    refuse_foreign(request)
    await form(request)
    try:
        entry = await flow.sign_in_by_link(
            services_of(request), request.app.ctx.attempts, token, *who(request)
        )
    except (Unauthenticated, TooManyRequests) as error:
        view = Login(problem=error.message)
        return render(request, "pages/auth/login.html", status=error.status, view=view)
    session = await flow.session_of(services_of(request), entry.secret)
    # In the demo nobody needs a password; else who has none yet chooses it now.
    is_new = session is not None and session.operator.password_hash == ""
    is_real = services_of(request).demo is None
    return await entered(request, entry, PASSWORD if is_new and is_real else "/")


@needs(Right.ACCOUNT)
async def log_out(request: Request) -> HTTPResponse:
    """End the session here and in the browser."""
    await flow.sign_out(services_of(request), _secret(request))
    response = redirect("/login")
    _set(request, response, _COOKIE, "", 0, host_prefix=_is_https(request))
    return response


@needs(Right.ACCOUNT)
async def set_preferences(request: Request) -> HTTPResponse:
    """Remember theme (in this browser) and language (with the operator)."""
    fields = form_of(request)
    response = redirect(fields.get("back", "/"))
    theme, language = fields.get("theme"), fields.get("language")
    if theme == "system":
        _set(request, response, "theme", "", 0)
    elif theme in THEMES:
        _set(request, response, "theme", theme, _YEAR_S)
    if language in LANGUAGES:
        await services_of(request).db.write(
            operators.set_language, operator_of(request).id, language
        )
        _set(request, response, "language", language, _YEAR_S)
    return response


async def current_session(request: Request, is_use: bool = True) -> Session | None:
    """Return the session of the request's cookie while it is in force."""
    secret = _secret(request)
    return await flow.session_of(services_of(request), secret, is_use) if secret else None


def refuse_foreign(request: Request) -> None:
    """Refuse a request another site made the browser send.

    Raises:
        Forbidden: it is not from our own pages, or does not say where it is from.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        is_ours = site == "same-origin"
    else:
        # Browsers send Origin with every POST; Sec-Fetch-Site only over HTTPS and to localhost.
        origin = urlsplit(request.headers.get("origin", ""))
        own = urlsplit(services_of(request).settings.public_url).netloc
        is_ours = origin.netloc != "" and origin.netloc in (own, request.headers.get("host"))
    if not is_ours:
        raise Forbidden("This request did not come from a page of ours.")


def services_of(request: Request) -> Services:
    """Return the running services."""
    return cast("Services", request.app.ctx.services)


async def _guard(request: Request) -> HTTPResponse | None:
    session = await current_session(request)
    if session is None:
        raise Unauthenticated
    request.ctx.session = session
    request.ctx.shell = _shell(request, session)
    await _check_access(request, session.operator)
    if request.method not in _SAFE_METHODS:
        refuse_foreign(request)
        if not hmac.compare_digest((await _token(request)).encode(), session.csrf.encode()):
            raise Forbidden("The page is out of date. Load it again.")
    if session.is_confined and right_of(request) is not Right.ACCOUNT:
        return _led_to_set_up(request)
    return None


def _led_to_set_up(request: Request) -> HTTPResponse:
    """Answer who must set up a second factor before anything else.

    Raises:
        Forbidden: it is no page that was asked for.
    """
    is_page = request.method == "GET" and "text/html" in request.headers.get("accept", "")
    if not is_page:
        raise Forbidden("Set up a second step for your sign-in first.")
    return redirect(SECURITY)


async def _check_access(request: Request, operator: Operator) -> None:
    """Let nobody to what is another client's, nor to what their role does not give.

    Raises:
        NotFound: the path names something of a client that is not theirs.
        Forbidden: their role does not let them.
    """
    # Sanic hands an id that is a number over as one.
    ids = {name: storable(str(value)) for name, value in request.match_info.items()}
    owners = await services_of(request).db.read(owners_of, ids) if ids else []
    if not all(operator.sees(one) for one in owners):
        raise NotFound("There is nothing here.")
    right = right_of(request)
    if right is not None and not operator.may(right):
        raise Forbidden("Your role does not allow this. Ask an admin.")
    address, _ = who(request)
    actor = Actor("operator", operator.id, operator.name or operator.email, address)
    enter_as(request, actor, owners)


async def _token(request: Request) -> str:
    """Return the token a request carries; reads the form, or the beginning of one with files."""
    if not is_upload(request):
        fields = request.ctx.form = await form(request)
        return fields.get(TOKEN_FIELD, "")
    upload = Upload(request)
    request.ctx.form, request.ctx.upload = {}, upload
    # Only a script of our own pages can send the header: others would have to ask first.
    header = request.headers.get(TOKEN_HEADER)
    return await upload.token() if header is None else str(header)


def _shell(request: Request, session: Session) -> Shell:
    operator = session.operator
    return Shell(
        language=operator.language if operator.language in LANGUAGES else "en",
        theme=theme_of(request),
        csrf=session.csrf,
        operator_id=operator.id,
        operator_name=operator.name or operator.email,
        operator_email=operator.email,
        is_demo=services_of(request).demo is not None,
        path=request.path,
        rights=rights_of_role(operator.role, operator.sees_all),
    )


async def entered(request: Request, entry: Entry, where: str) -> HTTPResponse:
    """Go on after a way in: to the page, or to the second proof first.

    A new session every time; whatever cookie the browser came with is worth nothing from now.
    """
    if old := _secret(request):
        await flow.sign_out(services_of(request), old)
    if not entry.is_half:
        return with_session(request, redirect(where), entry.secret)
    response = redirect(f"{SECOND_STEP}?next={quote(where, safe='/')}")
    is_https = _is_https(request)
    _set(request, response, _COOKIE, "", 0, host_prefix=is_https)
    _set(request, response, _HALF_COOKIE, entry.secret, flow.HALF_MS // 1000, is_https)
    return response


def with_session(request: Request, response: HTTPResponse, secret: str) -> HTTPResponse:
    """Give an answer the cookie of a session, and take that of a half-session away."""
    is_https = _is_https(request)
    _set(request, response, _COOKIE, secret, flow.ABSOLUTE_MS // 1000, host_prefix=is_https)
    if half_secret(request):
        _set(request, response, _HALF_COOKIE, "", 0, host_prefix=is_https)
    return response


def half_secret(request: Request) -> str:
    """Return the secret of a half-session, empty when the browser sent none."""
    return _cookie(request, _HALF_COOKIE)


def seat_of(request: Request) -> Seat:
    """Return who sits at the browser; on protected routes only."""
    return Seat(request.ctx.session, actor_of(request), who(request)[1])


def prove_first(request: Request, where: str) -> HTTPResponse | None:
    """Send somebody to prove once more who they are, None when they did lately.

    Who has neither password nor second factor has nothing to prove with, and may set one up.
    """
    seat = seat_of(request)
    if is_proved(seat.session, services_of(request).clock.now_ms()):
        return None
    return redirect(f"{CONFIRM}?next={quote(where, safe='/')}")


def passkey_site(request: Request) -> Site | None:
    """Return where passkeys belong to, None when browsers have none for this server."""
    return site_of(services_of(request).settings.public_url)


def has_passkeys(request: Request) -> bool:
    """Tell whether passkeys can be used on the page as it was opened."""
    site = passkey_site(request)
    return site is not None and urlsplit(site.origin).netloc == request.headers.get("host")


def _set(
    request: Request,
    response: HTTPResponse,
    name: str,
    value: str,
    age_s: int,
    host_prefix: bool = False,
) -> None:
    response.add_cookie(
        name,
        value,
        secure=_is_https(request),
        host_prefix=host_prefix,
        httponly=True,
        samesite="Lax",
        max_age=age_s,
    )


def _secret(request: Request) -> str:
    return _cookie(request, _COOKIE)


def _cookie(request: Request, name: str) -> str:
    return request.cookies.get(f"__Host-{name}" if _is_https(request) else name) or ""


def _is_https(request: Request) -> bool:
    return services_of(request).settings.public_url.startswith("https://")


def who(request: Request) -> tuple[str, str]:
    """Return a browser's address and what it calls itself."""
    address = caller(request, services_of(request).settings.trusted_proxies)
    return address, request.headers.get("user-agent", "")
