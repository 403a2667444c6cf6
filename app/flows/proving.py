"""Proofs of who somebody is, whatever they are for: a code, a passkey.

A code is taken in the transaction of what it lets somebody do. A wrong one is counted there too, so
nothing here raises inside a transaction: that would take the count back.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from typing import Any

from app.authenticator import cleaned, step_of
from app.errors import Invalid, Unauthenticated
from app.flows.sign_in_words import APP_LOCKED, NO_PASSKEYS_HERE, PASSKEY_REFUSED, WRONG_CODE
from app.passkeys import CHALLENGE_MS, Answer, Ceremonies, Known, read, site_of
from app.sealing import Sealer
from app.services import Services
from app.store import factors
from app.store.db import Tx
from app.store.factors import Passkey

# In a row, over however many days: then the app proves nothing until something else did.
APP_FAILURES = 50


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a code: the ``method`` it proves by, or a ``problem``."""

    method: str = ""
    problem: str = ""


def take_code(tx: Tx, sealer: Sealer, operator_id: str, code: str, now_ms: int) -> Taken:
    """Use a code of the app, or a recovery code, up."""
    if factors.use_code(tx, operator_id, code_hash(operator_id, code), now_ms):
        factors.forgive(tx, operator_id)
        return Taken("recovery_code")
    app = factors.authenticator_of(tx, operator_id)
    if app.since is None:
        return Taken(problem=WRONG_CODE)
    if app.failures >= APP_FAILURES:
        return Taken(problem=APP_LOCKED)
    step = step_of(opened(sealer, operator_id, app.sealed), code, now_ms, app.step)
    if step is None or not factors.take_step(tx, operator_id, step):
        factors.note_failure(tx, operator_id)
        return Taken(problem=WRONG_CODE)
    return Taken("app")


def sealed(sealer: Sealer, operator_id: str, secret: str) -> str:
    """Return an app's secret as it is stored."""
    return sealer.seal(_place(operator_id), {"secret": secret})


def opened(sealer: Sealer, operator_id: str, text: str) -> str:
    """Return an app's secret."""
    return sealer.open(_place(operator_id), text).get("secret", "")


def code_hash(operator_id: str, code: str) -> str:
    """Return what is stored of a recovery code: 80 random bits need no slow hash."""
    text = f"{operator_id}:{cleaned(code).lower()}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def ceremonies_of(services: Services) -> Ceremonies:
    """Return what asks browsers for passkeys.

    Raises:
        Invalid: browsers have no passkeys for the address of this server.
    """
    site = site_of(services.settings.public_url)
    if site is None:
        raise Invalid(NO_PASSKEYS_HERE)
    return Ceremonies(services.settings.secret_key, site)


async def ask_passkey(services: Services, operator_id: str | None, bound: str) -> dict[str, Any]:
    """Return the options for the browser: one of somebody's passkeys, or any.

    Args:
        bound: the session or half-session it is asked in, empty before the sign-in.

    Raises:
        Invalid: browsers have no passkeys for the address of this server.
    """
    ceremonies = ceremonies_of(services)
    ids: list[str] = []
    if operator_id is not None:
        ids = [one.id for one in await services.db.read(factors.passkeys_of, operator_id)]
    return await asyncio.to_thread(ceremonies.ask, ids, bound, services.clock.now_ms())


async def check_passkey(
    services: Services, credential: str, operator_id: str | None, bound: str
) -> tuple[Passkey, Answer]:
    """Return the passkey a browser answered with; ``spend`` must follow in a transaction.

    Args:
        operator_id: whose it has to be, None for anybody's.

    Raises:
        Unauthenticated: it is unknown, somebody else's, or its answer is not true.
        Invalid: browsers have no passkeys for the address of this server.
    """
    ceremonies, said = ceremonies_of(services), read(credential)
    passkey = await services.db.read(factors.passkey_by_id, said["id"])
    if passkey is None or operator_id not in (None, passkey.operator_id):
        raise Unauthenticated(PASSKEY_REFUSED)
    known = Known(passkey.id, passkey.public_key, passkey.sign_count)
    now = services.clock.now_ms()
    answer = await asyncio.to_thread(ceremonies.check, credential, known, bound, now)
    return passkey, answer


def spend(tx: Tx, answer: Answer, now_ms: int) -> bool:
    """Use an answer up; False when its challenge was answered before, or the passkey is gone."""
    if not spend_challenge(tx, answer, now_ms):
        return False
    return factors.note_passkey_use(tx, answer.passkey.id, answer.passkey.sign_count, now_ms)


def spend_challenge(tx: Tx, answer: Answer, now_ms: int) -> bool:
    """Use an answer's challenge up; False when it was answered before."""
    told = hashlib.sha256(answer.challenge.encode()).hexdigest()
    return factors.spend_challenge(tx, told, now_ms, now_ms + 2 * CHALLENGE_MS)


def _place(operator_id: str) -> str:
    # What a secret is sealed for: no tenant has such an id.
    return f"authenticator:{operator_id}"
