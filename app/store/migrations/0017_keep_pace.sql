-- What belongs to one conversation or one lead is found by it, whatever other indexes a client's
-- rows have: SQLite takes the index of which the most columns are given, and among equals one in
-- the order that is asked for. Those of a client's time had come to be taken before these.

DROP INDEX messages_in_conversation;
CREATE INDEX messages_in_conversation ON messages (conversation_id, tenant_id, at, id);
DROP INDEX turns_in_conversation;
CREATE INDEX turns_in_conversation ON turns (conversation_id, tenant_id, opened_at);
DROP INDEX conversations_by_lead;
CREATE INDEX conversations_by_lead ON conversations (tenant_id, lead_id, last_message_at, id);
DROP INDEX appointments_by_lead;
CREATE INDEX appointments_by_lead ON appointments (tenant_id, lead_id, starts_at, id);

-- What a month of calls cost is added up from the index alone.
DROP INDEX usage_by_tenant;
CREATE INDEX usage_by_tenant ON usage (tenant_id, at, model, cost_microusd, input_tokens,
  cache_write_tokens, cache_read_tokens, output_tokens);

-- What programs list: escalations of one state in the order of their ids.
CREATE INDEX escalations_by_state ON escalations (tenant_id, state, id);
