-- What the page of a lead follows: who chose where it stands, and what happened to it.

-- ``status_by`` names who chose the status: an operator or a key; empty when code moved the lead.
ALTER TABLE leads ADD COLUMN status_by TEXT NOT NULL DEFAULT '';
-- Until now nobody could move a lead: those that were answered or are hot have come so far.
UPDATE leads SET status = 'qualified' WHERE temperature = 'hot' AND status = 'new';
UPDATE leads SET status = 'contacted' WHERE status = 'new' AND EXISTS (
  SELECT 1 FROM conversations c JOIN messages m ON m.conversation_id = c.id
  WHERE c.tenant_id = leads.tenant_id AND c.lead_id = leads.id
    AND m.author IN ('assistant', 'operator'));

-- Only what a lead's timeline tells carries the lead: the events of every message do not.
ALTER TABLE events ADD COLUMN lead_id TEXT;
CREATE INDEX events_of_lead ON events (tenant_id, lead_id, at, id) WHERE lead_id IS NOT NULL;

-- When a note was last written anew; who wrote it stands in operator_id.
ALTER TABLE lead_notes ADD COLUMN edited_at BIGINT;

-- Where a line of the ledger comes from: a person and their reason, or nobody but the lead.
ALTER TABLE consents ADD COLUMN operator_id TEXT;
ALTER TABLE consents ADD COLUMN reason TEXT NOT NULL DEFAULT '';
-- What may be the same person is looked for by these.
CREATE INDEX leads_by_email ON leads (tenant_id, email) WHERE email <> '';
CREATE INDEX leads_by_phone ON leads (tenant_id, phone) WHERE phone <> '';
CREATE INDEX leads_by_name ON leads (tenant_id, name) WHERE name <> '';
