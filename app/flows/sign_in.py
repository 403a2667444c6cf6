"""Signing in, by password or one-time link, and what a session is.

A session is 256 random bits in a cookie; the database holds only their hash. It ends after twelve
idle hours, after fourteen days, at sign-out, and when the password changes or the operator is
disabled. There is no default password: the first way in is a link made on the server.

Attempts are limited by address, and by account for addresses the account was never used from, so
that nobody can guess fast and nobody can lock the owner out. The counters live in this process.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections import OrderedDict, deque

import structlog

from app.errors import Invalid, TooManyRequests, Unauthenticated
from app.ids import new_key
from app.passwords import MAX_CHARS, MIN_CHARS, Passwords
from app.services import Services
from app.store import operators
from app.store.db import Tx
from app.store.operators import Operator, Session

log = structlog.get_logger()

WRONG_PASSWORD = "The e-mail or the password is not right."
WRONG_LINK = "This link was used already or is too old. Ask for a new one."
WRONG_CURRENT = "The current password is not right."
PASSWORD_LENGTH = "A password has at least 10 characters, and at most 256."
TOO_MANY = "Too many attempts. Wait a minute and try again."

IDLE_MS = 12 * 3600 * 1000
ABSOLUTE_MS = 14 * 24 * 3600 * 1000
LINK_MS = 30 * 60 * 1000
_MINUTE_MS = 60_000
_ACCOUNT_WINDOW_MS = 15 * _MINUTE_MS
_ACCOUNT_FAILURES = 10
_MAX_KEYS = 20_000


class Throttle:
    """Counts what happened per key in the last ``window_ms``; forgets the oldest keys first."""

    def __init__(self, limit: int, window_ms: int) -> None:
        self._limit = limit
        self._window_ms = window_ms
        self._times: OrderedDict[str, deque[int]] = OrderedDict()

    def is_full(self, key: str, now_ms: int) -> bool:
        """Tell whether the limit is reached."""
        times = self._times.get(key)
        while times and times[0] <= now_ms - self._window_ms:
            times.popleft()
        return times is not None and len(times) >= self._limit

    def note(self, key: str, now_ms: int) -> None:
        """Count one."""
        self._times.setdefault(key, deque(maxlen=self._limit)).append(now_ms)
        self._times.move_to_end(key)
        if len(self._times) > _MAX_KEYS:
            self._times.popitem(last=False)

    def forget(self, key: str) -> None:
        """Start anew for this key."""
        self._times.pop(key, None)


class Gate:
    """What stands before the sign-in: limits and the password check; one a process."""

    def __init__(self, per_minute: int) -> None:
        self.passwords = Passwords()
        self._addresses = Throttle(per_minute, _MINUTE_MS)
        self._accounts = Throttle(_ACCOUNT_FAILURES, _ACCOUNT_WINDOW_MS)

    def let_in(self, ip: str, now_ms: int) -> None:
        """Count an attempt from an address.

        Raises:
            TooManyRequests: there were too many within a minute.
        """
        network = _network(ip)
        if self._addresses.is_full(network, now_ms):
            raise TooManyRequests(TOO_MANY, retry_after_s=60.0)
        self._addresses.note(network, now_ms)

    def is_guessed_at(self, email: str, now_ms: int) -> bool:
        """Tell whether the account had many wrong passwords lately."""
        return self._accounts.is_full(_account(email), now_ms)

    def note_failure(self, email: str, now_ms: int) -> None:
        """Count a wrong password."""
        self._accounts.note(_account(email), now_ms)

    def note_success(self, email: str) -> None:
        """Forget the account's wrong passwords."""
        self._accounts.forget(_account(email))


async def sign_in(
    services: Services, gate: Gate, email: str, password: str, ip: str, user_agent: str
) -> str:
    """Check a password and open a session; return its secret for the cookie.

    Raises:
        Unauthenticated: unknown, disabled or wrong; it does not say which.
        TooManyRequests: too many attempts from the address, or on the account from new addresses.
    """
    now = services.clock.now_ms()
    gate.let_in(ip, now)
    operator = await services.db.read(operators.operator_by_email, email)
    if gate.is_guessed_at(email, now):
        is_known = operator is not None and await services.db.read(
            operators.has_signed_in_from, operator.id, ip
        )
        if not is_known:
            raise TooManyRequests(TOO_MANY, retry_after_s=60.0)
    stored = operator.password_hash if operator else ""
    is_right = await gate.passwords.matches(stored, password)
    if operator is None or not is_right:
        gate.note_failure(email, now)
        log.info("sign_in_refused", operator_id=operator.id if operator else None)
        raise Unauthenticated(WRONG_PASSWORD)
    gate.note_success(email)
    return await services.db.write(_open, operator.id, ip, user_agent, now)


async def sign_in_by_link(
    services: Services, gate: Gate, token: str, ip: str, user_agent: str
) -> str:
    """Use a one-time link up and open a session; return its secret for the cookie.

    Raises:
        Unauthenticated: the link is unknown, used or too old.
        TooManyRequests: too many attempts from the address.
    """
    now = services.clock.now_ms()
    gate.let_in(ip, now)
    secret = await services.db.write(_use_link, hashed(token), ip, user_agent, now)
    if secret is None:
        raise Unauthenticated(WRONG_LINK)
    return secret


async def choose_password(
    services: Services,
    gate: Gate,
    operator: Operator,
    current: str,
    password: str,
    ip: str,
    user_agent: str,
) -> str:
    """Set the operator's own password; every other session ends, this one starts anew.

    Args:
        current: the password so far; not asked of who has none yet.

    Raises:
        Invalid: the new password is too short or too long.
        Unauthenticated: ``current`` is wrong.
        TooManyRequests: too many attempts from the address.
    """
    now = services.clock.now_ms()
    gate.let_in(ip, now)
    if not MIN_CHARS <= len(password) <= MAX_CHARS:
        raise Invalid(PASSWORD_LENGTH)
    has_one = operator.password_hash != ""
    if has_one and not await gate.passwords.matches(operator.password_hash, current):
        raise Unauthenticated(WRONG_CURRENT)
    made = await gate.passwords.hash(password)
    return await services.db.write(_set_password, operator.id, made, ip, user_agent, now)


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


def _open(tx: Tx, operator_id: str, ip: str, user_agent: str, now_ms: int) -> str:
    secret = new_key(32)
    operators.insert_session(
        tx, operator_id, hashed(secret), new_key(24), ip, user_agent, now_ms, now_ms + ABSOLUTE_MS
    )
    log.info("signed_in", operator_id=operator_id)
    return secret


def _set_password(
    tx: Tx, operator_id: str, password_hash: str, ip: str, user_agent: str, now_ms: int
) -> str:
    operators.set_password(tx, operator_id, password_hash)
    return _open(tx, operator_id, ip, user_agent, now_ms)


def _use_link(tx: Tx, token_hash: str, ip: str, user_agent: str, now_ms: int) -> str | None:
    operator = operators.use_link(tx, token_hash, now_ms)
    return _open(tx, operator.id, ip, user_agent, now_ms) if operator else None


def _network(ip: str) -> str:
    # An IPv6 customer has a whole /64; counting single addresses would limit nothing.
    try:
        address = ipaddress.ip_address(ip.strip("[]"))
    except ValueError:
        return ip
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))


def _account(email: str) -> str:
    return hashed(email.strip().lower())
