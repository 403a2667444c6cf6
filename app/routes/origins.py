"""Which pages may speak to a widget or a form from the browser: the account's own list.

An origin is scheme, host and port, compared as a whole. Without a list only our own pages may;
``*`` lets every page. A request without ``Origin`` is no browser's script: such a caller could
write anything there, so the list would protect nobody from it.
"""

from __future__ import annotations

from sanic import Request

from app.domain.tenant import ChannelAccount
from app.errors import Forbidden

_HEADERS = "authorization, content-type, last-event-id"
_LIVES_S = "600"


def cors(request: Request, account: ChannelAccount, public_url: str) -> dict[str, str]:
    """Return the headers that let this page read the answer.

    Raises:
        Forbidden: the page's origin is not on the list.
    """
    origin = request.headers.get("origin")
    if origin is None:
        return {}
    listed = account.settings.get("origins")
    allowed = (
        {str(one).rstrip("/").lower() for one in listed} if isinstance(listed, list) else set()
    )
    if "*" not in allowed and origin.lower() not in allowed | {public_url.rstrip("/").lower()}:
        raise Forbidden("This page is not on the list of origins.")
    return {"access-control-allow-origin": origin, "vary": "origin"}


def preflight(request: Request, account: ChannelAccount, public_url: str) -> dict[str, str]:
    """Return the headers of an answer to ``OPTIONS``.

    Raises:
        Forbidden: the page's origin is not on the list.
    """
    return cors(request, account, public_url) | {
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": _HEADERS,
        "access-control-max-age": _LIVES_S,
    }
