"""Proving once more who sits at a browser, before what protects the account may be changed.

Good for ten minutes, like a sign-in. Who has an app or a passkey shows that; the password is enough
of who has nothing else. Each proof gives the session a new secret: a stolen one is worth nothing
afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.audit import Actor
from app.errors import Unauthenticated
from app.flows import proving
from app.flows.attempts import Attempts
from app.flows.proving import Taken
from app.flows.sign_in import note, open_session
from app.flows.sign_in_words import PASSKEY_REFUSED, WRONG_PROOF
from app.passkeys import Answer
from app.services import Services
from app.store import factors, operators
from app.store.db import Tx
from app.store.operators import Operator, Session

PROOF_MS = 10 * 60_000


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits at the browser: their session, and how they stand in the audit log."""

    session: Session
    actor: Actor
    user_agent: str

    @property
    def operator(self) -> Operator:
        """Return who it is."""
        return self.session.operator


def is_proved(session: Session, now_ms: int) -> bool:
    """Tell whether whoever sits there proved who they are lately."""
    return session.proved_at_ms > now_ms - PROOF_MS


async def prove_by_password(
    services: Services, attempts: Attempts, seat: Seat, password: str
) -> str:
    """Take the password as a proof, of who has nothing stronger; return the new session's secret.

    Raises:
        Unauthenticated: it is wrong, or a second factor has to be shown.
        TooManyRequests: too many attempts from the address, or on the account.
    """
    now, operator = services.clock.now_ms(), seat.operator
    attempts.let_in(seat.actor.ip, now)
    attempts.count_code(operator.id, now)
    is_right = await attempts.passwords.matches(operator.password_hash, password)
    if not is_right or await services.db.read(factors.has_factor, operator.id):
        raise Unauthenticated(WRONG_PROOF)
    attempts.forget_codes(operator.id)
    return await services.db.write(_prove, seat, "password", now)


async def prove_by_code(services: Services, attempts: Attempts, seat: Seat, code: str) -> str:
    """Take a code of the app, or a recovery code, as a proof; return the new session's secret.

    Raises:
        Unauthenticated: it is wrong.
        TooManyRequests: too many attempts from the address, or codes of the account.
    """
    now, operator_id = services.clock.now_ms(), seat.operator.id
    attempts.let_in(seat.actor.ip, now)
    attempts.count_code(operator_id, now)
    taken, secret = await services.db.write(_prove_by_code, services, seat, code, now)
    if taken.problem:
        raise Unauthenticated(taken.problem)
    attempts.forget_codes(operator_id)
    return secret


async def prove_by_passkey(
    services: Services, attempts: Attempts, seat: Seat, credential: str
) -> str:
    """Take a passkey as a proof; return the new session's secret.

    Raises:
        Unauthenticated: its answer is not true.
        TooManyRequests: too many attempts from the address.
    """
    now, session = services.clock.now_ms(), seat.session
    attempts.let_in(seat.actor.ip, now)
    _, answer = await proving.check_passkey(
        services, credential, session.operator.id, session.id_hash
    )
    secret = await services.db.write(_prove_by_passkey, seat, answer, now)
    if not secret:
        raise Unauthenticated(PASSKEY_REFUSED)
    attempts.forget_codes(session.operator.id)
    return secret


def renewed(tx: Tx, seat: Seat, now_ms: int, method: str = "") -> str:
    """Let the session go on under a new secret, as one that was just proved."""
    session, actor = seat.session, seat.actor
    operators.delete_session(tx, session.id_hash)
    method = method or session.method
    return open_session(tx, session.operator.id, method, actor.ip, seat.user_agent, now_ms)


def _prove(tx: Tx, seat: Seat, method: str, now_ms: int) -> str:
    note(tx, seat.actor, seat.operator, now_ms, "proved_again", {"method": method})
    return renewed(tx, seat, now_ms)


def _prove_by_code(
    tx: Tx, services: Services, seat: Seat, code: str, now_ms: int
) -> tuple[Taken, str]:
    taken = proving.take_code(tx, services.sealer, seat.operator.id, code, now_ms)
    if taken.problem:
        note(tx, seat.actor, seat.operator, now_ms, "proof_refused", {"method": "code"})
        return taken, ""
    return taken, _prove(tx, seat, taken.method, now_ms)


def _prove_by_passkey(tx: Tx, seat: Seat, answer: Answer, now_ms: int) -> str:
    if not proving.spend(tx, answer, now_ms):
        return ""
    return _prove(tx, seat, "passkey", now_ms)
