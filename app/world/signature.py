"""How Twilio signs a webhook: HMAC-SHA1 over the public URL and the sorted form pairs, base64.

The world signs with its own code and the product verifies with its own, so that one mistake
cannot hide in both.

Source: Twilio, "Validating Signatures from Twilio", seen 2026-11.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from urllib.parse import quote


def sign(auth_token: str, public_url: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return the value of ``X-Twilio-Signature``.

    ``public_url`` is signed as it is given, query included; pairs are sorted by name and then
    value, blank values stay and repeated pairs count once.
    """
    text = public_url + "".join(name + value for name, value in sorted(set(pairs)))
    digest = hmac.new(auth_token.encode(), text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def encode_form(pairs: Iterable[tuple[str, str]]) -> bytes:
    """Return pairs as a form body, blanks as ``+``, order kept."""
    encoded = (f"{quote(n, safe='')}={quote(v, safe=' ')}".replace(" ", "+") for n, v in pairs)
    return "&".join(encoded).encode()
