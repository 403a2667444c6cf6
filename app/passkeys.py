"""Passkeys: what the browser is asked, and whether what it answers is true (WebAuthn level 3).

A passkey lives in the authenticator (a discoverable credential) and asks for a finger, a face or a
PIN (user verification): it is two proofs in one, and no name has to be typed.

A challenge is stateless: random bytes, an hour of expiry and a MAC over both, its purpose and the
session it was made for. What nobody answers leaves no row; ``Answer.challenge`` of one that was
answered is kept by the caller, so that it cannot be answered twice.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from app.errors import Unauthenticated

if TYPE_CHECKING:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

CHALLENGE_MS = 5 * 60_000
REFUSED = "The passkey was not accepted. Try again."
_RP_NAME = "leadline"
_NONCE, _TIME = 16, 8
_MAX_CHARS = 16_384


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys belong to: the relying party's id, and the origin pages have."""

    rp_id: str
    origin: str


@dataclass(frozen=True, slots=True)
class Known:
    """A passkey as it is stored; ``public_key`` and ``id`` in base64url without padding."""

    id: str
    public_key: str
    sign_count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A true answer: the passkey as it is now, and the challenge to be spent."""

    passkey: Known
    challenge: str
    transports: tuple[str, ...] = ()


def site_of(public_url: str) -> Site | None:
    """Return where passkeys belong to, None where browsers have none (an address of numbers).

    On loopback that is ``localhost``, which browsers take for secure and for a name.
    """
    parts = urlsplit(public_url)
    host = parts.hostname or ""
    try:
        if not ipaddress.ip_address(host).is_loopback:
            return None
    except ValueError:
        return Site(host, f"{parts.scheme}://{parts.netloc}")
    port = f":{parts.port}" if parts.port else ""
    return Site("localhost", f"{parts.scheme}://localhost{port}")


class Ceremonies:
    """Makes the questions to browsers and checks the answers; plain and slow: run it in a thread.

    Args:
        secret_key: the process's own; challenges of another one are refused.
    """

    def __init__(self, secret_key: str, site: Site) -> None:
        self._key = hmac.new(
            secret_key.encode(), b"leadline challenges v1", hashlib.sha256
        ).digest()
        self._site = site

    def ask_new(
        self, operator_id: str, email: str, name: str, known: Sequence[str], bound: str, now_ms: int
    ) -> dict[str, Any]:
        """Return the options for ``navigator.credentials.create``.

        Args:
            known: ids of the passkeys there are; an authenticator holds one of them at most.
            bound: the session it is asked in.
        """
        import webauthn
        from webauthn.helpers import structs

        options = webauthn.generate_registration_options(
            rp_id=self._site.rp_id,
            rp_name=_RP_NAME,
            user_id=operator_id.encode(),
            user_name=email,
            user_display_name=name or email,
            challenge=self._challenge("new", bound, now_ms),
            timeout=CHALLENGE_MS,
            exclude_credentials=_descriptors(known),
            authenticator_selection=structs.AuthenticatorSelectionCriteria(
                resident_key=structs.ResidentKeyRequirement.REQUIRED,
                require_resident_key=True,
                user_verification=structs.UserVerificationRequirement.REQUIRED,
            ),
        )
        made: dict[str, Any] = json.loads(webauthn.options_to_json(options))
        return made

    def ask(self, known: Sequence[str], bound: str, now_ms: int) -> dict[str, Any]:
        """Return the options for ``navigator.credentials.get``; any passkey when none is named."""
        import webauthn
        from webauthn.helpers.structs import UserVerificationRequirement

        options = webauthn.generate_authentication_options(
            rp_id=self._site.rp_id,
            challenge=self._challenge("get", bound, now_ms),
            timeout=CHALLENGE_MS,
            allow_credentials=_descriptors(known),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        made: dict[str, Any] = json.loads(webauthn.options_to_json(options))
        return made

    def check_new(self, credential: str, bound: str, now_ms: int) -> Answer:
        """Return the passkey a browser made.

        Raises:
            Unauthenticated: it is not what was asked for, or too old.
        """
        import webauthn
        from webauthn.helpers.exceptions import WebAuthnException

        said, challenge = self._said(credential, "new", bound, now_ms)
        try:
            made = webauthn.verify_registration_response(
                credential=said,
                expected_challenge=challenge,
                expected_rp_id=self._site.rp_id,
                expected_origin=self._site.origin,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, TypeError, KeyError) as error:
            raise Unauthenticated(REFUSED) from error
        passkey = Known(_text(made.credential_id), _text(made.credential_public_key), 0)
        response = said.get("response", {})
        transports = response.get("transports") if isinstance(response, dict) else None
        kept = tuple(one for one in transports or () if isinstance(one, str) and one.isascii())
        return Answer(passkey, _text(challenge), kept[:8])

    def check(self, credential: str, passkey: Known, bound: str, now_ms: int) -> Answer:
        """Return the passkey a browser answered with, its counter moved on.

        Raises:
            Unauthenticated: the signature, the counter, the origin or the challenge is wrong.
        """
        import webauthn
        from webauthn.helpers.exceptions import WebAuthnException

        said, challenge = self._said(credential, "get", bound, now_ms)
        try:
            proved = webauthn.verify_authentication_response(
                credential=said,
                expected_challenge=challenge,
                expected_rp_id=self._site.rp_id,
                expected_origin=self._site.origin,
                credential_public_key=_bytes(passkey.public_key),
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, TypeError, KeyError) as error:
            raise Unauthenticated(REFUSED) from error
        now = Known(passkey.id, passkey.public_key, proved.new_sign_count)
        return Answer(now, _text(challenge))

    def _challenge(self, purpose: str, bound: str, now_ms: int) -> bytes:
        front = os.urandom(_NONCE) + (now_ms + CHALLENGE_MS).to_bytes(_TIME, "big")
        return front + self._mac(front, purpose, bound)

    def _said(
        self, credential: str, purpose: str, bound: str, now_ms: int
    ) -> tuple[dict[str, Any], bytes]:
        """Return what a browser said, with its challenge, which is one of ours and in time."""
        said = read(credential)
        try:
            client = json.loads(_bytes(said["response"]["clientDataJSON"]))
            challenge = _bytes(client["challenge"])
        except (AttributeError, ValueError, TypeError, KeyError, RecursionError) as error:
            # Whatever JSON says may be of any kind.
            raise Unauthenticated(REFUSED) from error
        front, mac = challenge[: _NONCE + _TIME], challenge[_NONCE + _TIME :]
        is_ours = hmac.compare_digest(mac, self._mac(front, purpose, bound))
        if not is_ours or int.from_bytes(front[_NONCE:], "big") < now_ms:
            raise Unauthenticated(REFUSED)
        return said, challenge

    def _mac(self, front: bytes, purpose: str, bound: str) -> bytes:
        told = b"\0".join((front, purpose.encode(), bound.encode()))
        return hmac.new(self._key, told, hashlib.sha256).digest()


def read(credential: str) -> dict[str, Any]:
    """Return what a browser sent as JSON; not yet checked.

    Raises:
        Unauthenticated: it is no JSON object with an id.
    """
    try:
        said = json.loads(credential) if len(credential) <= _MAX_CHARS else None
    except (ValueError, RecursionError) as error:
        raise Unauthenticated(REFUSED) from error
    key_id = said.get("id") if isinstance(said, dict) else None
    # An id is base64url; no database takes every text that JSON can hold.
    if not isinstance(key_id, str) or not key_id.isascii() or not key_id.isprintable():
        raise Unauthenticated(REFUSED)
    return cast("dict[str, Any]", said)


def _descriptors(ids: Sequence[str]) -> list[PublicKeyCredentialDescriptor]:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return [PublicKeyCredentialDescriptor(id=_bytes(one)) for one in ids]


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
