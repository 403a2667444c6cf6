"""What the security page shows: proofs, passkeys, sessions."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.access import Right
from app.domain.browsers import browser_of, is_mobile, system_of
from app.flows.prove_again import is_proved
from app.flows.sign_in import IDLE_MS
from app.store import factors, sign_ins
from app.store.db import Tx
from app.store.factors import Passkey
from app.store.operators import Operator, Session
from app.store.sign_ins import OpenSession

METHOD_WORDS = {
    "password": "Password",
    "link": "Sign-in link",
    "app": "Authenticator app",
    "passkey": "Passkey",
    "recovery_code": "Recovery code",
}
NOTE_WORDS = {
    "proved": "Thank you. For ten minutes you may change what protects your account.",
    "password": "The password is changed. Every other session of yours has ended.",
    "app-on": "The app is set up. Every other session of yours has ended.",
    "app-off": "The app is removed. Every other session of yours has ended.",
    "passkey-added": "The passkey is set up. Every other session of yours has ended.",
    "passkey-named": "The passkey has its new name.",
    "passkey-removed": "The passkey is removed here. Delete it from your device as well.",
    "session-ended": "The session has ended.",
    "sessions-ended": "Every other session of yours has ended.",
    "required": "Everybody must have a second step from now on.",
    "not-required": "A second step is up to everybody themselves now.",
    "recovered": "You came in by a recovery code, which is used up now. If your device is lost, "
    "remove it below and set up another.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A session as it is shown."""

    id: str
    browser: str
    system: str
    ip: str
    methods: tuple[str, ...]
    began_ms: int
    seen_ms: int
    is_here: bool
    is_mobile: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Whether passkeys work on the page as it was opened; ``elsewhere`` is where they would."""

    works: bool
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """The security page."""

    place: Place
    is_proved: bool
    is_confined: bool
    is_required: bool
    may_require: bool
    has_password: bool
    app_since: int | None
    passkeys: tuple[Passkey, ...]
    codes_left: int
    sessions: tuple[Row, ...]
    suggested: str
    note: str = ""
    problem: str = ""

    @property
    def has_factor(self) -> bool:
        """Tell whether a second step is asked at the sign-in."""
        return self.app_since is not None or bool(self.passkeys)


@dataclass(frozen=True, slots=True)
class Confirm:
    """The page that asks once more who somebody is."""

    has_password: bool
    has_app: bool
    has_passkey: bool
    has_codes: bool
    next: str
    problem: str = ""

    @property
    def has_nothing(self) -> bool:
        """Tell whether there is nothing to prove with."""
        return not (self.has_password or self.has_app or self.has_passkey or self.has_codes)


def screen_of(
    tx: Tx, session: Session, user_agent: str, place: Place, now_ms: int, note: str, problem: str
) -> Screen:
    """Return the page of somebody."""
    operator = session.operator
    rows = sign_ins.sessions_of(tx, operator.id, now_ms, IDLE_MS)
    return Screen(
        place,
        is_proved(session, now_ms),
        session.is_confined,
        factors.is_required(tx),
        operator.may(Right.AGENCY),
        operator.password_hash != "",
        factors.authenticator_of(tx, operator.id).since,
        tuple(factors.passkeys_of(tx, operator.id)),
        factors.codes_left(tx, operator.id),
        tuple(
            _row(one, session) for one in sorted(rows, key=lambda one: not _is_here(one, session))
        ),
        " · ".join(part for part in (browser_of(user_agent), system_of(user_agent)) if part),
        NOTE_WORDS.get(note, ""),
        problem,
    )


def confirm_of(tx: Tx, operator: Operator, works: bool, where: str, problem: str) -> Confirm:
    """Return the page that asks once more who somebody is.

    Args:
        works: whether passkeys do, on the page as it was opened.
    """
    has_app = factors.authenticator_of(tx, operator.id).since is not None
    has_passkey = bool(factors.passkeys_of(tx, operator.id))
    has_codes = factors.codes_left(tx, operator.id) > 0
    has_password = operator.password_hash != "" and not (has_app or has_passkey)
    return Confirm(has_password, has_app, has_passkey and works, has_codes, where, problem)


def _is_here(one: OpenSession, session: Session) -> bool:
    return one.id_hash == session.id_hash


def _row(one: OpenSession, session: Session) -> Row:
    return Row(
        one.id_hash,
        browser_of(one.user_agent),
        system_of(one.user_agent),
        one.ip,
        tuple(METHOD_WORDS[part] for part in one.method.split("+") if part in METHOD_WORDS),
        one.created_at,
        one.seen_at,
        _is_here(one, session),
        is_mobile(one.user_agent),
    )
