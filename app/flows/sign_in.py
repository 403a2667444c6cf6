"""Signing in, by password or one-time link, and what a session is.

A session is 256 random bits in a cookie; the database holds only their hash. It ends after twelve
idle hours, after fourteen days, at sign-out, and when the password or the second factor changes or
the operator is disabled. There is no default password: the first way in is a link made on the
server.

Where an operator has a second factor, password and link give a half-session only: another cookie,
another table, good for one thing, the second proof (``flows/second_step``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from app.domain.audit import AGENCY, Actor
from app.errors import Invalid, TooManyRequests, Unauthenticated
from app.flows.attempts import Attempts
from app.flows.sign_in_words import (
    PASSWORD_LENGTH,
    TOO_MANY,
    WRONG_CURRENT,
    WRONG_LINK,
    WRONG_PASSWORD,
)
from app.ids import new_key
from app.passwords import MAX_CHARS, MIN_CHARS
from app.services import Services
from app.store import audit, factors, operators, sign_ins
from app.store.db import Tx
from app.store.operators import Operator, Session

log = structlog.get_logger()

IDLE_MS = 12 * 3600 * 1000
ABSOLUTE_MS = 14 * 24 * 3600 * 1000
LINK_MS = 30 * 60 * 1000
HALF_MS = 10 * 60 * 1000
_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What a way in gives: the secret for the cookie of a session, or of a half-session."""

    secret: str
    is_half: bool = False


async def sign_in(
    services: Services, attempts: Attempts, email: str, password: str, ip: str, user_agent: str
) -> Entry:
    """Check a password and open a session, or half of one.

    Raises:
        Unauthenticated: unknown, disabled or wrong; it does not say which.
        TooManyRequests: too many attempts from the address, or on the account from new addresses.
    """
    now = services.clock.now_ms()
    attempts.let_in(ip, now)
    operator = await services.db.read(operators.operator_by_email, email)
    if attempts.is_guessed_at(email, now):
        is_known = operator is not None and await services.db.read(
            operators.has_signed_in_from, operator.id, ip
        )
        if not is_known:
            raise TooManyRequests(TOO_MANY, retry_after_s=60.0)
    stored = operator.password_hash if operator else ""
    is_right = await attempts.passwords.matches(stored, password) or (
        # The demo's own; it stands in no database, so no other leadline takes it.
        services.demo is not None and services.demo.credentials == (email, password)
    )
    if operator is None or not is_right:
        attempts.note_failure(email, now)
        log.info("sign_in_refused", operator_id=operator.id if operator else None)
        raise Unauthenticated(WRONG_PASSWORD)
    attempts.note_success(email)
    return await services.db.write(_enter, operator, "password", ip, user_agent, now)


async def sign_in_by_link(
    services: Services, attempts: Attempts, token: str, ip: str, user_agent: str
) -> Entry:
    """Use a one-time link up and open a session, or half of one.

    Raises:
        Unauthenticated: the link is unknown, used or too old.
        TooManyRequests: too many attempts from the address.
    """
    now = services.clock.now_ms()
    attempts.let_in(ip, now)
    entry = await services.db.write(_use_link, hashed(token), ip, user_agent, now)
    if entry is None:
        raise Unauthenticated(WRONG_LINK)
    return entry


async def choose_password(
    services: Services,
    attempts: Attempts,
    session: Session,
    current: str,
    password: str,
    actor: Actor,
    user_agent: str,
) -> str:
    """Set the operator's own password; every other session ends, this one starts anew.

    Args:
        current: the password so far; not asked of who has none yet.

    Raises:
        Invalid: the new password is too short or too long.
        Unauthenticated: ``current`` is wrong.
        TooManyRequests: too many attempts from the address, or on the account.
    """
    now, operator = services.clock.now_ms(), session.operator
    attempts.let_in(actor.ip, now)
    if not MIN_CHARS <= len(password) <= MAX_CHARS:
        raise Invalid(PASSWORD_LENGTH)
    has_one = operator.password_hash != ""
    if has_one:
        attempts.count_code(operator.id, now)
    if has_one and not await attempts.passwords.matches(operator.password_hash, current):
        raise Unauthenticated(WRONG_CURRENT)
    attempts.forget_codes(operator.id)
    made = await attempts.passwords.hash(password)
    return await services.db.write(_set_password, session, made, actor, user_agent, now)


async def is_link_good(services: Services, token: str) -> bool:
    """Tell whether a link could be used, without using it up."""
    return await services.db.read(operators.is_link_good, hashed(token), services.clock.now_ms())


async def sign_out(services: Services, secret: str) -> None:
    """End a session; an unknown one is fine."""
    await services.db.write(operators.delete_session, hashed(secret))


async def session_of(services: Services, secret: str, is_use: bool = True) -> Session | None:
    """Return the session of a cookie's secret while it is in force; using it keeps it so."""
    now = services.clock.now_ms()
    id_hash = hashed(secret)
    session = await services.db.read(operators.session_by_hash, id_hash, now, IDLE_MS)
    if session is not None and is_use and session.seen_at_ms < now - _MINUTE_MS:
        await services.db.write(operators.note_seen, id_hash, now)
    return session


def hashed(secret: str) -> str:
    """Return what is stored of a secret of 256 random bits; those need no slow hash."""
    # A cookie may hold any bytes; none of ours does, so it is enough not to stumble.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def open_session(
    tx: Tx, operator_id: str, method: str, ip: str, user_agent: str, now_ms: int
) -> str:
    """Open a session, without a word to the audit log; return its secret."""
    secret, expires_at = new_key(32), now_ms + ABSOLUTE_MS
    operators.insert_session(
        tx, operator_id, hashed(secret), new_key(24), ip, user_agent, now_ms, expires_at, method
    )
    return secret


def let_in(tx: Tx, operator: Operator, method: str, ip: str, user_agent: str, now_ms: int) -> Entry:
    """Open a session for who has proved all there is to prove, and note it."""
    log.info("signed_in", operator_id=operator.id, method=method)
    note(tx, actor_for(operator, ip), operator, now_ms, "signed_in", {"method": method})
    return Entry(open_session(tx, operator.id, method, ip, user_agent, now_ms))


def note(
    tx: Tx,
    actor: Actor,
    operator: Operator,
    now_ms: int,
    action: str,
    latter: Mapping[str, object] | None = None,
    former: Mapping[str, object] | None = None,
) -> None:
    """Note something about an operator's account in the log it belongs to."""
    chain = operator.tenant_id or AGENCY
    audit.note(tx, actor, now_ms, chain, action, ("operator", operator.id), former, latter)


def actor_for(operator: Operator, ip: str) -> Actor:
    """Return an operator as the one who acts, before there is a session."""
    return Actor("operator", operator.id, operator.name or operator.email, ip)


def _enter(tx: Tx, operator: Operator, method: str, ip: str, user_agent: str, now_ms: int) -> Entry:
    if not factors.has_factor(tx, operator.id):
        return let_in(tx, operator, method, ip, user_agent, now_ms)
    secret = new_key(32)
    sign_ins.insert_half(tx, operator.id, hashed(secret), method, now_ms, now_ms + HALF_MS)
    return Entry(secret, is_half=True)


def _set_password(
    tx: Tx, session: Session, password_hash: str, actor: Actor, user_agent: str, now_ms: int
) -> str:
    operator = session.operator
    operators.set_password(tx, operator.id, password_hash)
    note(tx, actor, operator, now_ms, "password_changed")
    return open_session(tx, operator.id, session.method, actor.ip, user_agent, now_ms)


def _use_link(tx: Tx, token_hash: str, ip: str, user_agent: str, now_ms: int) -> Entry | None:
    operator = operators.use_link(tx, token_hash, now_ms)
    return _enter(tx, operator, "link", ip, user_agent, now_ms) if operator else None
