"""What stands before every way in: how often somebody may try.

Attempts are limited by address; wrong passwords by account, for addresses the account was never
used from; codes by account for everybody, because who gets so far knows the password or holds a
session. So nobody can
guess fast, and nobody who knows only the address can lock the owner out. The counters live in this
process; what must outlive it (tries of a half-session, wrong codes in a row) stands in the rows.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections import OrderedDict, deque

from app.errors import TooManyRequests
from app.flows.sign_in_words import TOO_MANY, TOO_MANY_TRIES
from app.passwords import Passwords

_MINUTE_MS = 60_000
_ACCOUNT_WINDOW_MS = 15 * _MINUTE_MS
_ACCOUNT_FAILURES = 10
CODES_PER_WINDOW = 5
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


class Attempts:
    """The limits, and the password check; one a process."""

    def __init__(self, per_minute: int) -> None:
        self.passwords = Passwords()
        self._addresses = Throttle(per_minute, _MINUTE_MS)
        self._accounts = Throttle(_ACCOUNT_FAILURES, _ACCOUNT_WINDOW_MS)
        self._codes = Throttle(CODES_PER_WINDOW, _ACCOUNT_WINDOW_MS)

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

    def count_code(self, operator_id: str, now_ms: int) -> None:
        """Count a code, or a password that proves once more, before it is looked at.

        Many at once are counted too.

        Raises:
            TooManyRequests: there were too many of this account within a quarter of an hour.
        """
        if self._codes.is_full(operator_id, now_ms):
            raise TooManyRequests(TOO_MANY_TRIES, retry_after_s=_ACCOUNT_WINDOW_MS / 1000)
        self._codes.note(operator_id, now_ms)

    def forget_codes(self, operator_id: str) -> None:
        """Start anew: a code was right."""
        self._codes.forget(operator_id)


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
    return hashlib.sha256(email.strip().lower().encode("utf-8", "surrogatepass")).hexdigest()
