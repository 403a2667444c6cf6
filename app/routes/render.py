"""Draws pages and partials: one Jinja environment, and the headers every page carries.

Everything is escaped by default and an unknown name is an error. Pages run under a policy without
inline script, inline style or foreign origins; a template therefore holds neither. The partial
that draws a part of a page is the one ``routes/live.py`` pushes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sanic import HTTPResponse, Request, Sanic
from sanic.response import empty, html

from app.clock import at
from app.domain.access import Right
from app.domain.text import initials
from app.routes.areas import Area, areas_for
from app.routes.translate import LANGUAGES, direction, negotiate, translator

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

_APP = Path(__file__).resolve().parent.parent
STATIC = _APP / "static"
TEMPLATES = _APP / "templates"
THEMES = {"light": "leadline", "dark": "leadline-dark"}

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
_IMMUTABLE = "public, max-age=31536000, immutable"


TITLE_WORDS = {
    400: "That did not work",
    401: "Please sign in",
    403: "Not allowed",
    404: "Nothing here",
    405: "That did not work",
    409: "It has changed meanwhile",
    413: "Too large",
    422: "That did not work",
    429: "Slow down, please",
    500: "Something broke here",
    502: "A person must look at this",
    503: "Not available right now",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """An error page. ``message`` is fit for people; ``request_id`` finds it in the log."""

    status: int
    title: str
    message: str
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """What surrounds every page: who looks at it, in which language and theme.

    ``csrf`` is empty before sign-in; ``theme`` is empty when the system decides.
    """

    language: str = "en"
    theme: str = ""
    csrf: str = ""
    operator_id: str = ""
    operator_name: str = ""
    operator_email: str = ""
    is_demo: bool = False
    path: str = "/"
    rights: frozenset[Right] = frozenset()

    @property
    def initials(self) -> str:
        """Return the first letters of the reader's name."""
        return initials(self.operator_name)

    @property
    def areas(self) -> tuple[Area, ...]:
        """Return the navigation."""
        return areas_for(self.path)

    def may(self, right: str) -> bool:
        """Tell whether the reader's role gives a right; templates leave out what it does not."""
        return right in self.rights

    @property
    def direction(self) -> str:
        """Return the writing direction of the language."""
        return direction(self.language)

    @property
    def languages(self) -> dict[str, str]:
        """Return the languages to choose from, by their own names."""
        return LANGUAGES


def mount(app: Sanic[Any, Any]) -> None:
    """Serve ``/static/``; a file asked for by its hash may be kept for a year."""
    app.static("/static", STATIC, name="static", directory_view=False)

    @app.on_response
    async def keep_assets(request: Request, response: HTTPResponse) -> None:
        if request.path.startswith("/static/") and response.status == 200:
            kept = "v" in request.args
            response.headers["Cache-Control"] = _IMMUTABLE if kept else "no-cache"
            response.headers["X-Content-Type-Options"] = "nosniff"


def render(request: Request, template: str, status: int = 200, **context: object) -> HTTPResponse:
    """Draw a whole page for whoever asks; ``context`` is usually one ``view``."""
    shell = shell_of(request)
    return html(draw(template, shell, **context), status=status, headers=HEADERS)


def draw(template: str, shell: Shell, **context: object) -> str:
    """Draw a page or partial as text, for a response or a live push."""
    values = {"shell": shell, "_": translator(shell.language), **context}
    return environment().get_template(template).render(values)


def redirect(path: str) -> HTTPResponse:
    """Send the browser to a path of ours by GET; other origins are not reachable through this."""
    headers = {**HEADERS, "Location": quote(local_path(path), safe="/?&=#%~@:+,;")}
    return empty(status=303, headers=headers)


def error_page(
    request: Request, status: int, message: str, headers: dict[str, str]
) -> HTTPResponse:
    """Return the page of an error; who has no session is led to the sign-in instead."""
    if status == 401 and request.method == "GET":
        return redirect(f"/login?next={quote(request.path, safe='/')}")
    request_id = headers.get("X-Request-Id", "")
    view = Problem(status, TITLE_WORDS.get(status, TITLE_WORDS[500]), message, request_id)
    response = render(request, "pages/error.html", status=status, view=view)
    response.headers.update(headers)
    return response


def local_path(path: str) -> str:
    """Return the path when it stays with us, else ``/``.

    ``//host``, ``/\\host`` and paths with control characters would leave or split the header.
    """
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_ours and path.isprintable() else "/"


def shell_of(request: Request) -> Shell:
    """Return the surroundings of this request; a signed-in operator's language wins."""
    chosen = getattr(request.ctx, "shell", None)
    if isinstance(chosen, Shell):
        return chosen
    language = request.cookies.get("language") or ""
    if language not in LANGUAGES:
        language = negotiate(request.headers.get("accept-language", ""))
    return Shell(language=language, theme=theme_of(request), path=request.path)


def theme_of(request: Request) -> str:
    """Return the chosen theme's name in the style sheet, or empty: the system decides."""
    return THEMES.get(request.cookies.get("theme") or "", "")


@cache
def environment() -> jinja2.Environment:
    """Return the one template environment; its library is loaded with the first page."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(asset=asset, icon=icon)
    made.filters.update(iso=_iso, clock=_clock, percent=_percent)
    return made


@cache
def asset(path: str) -> str:
    """Return the address of a static file with its hash, so that it can be kept for ever."""
    file = STATIC / path
    if not file.is_file():
        return f"/static/{path}"
    return f"/static/{path}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"


# Templates ask with literals, hundreds of times a page.
@lru_cache(maxsize=1024)
def icon(name: str, more: str = "") -> Markup:
    """Return an icon of the sprite; decorative, so hidden from screen readers."""
    from markupsafe import Markup

    return Markup('<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        more, asset("vendor/icons.svg"), name
    )


def _iso(at_ms: int) -> str:
    return at(at_ms).isoformat(timespec="milliseconds")


def _clock(at_ms: int) -> str:
    # Without script nobody knows the reader's zone; say which one this is.
    return at(at_ms).strftime("%H:%M UTC")


def _percent(share: float) -> str:
    return f"{round(share * 100)}%"
