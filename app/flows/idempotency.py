"""Doing a request once, however often it is sent.

A program that heard no answer sends the same request with the same key again, and gets the first
answer instead of a second deed. Kept is what was, or may have been, done: every success and every
failure whose outcome nobody knows. What an error of ours says was not done is forgotten, because
a unit of work that raises leaves nothing behind, and the same request may well succeed later.

Source: docs.stripe.com/api/idempotent_requests (status and body of the first request whether it
succeeds or fails, 500s included; nothing kept of what fails validation or meets a running one; up
to 255 characters, at least 24 hours), seen 2026-11. The statuses of the two refusals are those of
draft-ietf-httpapi-idempotency-key-header-07, section 2.7.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from app.errors import IdempotencyKeyInUse, IdempotencyKeyReused, Invalid
from app.services import Services
from app.store import idempotency

LONGEST_KEY = 255
KEPT_MS = 24 * 3_600_000
# No request of the API takes that long: what still runs then was cut off.
_CUT_OFF_MS = 120_000
_RETRY_S = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was given."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def checked_key(text: str) -> str:
    """Return a key as a program sent it.

    Raises:
        Invalid: it is empty, too long, or not printable ASCII; also with a space in it.
    """
    if 1 <= len(text) <= LONGEST_KEY and all("!" <= c <= "~" for c in text):
        return text
    raise Invalid(
        f"Idempotency-Key must be 1 to {LONGEST_KEY} printable ASCII characters without spaces."
    )


async def begin(services: Services, tenant_id: str, key: str, fingerprint: str) -> Answer | None:
    """Take a key for a request; None: do it, else the answer that was given.

    Args:
        fingerprint: of everything that makes it this request.

    Raises:
        IdempotencyKeyReused: the key was used for another request.
        IdempotencyKeyInUse: the same request runs at this moment, or was cut off.
    """
    now = services.clock.now_ms()
    known = await services.db.write(
        idempotency.claim, tenant_id, key, fingerprint, now, now - KEPT_MS
    )
    if known is None:
        return None
    if known.fingerprint != fingerprint:
        raise IdempotencyKeyReused
    if known.is_done:
        body = services.sealer.open(tenant_id, known.body).get("body", "")
        return Answer(known.status, body.encode(), json.loads(known.headers))
    if known.at < now - _CUT_OFF_MS:
        raise IdempotencyKeyInUse(
            "The first request with this key was cut off; what it did is not known. Look, and send"
            " it again with a new key if it was not done."
        )
    raise IdempotencyKeyInUse(retry_after_s=_RETRY_S)


async def finish(services: Services, tenant_id: str, key: str, answer: Answer) -> None:
    """Keep the answer of a request that did something, or may have."""
    body = services.sealer.seal(tenant_id, {"body": answer.body.decode("utf-8", "replace")})
    headers = json.dumps(answer.headers)
    await services.db.write(idempotency.keep, tenant_id, key, answer.status, body, headers)


async def give_up(services: Services, tenant_id: str, key: str) -> None:
    """Free the key of a request that did nothing."""
    await services.db.write(idempotency.give_up, tenant_id, key)


async def forget_old(services: Services) -> None:
    """Forget the keys of the day before; called by the sweep."""
    before = services.clock.now_ms() - KEPT_MS
    if await services.db.read(idempotency.has_old, before):
        await services.db.write(idempotency.forget_old, before)
