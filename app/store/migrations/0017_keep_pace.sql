-- The conversations of a lead, newest first: without their order in it, SQLite walked all of the
-- client's conversations along the index that has it.
DROP INDEX conversations_by_lead;
CREATE INDEX conversations_by_lead ON conversations (tenant_id, lead_id, last_message_at, id);
