"""Which rows a story is made of, by named columns, in an order in which each may refer to the ones
before it; and ids for times gone by.
"""

from __future__ import annotations

import random
from typing import Any

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = tuple(a + b for a in _ALPHABET for b in _ALPHABET)
_POOL = 8192

Rows = dict[str, list[tuple[Any, ...]]]

COLUMNS: dict[str, str] = {
    "leads": "id tenant_id name phone email language source score temperature score_reasons"
    " opted_out_at opt_out_basis created_at updated_at status status_at owner_id channel last_at"
    " version",
    "identities": "tenant_id kind address lead_id created_at",
    "consents": "id tenant_id lead_id channel_kind kind basis at",
    "conversations": "id tenant_id lead_id channel_id address state epoch operator_id language"
    " last_inbound_id last_inbound_at last_message_at last_snippet last_author inbound_count unread"
    " needs_person is_disclosed asked created_at ended_at assistant_count spam_at",
    "messages": "id tenant_id conversation_id channel_id author operator_id body"
    " provider_message_id turn_id at received_at",
    "turns": "id tenant_id conversation_id state attempts due_at first_inbound_at last_inbound_id"
    " opened_at answered_at confidence path verdict trace raw_confidence asks_something",
    "deliveries": "id tenant_id conversation_id message_id channel_id turn_id kind address state"
    " attempts epoch due_at first_sent_at sending_at accepted_at provider_message_id"
    " provider_status error_code next_action gate error queued_at",
    "usage": "id tenant_id turn_id provider model input_tokens cache_write_tokens"
    " cache_read_tokens output_tokens cost_microusd latency_ms at",
    "findings": "id tenant_id lead_id criterion_id value message_id quote found_at origin",
    "escalations": "id tenant_id conversation_id reason summary state created_at resolved_at"
    " resolved_by priority cause count last_at acknowledged_at acknowledged_by assigned_to outcome",
    "events": "id tenant_id kind conversation_id operator_id data at lead_id",
    "appointments": "id tenant_id lead_id conversation_id title place starts_at ends_at zone state"
    " origin operator_id created_at updated_at",
    "lead_notes": "id tenant_id lead_id operator_id author body at",
    # These have a key of several columns: they are sorted first, in a file of their own.
    "lead_words": "tenant_id word lead_id",
    "lead_tags": "tenant_id lead_id tag",
    "outcomes": "tenant_id turn_id outcome raw changed operator_id at",
    "budgets": "tenant_id period spent_microusd spent_tokens",
}


class Ids:
    """Ids of the program's own form for any time; none comes twice."""

    def __init__(self, dice: random.Random) -> None:
        pools: list[list[str]] = []
        for _ in range(2):
            drawn = {"".join(dice.choices(_PAIRS, k=4)) for _ in range(_POOL + 64)}
            pools.append(sorted(drawn)[:_POOL])
            dice.shuffle(pools[-1])
        self._first, self._last = pools
        self._count = 0

    def at(self, ms: int) -> str:
        """Return a new id of this time."""
        count = self._count = self._count + 1
        return (
            _PAIRS[ms >> 40]
            + _PAIRS[ms >> 30 & 1023]
            + _PAIRS[ms >> 20 & 1023]
            + _PAIRS[ms >> 10 & 1023]
            + _PAIRS[ms & 1023]
            + self._first[count & 8191]
            + self._last[(count >> 13) % _POOL]
        )
