"""The second proof of a sign-in, and the sign-in by passkey, which is both proofs at once.

A half-session lives ten minutes and for five tries; then the password is asked again. It opens no
page: who steals one still needs the second proof, and the limits count by account.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import structlog

from app.errors import Unauthenticated
from app.flows import proving
from app.flows.attempts import CODES_PER_WINDOW, Attempts
from app.flows.sign_in import Entry, actor_for, hashed, let_in, note
from app.flows.sign_in_words import PASSKEY_REFUSED, STARTED_ANEW
from app.passkeys import Answer
from app.services import Services
from app.store import factors, operators, sign_ins
from app.store.db import Tx
from app.store.factors import Passkey
from app.store.sign_ins import Half

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Step:
    """What a half-session may be completed with."""

    half: Half
    has_app: bool
    has_passkey: bool


async def step_of(services: Services, secret: str) -> Step | None:
    """Return what is asked of a half-session, None when it is over."""
    now = services.clock.now_ms()
    return await services.db.read(_step, hashed(secret), now) if secret else None


async def finish_by_code(
    services: Services, attempts: Attempts, secret: str, code: str, ip: str, user_agent: str
) -> tuple[Entry, str]:
    """Complete a half-session by a code of the app or a recovery code; return by which.

    Raises:
        Unauthenticated: the code is wrong, or the half-session is over.
        TooManyRequests: too many attempts from the address, or codes of the account.
    """
    now = services.clock.now_ms()
    attempts.let_in(ip, now)
    step = await step_of(services, secret)
    if step is None:
        raise Unauthenticated(STARTED_ANEW)
    operator_id = step.half.operator.id
    attempts.count_code(operator_id, now)
    done = await services.db.write(_finish_by_code, services, step.half, code, ip, user_agent, now)
    if isinstance(done, str):
        log.info("second_step_refused", operator_id=operator_id)
        raise Unauthenticated(done)
    attempts.forget_codes(operator_id)
    return done


async def ask_passkey(services: Services, secret: str) -> dict[str, Any]:
    """Return the options for the browser to complete a half-session.

    Raises:
        Unauthenticated: the half-session is over.
        Invalid: browsers have no passkeys for the address of this server.
    """
    step = await step_of(services, secret)
    if step is None:
        raise Unauthenticated(STARTED_ANEW)
    half = step.half
    return await proving.ask_passkey(services, half.operator.id, half.id_hash)


async def finish_by_passkey(
    services: Services, attempts: Attempts, secret: str, credential: str, ip: str, user_agent: str
) -> Entry:
    """Complete a half-session by a passkey.

    Raises:
        Unauthenticated: the answer is not true, or the half-session is over.
        TooManyRequests: too many attempts from the address.
    """
    now = services.clock.now_ms()
    attempts.let_in(ip, now)
    step = await step_of(services, secret)
    if step is None:
        raise Unauthenticated(STARTED_ANEW)
    half = step.half
    passkey, answer = await proving.check_passkey(
        services, credential, half.operator.id, half.id_hash
    )
    entry = await services.db.write(_finish_by_passkey, passkey, answer, half, ip, user_agent, now)
    return _accepted(attempts, passkey, entry)


async def sign_in_by_passkey(
    services: Services, attempts: Attempts, credential: str, ip: str, user_agent: str
) -> Entry:
    """Open a session by a passkey alone: it says whose it is.

    Raises:
        Unauthenticated: it is unknown, or its answer is not true.
        TooManyRequests: too many attempts from the address.
    """
    now = services.clock.now_ms()
    attempts.let_in(ip, now)
    passkey, answer = await proving.check_passkey(services, credential, None, "")
    entry = await services.db.write(_finish_by_passkey, passkey, answer, None, ip, user_agent, now)
    return _accepted(attempts, passkey, entry)


def _accepted(attempts: Attempts, passkey: Passkey, entry: Entry | None) -> Entry:
    if entry is None:
        log.info("passkey_refused", operator_id=passkey.operator_id)
        raise Unauthenticated(PASSKEY_REFUSED)
    attempts.forget_codes(passkey.operator_id)
    return entry


def _step(tx: Tx, id_hash: str, now_ms: int) -> Step | None:
    half = sign_ins.half_by_hash(tx, id_hash, now_ms, CODES_PER_WINDOW)
    if half is None:
        return None
    has_app = factors.authenticator_of(tx, half.operator.id).since is not None
    return Step(half, has_app, bool(factors.passkeys_of(tx, half.operator.id)))


def _finish_by_code(
    tx: Tx, services: Services, half: Half, code: str, ip: str, user_agent: str, now_ms: int
) -> tuple[Entry, str] | str:
    """Return the session and by what it was opened, or what was wrong."""
    operator = half.operator
    if not sign_ins.count_try(tx, half.id_hash, now_ms, CODES_PER_WINDOW):
        return STARTED_ANEW
    taken = proving.take_code(tx, services.sealer, operator.id, code, now_ms)
    if taken.problem:
        # Who comes so far knows the password; that is worth a line.
        actor = actor_for(operator, ip)
        note(tx, actor, operator, now_ms, "second_step_refused", {"method": half.method})
        return taken.problem
    sign_ins.delete_half(tx, half.id_hash)
    method = f"{half.method}+{taken.method}"
    return let_in(tx, operator, method, ip, user_agent, now_ms), taken.method


def _finish_by_passkey(
    tx: Tx,
    passkey: Passkey,
    answer: Answer,
    half: Half | None,
    ip: str,
    user_agent: str,
    now_ms: int,
) -> Entry | None:
    operator = operators.operator_by_id(tx, passkey.operator_id)
    if operator is None or not proving.spend(tx, answer, now_ms):
        return None
    method = "passkey"
    if half is not None:
        if not sign_ins.count_try(tx, half.id_hash, now_ms, CODES_PER_WINDOW):
            return None
        sign_ins.delete_half(tx, half.id_hash)
        method = f"{half.method}+passkey"
    factors.forgive(tx, operator.id)
    return let_in(tx, operator, method, ip, user_agent, now_ms)
