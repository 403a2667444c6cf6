-- What people need to answer by hand: trying a failed message again, templates for WhatsApp's closed
-- window, and the lists an inbox is filtered by.

-- A delivery that was tried again names the one after it; of a message one is in force (none after).
ALTER TABLE deliveries ADD COLUMN replaced_by TEXT;
ALTER TABLE deliveries ADD COLUMN template_sid TEXT NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN template_values TEXT NOT NULL DEFAULT '';
DROP INDEX deliveries_of_message;
CREATE UNIQUE INDEX deliveries_of_message ON deliveries (message_id, COALESCE(replaced_by, ''));

-- ``body`` has places {{1}}, {{2}}, …; ``provider_sid`` is what the provider knows it by.
CREATE TABLE message_templates (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  name TEXT NOT NULL,
  language TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  provider_sid TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX message_templates_by_name ON message_templates (tenant_id, name, language);

CREATE INDEX conversations_unread ON conversations (tenant_id, last_message_at, id)
  WHERE unread > 0;
CREATE INDEX conversations_of_holder ON conversations (tenant_id, operator_id, last_message_at, id)
  WHERE operator_id IS NOT NULL;
CREATE INDEX conversations_of_channel ON conversations (tenant_id, channel_id, last_message_at, id);
CREATE INDEX conversations_of_language ON conversations (tenant_id, language, last_message_at, id);

-- Who wrote a message of the team that came by a program, as the program named them.
ALTER TABLE messages ADD COLUMN said_by TEXT NOT NULL DEFAULT '';
