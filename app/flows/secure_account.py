"""What protects one's own account: app, passkeys, recovery codes, sessions.

Whoever changes something proved who they are within the last ten minutes (``flows/prove_again``;
the routes ask). A change of what proves ends every other session, and this one starts anew.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from app.authenticator import new_secret, step_of
from app.domain.audit import AGENCY
from app.errors import Conflict, Invalid, NotFound, Unauthenticated
from app.flows import proving
from app.flows.attempts import Attempts
from app.flows.prove_again import Seat
from app.flows.sign_in import note, open_session
from app.flows.sign_in_words import (
    LAST_FACTOR,
    NO_SUCH_PASSKEY,
    NO_SUCH_SESSION,
    NOT_SET_UP,
    OWN_FIRST,
    PASSKEY_KNOWN,
    PASSKEY_NAME,
    PASSKEY_REFUSED,
    TOO_MANY_PASSKEYS,
    WRONG_CODE,
)
from app.ids import new_key
from app.passkeys import Answer
from app.services import Services
from app.store import audit, factors, operators, sign_ins
from app.store.db import Tx
from app.store.factors import Passkey
from app.store.operators import Operator

CODES = 10
_CODE_BYTES, _CODE_GROUP = 10, 4
_MAX_NAME, _MAX_PASSKEYS = 60, 20


@dataclass(frozen=True, slots=True)
class Change:
    """A change that was made: the new session's secret, and recovery codes to be shown once."""

    secret: str
    codes: tuple[str, ...] = ()


async def begin_app(services: Services, seat: Seat) -> None:
    """Make a secret for an app; it is in use once its first code was right."""
    sealed = proving.sealed(services.sealer, seat.operator.id, new_secret())
    await services.db.write(_begin_app, seat, sealed, services.clock.now_ms())


async def pending_secret(services: Services, operator: Operator) -> str:
    """Return the secret that waits for its first code.

    Raises:
        NotFound: none does.
    """
    app = await services.db.read(factors.authenticator_of, operator.id)
    if not app.pending:
        raise NotFound(NOT_SET_UP)
    return proving.opened(services.sealer, operator.id, app.pending)


async def turn_app_on(services: Services, attempts: Attempts, seat: Seat, code: str) -> Change:
    """Take the app into use by its first code.

    Raises:
        Unauthenticated: the code is wrong.
        NotFound: no set-up was begun.
        TooManyRequests: too many codes.
    """
    now, operator = services.clock.now_ms(), seat.operator
    attempts.count_code(operator.id, now)
    app = await services.db.read(factors.authenticator_of, operator.id)
    if not app.pending:
        raise NotFound(NOT_SET_UP)
    secret = proving.opened(services.sealer, operator.id, app.pending)
    step = step_of(secret, code, now)
    if step is None:
        raise Unauthenticated(WRONG_CODE)
    change = await services.db.write(_turn_app_on, seat, app.pending, step, now)
    attempts.forget_codes(operator.id)
    return change


async def turn_app_off(services: Services, seat: Seat) -> Change:
    """Forget the app; without a passkey the recovery codes end with it.

    Raises:
        Conflict: a second factor is required and this is the last.
        NotFound: there is no app in use.
    """
    return await services.db.write(_turn_app_off, seat, services.clock.now_ms())


async def ask_new_passkey(services: Services, seat: Seat) -> dict[str, Any]:
    """Return the options for the browser to make a passkey.

    Raises:
        Invalid: browsers have none for this address, or there are enough.
    """
    ceremonies, operator = proving.ceremonies_of(services), seat.operator
    known = [one.id for one in await services.db.read(factors.passkeys_of, operator.id)]
    if len(known) >= _MAX_PASSKEYS:
        raise Invalid(TOO_MANY_PASSKEYS)
    return await asyncio.to_thread(
        ceremonies.ask_new,
        operator.id,
        operator.email,
        operator.name,
        known,
        seat.session.id_hash,
        services.clock.now_ms(),
    )


async def add_passkey(services: Services, seat: Seat, credential: str, name: str) -> Change:
    """Keep the passkey a browser made.

    Raises:
        Unauthenticated: it is not what was asked for.
        Invalid: the name is empty or too long, or there are enough.
        Conflict: it is there already.
    """
    checked, now = _checked(name), services.clock.now_ms()
    ceremonies = proving.ceremonies_of(services)
    answer = await asyncio.to_thread(ceremonies.check_new, credential, seat.session.id_hash, now)
    return await services.db.write(_add_passkey, seat, answer, checked, now)


async def rename_passkey(services: Services, seat: Seat, passkey_id: str, name: str) -> None:
    """Give a passkey another name.

    Raises:
        Invalid: the name is empty or too long.
        NotFound: they have no such passkey.
    """
    await services.db.write(_rename, seat, passkey_id, _checked(name), services.clock.now_ms())


async def remove_passkey(services: Services, seat: Seat, passkey_id: str) -> Change:
    """Forget a passkey; with the last factor the recovery codes end.

    Raises:
        Conflict: a second factor is required and this is the last.
        NotFound: they have no such passkey.
    """
    return await services.db.write(_remove_passkey, seat, passkey_id, services.clock.now_ms())


async def make_codes(services: Services, seat: Seat) -> Change:
    """Make new recovery codes; the old ones end.

    Raises:
        NotFound: there is no second factor they could stand in for.
    """
    return await services.db.write(_make_codes, seat, services.clock.now_ms())


async def end_session(services: Services, seat: Seat, id_hash: str) -> None:
    """End one of the operator's sessions.

    Raises:
        NotFound: they have none of this id.
    """
    await services.db.write(_end_session, seat, id_hash, services.clock.now_ms())


async def end_others(services: Services, seat: Seat) -> None:
    """End every session of the operator but this one."""
    await services.db.write(_end_others, seat, services.clock.now_ms())


async def require_factor(services: Services, seat: Seat, is_on: bool) -> None:
    """Demand a second factor of everybody who signs in here, or no more.

    Raises:
        Conflict: the one who demands it has none.
    """
    await services.db.write(_require, seat, is_on, services.clock.now_ms())


def _begin_app(tx: Tx, seat: Seat, sealed: str, now_ms: int) -> None:
    factors.begin(tx, seat.operator.id, sealed)
    note(tx, seat.actor, seat.operator, now_ms, "authenticator_begun")


def _turn_app_on(tx: Tx, seat: Seat, pending: str, step: int, now_ms: int) -> Change:
    operator = seat.operator
    had_factor = factors.has_factor(tx, operator.id)
    if not factors.turn_on(tx, operator.id, pending, step, now_ms):
        raise NotFound(NOT_SET_UP)
    note(tx, seat.actor, operator, now_ms, "authenticator_turned_on")
    return _changed(tx, seat, now_ms, makes_codes=not had_factor)


def _turn_app_off(tx: Tx, seat: Seat, now_ms: int) -> Change:
    if not factors.turn_off(tx, seat.operator.id):
        raise NotFound(NOT_SET_UP)
    note(tx, seat.actor, seat.operator, now_ms, "authenticator_turned_off")
    return _fewer(tx, seat, now_ms)


def _add_passkey(tx: Tx, seat: Seat, answer: Answer, name: str, now_ms: int) -> Change:
    operator, made = seat.operator, answer.passkey
    had_factor = factors.has_factor(tx, operator.id)
    if len(factors.passkeys_of(tx, operator.id)) >= _MAX_PASSKEYS:
        raise Invalid(TOO_MANY_PASSKEYS)
    if not proving.spend_challenge(tx, answer, now_ms):
        raise Unauthenticated(PASSKEY_REFUSED)
    passkey = Passkey(
        id=made.id,
        operator_id=operator.id,
        name=name,
        public_key=made.public_key,
        sign_count=made.sign_count,
        transports=" ".join(answer.transports),
        created_at=now_ms,
        used_at=None,
    )
    if not factors.insert_passkey(tx, passkey):
        raise Conflict(PASSKEY_KNOWN)
    note(tx, seat.actor, operator, now_ms, "passkey_added", {"name": name})
    return _changed(tx, seat, now_ms, makes_codes=not had_factor)


def _rename(tx: Tx, seat: Seat, passkey_id: str, name: str, now_ms: int) -> None:
    operator = seat.operator
    former = next((p for p in factors.passkeys_of(tx, operator.id) if p.id == passkey_id), None)
    if former is None or not factors.rename_passkey(tx, operator.id, passkey_id, name):
        raise NotFound(NO_SUCH_PASSKEY)
    told = {"name": former.name}
    note(tx, seat.actor, operator, now_ms, "passkey_renamed", {"name": name}, told)


def _remove_passkey(tx: Tx, seat: Seat, passkey_id: str, now_ms: int) -> Change:
    operator = seat.operator
    former = next((p for p in factors.passkeys_of(tx, operator.id) if p.id == passkey_id), None)
    if former is None or not factors.delete_passkey(tx, operator.id, passkey_id):
        raise NotFound(NO_SUCH_PASSKEY)
    note(tx, seat.actor, operator, now_ms, "passkey_removed", None, {"name": former.name})
    return _fewer(tx, seat, now_ms)


def _make_codes(tx: Tx, seat: Seat, now_ms: int) -> Change:
    if not factors.has_factor(tx, seat.operator.id):
        raise NotFound(NOT_SET_UP)
    note(tx, seat.actor, seat.operator, now_ms, "recovery_codes_made")
    return _changed(tx, seat, now_ms, makes_codes=True)


def _end_session(tx: Tx, seat: Seat, id_hash: str, now_ms: int) -> None:
    if not sign_ins.end_session_of(tx, seat.operator.id, id_hash):
        raise NotFound(NO_SUCH_SESSION)
    note(tx, seat.actor, seat.operator, now_ms, "session_ended")


def _end_others(tx: Tx, seat: Seat, now_ms: int) -> None:
    count = sign_ins.end_sessions_but(tx, seat.operator.id, seat.session.id_hash)
    note(tx, seat.actor, seat.operator, now_ms, "other_sessions_ended", {"count": count})


def _require(tx: Tx, seat: Seat, is_on: bool, now_ms: int) -> None:
    if is_on and not factors.has_factor(tx, seat.operator.id):
        raise Conflict(OWN_FIRST)
    former = {"is_required": factors.is_required(tx)}
    factors.require(tx, is_on)
    latter: dict[str, object] = {"is_required": is_on}
    subject = ("agency", "")
    audit.note(tx, seat.actor, now_ms, AGENCY, "second_factor_required", subject, former, latter)


def _fewer(tx: Tx, seat: Seat, now_ms: int) -> Change:
    """Go on after a factor is gone; with the last one the recovery codes go too."""
    operator_id = seat.operator.id
    if not factors.has_factor(tx, operator_id):
        if factors.is_required(tx):
            raise Conflict(LAST_FACTOR)
        factors.forget(tx, operator_id)
    return _changed(tx, seat, now_ms)


def _changed(tx: Tx, seat: Seat, now_ms: int, makes_codes: bool = False) -> Change:
    """End every session and let this one start anew; with new recovery codes when told so."""
    operator_id = seat.operator.id
    codes: tuple[str, ...] = ()
    if makes_codes:
        codes = tuple(_new_code() for _ in range(CODES))
        hashes = [proving.code_hash(operator_id, one) for one in codes]
        factors.put_codes(tx, operator_id, hashes)
    operators.end_all(tx, operator_id)
    method, ip = seat.session.method, seat.actor.ip
    return Change(open_session(tx, operator_id, method, ip, seat.user_agent, now_ms), codes)


def _new_code() -> str:
    text = new_key(_CODE_BYTES)
    return "-".join(text[at : at + _CODE_GROUP] for at in range(0, len(text), _CODE_GROUP))


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not 1 <= len(name) <= _MAX_NAME or not name.isprintable():
        raise Invalid(PASSKEY_NAME)
    return name
