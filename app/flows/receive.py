"""A lead's message arrives: stored once, opt-out words obeyed, a turn opened or extended.

Everything happens in one unit of work. When ``receive`` returns, the message is on disk and its
turn will be answered, whatever happens to this process; a duplicate changes nothing. The bell is
rung by the writer right after the commit, so a cancelled request handler loses no time either.

Opt-out words act here, before any model sees the text, and for the person on all channels of the
tenant. A lead who opted out is stored and shown, never answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.domain import burst, closing, consent
from app.domain.delivery import Kind
from app.domain.message import Author, InboundMessage
from app.domain.profile import mode_at
from app.domain.tenant import ChannelAccount, ChannelKind, Mode, Tenant
from app.flows.announce import announce
from app.flows.escalate import escalate
from app.ids import new_id
from app.log import current_request_id
from app.queue import Queue
from app.services import Services
from app.store import conversations, deliveries, endings, messages, turns
from app.store.conversations import ConversationRow
from app.store.db import Tx

_SNIPPET_CHARS = 140
_DAY_MS = 24 * 3600 * 1000
_SURROGATES = re.compile("[\ud800-\udfff]")
# Twilio answers a bare STOP, START or HELP on SMS itself (default opt-out handling).
_ANSWERED_BY_PROVIDER = frozenset({ChannelKind.SMS})


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message; ``conversation_id`` is None for a duplicate."""

    is_duplicate: bool
    message_id: str | None = None
    conversation_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Arrival:
    """What the unit of work needs beside the message."""

    services: Services
    account: ChannelAccount
    reply_through: ChannelAccount
    address: str
    tenant: Tenant
    request_id: str
    word: consent.ConsentWord | None
    is_closing: bool


class _Duplicate(Exception):
    """Another unit stored the message first; rolls this one back."""


async def receive(services: Services, account: ChannelAccount, inbound: InboundMessage) -> Receipt:
    """Store a message and see to it that it is answered.

    Args:
        account: the channel it came in on; its tenant owns the message.
        inbound: as the channel parsed it.

    Raises:
        StoreUnavailable: nothing was stored; the provider must send it again.
    """
    tenant = (await services.accounts.knowledge(account.tenant_id)).tenant
    inbound = _storable(inbound)
    reply_through, address = await _where_to_reply(services, account, inbound)
    # Read here and not in the unit of work: the writer serves everybody and must be quick.
    word = _consent_word(account, inbound)
    request_id, is_closing = current_request_id() or "", _is_closing(account, inbound)
    arrival = _Arrival(
        services, account, reply_through, address, tenant, request_id, word, is_closing
    )
    try:
        with services.pace:
            return await services.db.write(_receive, arrival, inbound)
    except _Duplicate:
        return Receipt(is_duplicate=True)


def _storable(inbound: InboundMessage) -> InboundMessage:
    """Drop what a database refuses (NUL, half a surrogate pair): one character is no reason to
    lose a message."""
    texts = (inbound.text, inbound.profile_name, inbound.source, *inbound.raw.values())
    if all(_is_storable(text) for text in texts):
        return inbound
    return replace(
        inbound,
        text=_without_unstorable(inbound.text),
        profile_name=_without_unstorable(inbound.profile_name),
        source=_without_unstorable(inbound.source),
        raw={name: _without_unstorable(text) for name, text in inbound.raw.items()},
    )


def _is_storable(text: str) -> bool:
    # Pure ASCII, the usual case, is known without looking at the characters.
    return "\0" not in text and (text.isascii() or not _SURROGATES.search(text))


def _without_unstorable(text: str) -> str:
    return _SURROGATES.sub("\ufffd", text.replace("\0", ""))


async def _where_to_reply(
    services: Services, account: ChannelAccount, inbound: InboundMessage
) -> tuple[ChannelAccount, str]:
    """Return the channel and address a reply goes to; a form replies through another channel."""
    through = account.settings.get("reply_channel_id")
    if account.kind is not ChannelKind.WEB_FORM or not through or not inbound.phone:
        return account, inbound.sender
    if not inbound.consent:
        return account, inbound.sender
    other = await services.accounts.account(str(through))
    if other.tenant_id != account.tenant_id:
        return account, inbound.sender
    return other, inbound.phone


def _receive(tx: Tx, arrival: _Arrival, inbound: InboundMessage) -> Receipt:
    account, now = arrival.account, arrival.services.clock.now_ms()
    message_id = new_id()
    conversation, is_fresh = _conversation(tx, arrival, inbound, message_id, now)
    if not messages.insert_inbound(tx, conversation, account.id, message_id, inbound, now):
        raise _Duplicate
    announce(tx, arrival.services, conversation, "message_received", message_id=message_id)
    if arrival.word is not None:
        _obey(tx, arrival, conversation, inbound, arrival.word, now)
    elif conversation.state != "ended" and (is_fresh or not _is_silenced(tx, conversation)):
        if _is_repeated_claim(tx, arrival, conversation):
            escalate(tx, arrival.services, conversation, "repeated_form", "", now)
        else:
            _open_turn(tx, arrival, conversation, message_id, inbound.text, now, is_fresh)
    return Receipt(False, message_id, conversation.id)


def _is_repeated_claim(tx: Tx, arrival: _Arrival, conversation: ConversationRow) -> bool:
    """Tell whether a form was answered already, and the number typed into it has not written since.

    Else anybody could make a stranger's phone ring with every submission. While the first is
    still to be answered, another one belongs to the same turn.
    """
    if arrival.reply_through.id == arrival.account.id:
        return False
    if turns.open_turn(tx, conversation.tenant_id, conversation.id) is not None:
        return False
    return messages.are_claims(tx, conversation, 2)


def _conversation(
    tx: Tx, arrival: _Arrival, inbound: InboundMessage, message_id: str, now: int
) -> tuple[ConversationRow, bool]:
    """Return the conversation with its newest message noted, and whether its lead is new.

    A new lead has no opt-out and no turn yet: nothing has to be looked up for it.
    """
    snippet = _snippet(inbound)
    found, is_fresh = _find_or_open(tx, arrival, inbound, message_id, snippet, now)
    if found.last_inbound_id == message_id:
        return found, is_fresh
    noted = conversations.note_inbound(tx, found, message_id, snippet, now)
    # Looked at under the row's lock: it may have ended after it was found open.
    if noted.state == "ended" and arrival.word is None and not arrival.is_closing:
        reopened = endings.reopen(tx, noted.tenant_id, noted.id)
        if reopened is not None:
            announce(tx, arrival.services, reopened, "conversation_reopened")
        return reopened or noted, False
    return noted, False


def _find_or_open(
    tx: Tx, arrival: _Arrival, inbound: InboundMessage, message_id: str, snippet: str, now: int
) -> tuple[ConversationRow, bool]:
    through, tenant_id = arrival.reply_through, arrival.account.tenant_id
    is_verified = through.id == arrival.account.id
    kind = _identity_kind(through.kind, arrival.address)
    since = now - arrival.services.settings.reopen_days * _DAY_MS
    found = conversations.open_conversation(tx, through.id, arrival.address)
    found = found or endings.last_ended(tx, tenant_id, through.id, arrival.address, since)
    if found is not None:
        if is_verified and not found.is_verified:
            # Typed into a form before; now the number itself has written, which proves it.
            owner_id = conversations.insert_identity(
                tx, tenant_id, kind, arrival.address, found.lead_id, now
            )
            conversations.verify(tx, tenant_id, found.id, owner_id)
        return found, False
    lead_id, is_fresh = conversations.lead_by_identity(tx, tenant_id, kind, arrival.address), False
    if lead_id is None:
        lead_id, is_fresh = _new_lead(tx, arrival, inbound, kind if is_verified else None, now)
    else:
        conversations.touch_lead(tx, tenant_id, lead_id, now)
    opened = conversations.insert_conversation(
        tx, tenant_id, lead_id, through.id, arrival.address, now, is_verified, message_id, snippet
    )
    return opened, is_fresh


def _identity_kind(kind: ChannelKind, address: str) -> str:
    """A phone number is one identity, whichever channel verified it: one lead, one opt-out."""
    is_phone = kind in (ChannelKind.SMS, ChannelKind.WHATSAPP) and address.startswith("+")
    return "phone" if is_phone else kind.value


def _new_lead(
    tx: Tx, arrival: _Arrival, inbound: InboundMessage, verified_kind: str | None, now: int
) -> tuple[str, bool]:
    """Make a lead and tell whether it is new; a number typed into a form is never an identity."""
    tenant_id = arrival.account.tenant_id
    lead_id = conversations.insert_lead(
        tx, tenant_id, now, inbound.profile_name, inbound.phone, inbound.email, inbound.source,
        arrival.account.kind.value,
    )  # fmt: skip
    if verified_kind is not None:
        owner_id = conversations.insert_identity(
            tx, tenant_id, verified_kind, arrival.address, lead_id, now
        )
        if owner_id != lead_id:
            # Another unit was first: its lead is the one.
            conversations.forget_lead(tx, tenant_id, lead_id)
            return owner_id, False
    _note_consent(tx, arrival, inbound, lead_id, now)
    return lead_id, True


def _note_consent(
    tx: Tx, arrival: _Arrival, inbound: InboundMessage, lead_id: str, now: int
) -> None:
    basis = "form" if inbound.consent else "wrote_first"
    conversations.insert_consent(
        tx,
        arrival.account.tenant_id,
        lead_id,
        arrival.reply_through.kind.value,
        "granted",
        basis,
        inbound.consent,
        now,
    )


def _snippet(inbound: InboundMessage) -> str:
    if inbound.text.strip():
        return " ".join(inbound.text.split())[:_SNIPPET_CHARS]
    if inbound.location is not None:
        return "📍"
    return "📎" if inbound.media else ""


def _consent_word(account: ChannelAccount, inbound: InboundMessage) -> consent.ConsentWord | None:
    """The provider's own judgement counts when it made one; else the text is read."""
    if inbound.opt_out_handled:
        return consent.ConsentWord.__members__.get(inbound.opt_out_handled.upper())
    word = consent.classify(inbound.text)
    if account.kind is ChannelKind.WEB_FORM and word is not consent.ConsentWord.STOP:
        # Anybody can type another's number into a form: it may silence, never start or send.
        return None
    return word


def _is_closing(account: ChannelAccount, inbound: InboundMessage) -> bool:
    """Tell whether a message asks for no answer; a form that was filled in asks for one."""
    if account.kind is ChannelKind.WEB_FORM or inbound.media or inbound.location is not None:
        return False
    return closing.is_closing(inbound.text)


def _is_silenced(tx: Tx, conversation: ConversationRow) -> bool:
    lead = conversations.lead_by_id(tx, conversation.tenant_id, conversation.lead_id)
    return lead is None or lead.opted_out_at is not None


def _open_turn(
    tx: Tx,
    arrival: _Arrival,
    conversation: ConversationRow,
    message_id: str,
    text: str,
    now: int,
    is_fresh: bool,
) -> None:
    services, tenant_id = arrival.services, conversation.tenant_id
    turn = None if is_fresh else turns.open_turn(tx, tenant_id, conversation.id)
    first_at = turn.first_inbound_at if turn else now
    settings = services.settings
    due_at = now
    if settings.burst_cap_ms:
        due_at += burst.wait_ms(
            (text,),
            first_at,
            now,
            settings.burst_short_ms,
            settings.burst_long_ms,
            settings.burst_cap_ms,
        )
    mode = mode_at(arrival.tenant, arrival.reply_through.kind.value, now)
    is_off = arrival.tenant.is_paused or mode is Mode.OFF
    is_held = conversation.state == "held" or is_off
    if turn is not None:
        turns.extend_turn(tx, tenant_id, turn.id, message_id, due_at)
        turn_id = turn.id
        if turn.state == "held" and not is_held:
            # Held while the client was paused: nobody will release it, so this message does.
            turns.resume_held(tx, tenant_id, conversation.id, due_at)
    else:
        turn_id = turns.insert_turn(
            tx,
            tenant_id,
            conversation.id,
            "held" if is_held else "pending",
            message_id,
            due_at,
            now,
            arrival.request_id,
        )
    if is_off:
        escalate(tx, services, conversation, "assistant_off", "", now)
    if not is_held:
        delay_s = (due_at - now) / 1000
        tx.after_commit(lambda: services.bell.ring(Queue.AI, turn_id, delay_s))


def _obey(
    tx: Tx,
    arrival: _Arrival,
    conversation: ConversationRow,
    inbound: InboundMessage,
    word: consent.ConsentWord,
    now: int,
) -> None:
    """Act on STOP, START or HELP at once; the model never sees it, never answers it."""
    tenant_id, lead_id = conversation.tenant_id, conversation.lead_id
    basis = "keyword" if consent.is_keyword(inbound.text) else "own_words"
    answered = bool(inbound.opt_out_handled) or (
        basis == "keyword" and arrival.reply_through.kind in _ANSWERED_BY_PROVIDER
    )
    if word is consent.ConsentWord.STOP:
        # One opt-out, one confirmation, however often it is said.
        answered = answered or _is_silenced(tx, conversation)
        conversations.set_opt_out(tx, tenant_id, lead_id, basis, now, now)
        silence(tx, tenant_id, lead_id, now)
        kind, fact = Kind.OPT_OUT_CONFIRMATION, "lead_opted_out"
    elif word is consent.ConsentWord.START:
        conversations.set_opt_out(tx, tenant_id, lead_id, "", None, now)
        kind, fact = Kind.OPT_IN_CONFIRMATION, "lead_opted_in"
    else:
        kind, fact = Kind.HELP, "help_requested"
    ledger = {Kind.OPT_OUT_CONFIRMATION: "revoked", Kind.OPT_IN_CONFIRMATION: "granted"}.get(kind)
    if ledger:
        conversations.insert_consent(
            tx,
            tenant_id,
            lead_id,
            arrival.reply_through.kind.value,
            ledger,
            basis,
            inbound.text[:500],
            now,
        )
    announce(tx, arrival.services, conversation, fact, basis=basis)
    if not answered:
        _answer_word(tx, arrival, conversation, kind, inbound, now)


def silence(tx: Tx, tenant_id: str, lead_id: str, now: int) -> None:
    """Void drafts, cancel what waits, close turns, in every conversation of the lead."""
    kinds = tuple(kind for kind in Kind if kind is not Kind.OPT_OUT_CONFIRMATION)
    for conversation_id in conversations.raise_epochs(tx, tenant_id, lead_id):
        if deliveries.cancel_queued(tx, tenant_id, conversation_id, "opted_out", kinds):
            conversations.recall_disclosure(tx, tenant_id, conversation_id)
        turns.close_open(tx, tenant_id, conversation_id, "answered", "opt_out", now)


def _answer_word(
    tx: Tx,
    arrival: _Arrival,
    conversation: ConversationRow,
    kind: Kind,
    inbound: InboundMessage,
    now: int,
) -> None:
    """Send the one non-promotional confirmation, where the channel does not do it itself."""
    services, tenant = arrival.services, arrival.tenant
    language = conversation.language or consent.language_of(inbound.text) or tenant.languages[0]
    text = consent.confirmation(kind, language, tenant)
    fresh = conversations.conversation_by_id(tx, tenant.id, conversation.id) or conversation
    message_id = messages.insert_outbound(tx, fresh, Author.SYSTEM, text, now)
    delivery_id = deliveries.insert_delivery(tx, fresh, message_id, kind, now, arrival.request_id)
    tx.after_commit(lambda: services.bell.ring(Queue.DELIVERY, delivery_id))
