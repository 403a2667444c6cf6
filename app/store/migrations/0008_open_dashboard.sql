-- What the dashboard's pages keep: where a lead stands and whose it is, notes, appointments, saved
-- views; who may do what, and the line of the audit log that says who did.

-- ``status`` is the pipeline a person moves a lead along; ``channel`` is the kind it first wrote on,
-- ``last_at`` when anything was last said. ``version`` rises with every change, so that two who edit
-- the same lead notice. A merged lead names the one it became part of and is listed no more.
ALTER TABLE leads ADD COLUMN status TEXT NOT NULL DEFAULT 'new';
ALTER TABLE leads ADD COLUMN status_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE leads ADD COLUMN owner_id TEXT NOT NULL DEFAULT '';
ALTER TABLE leads ADD COLUMN channel TEXT NOT NULL DEFAULT '';
ALTER TABLE leads ADD COLUMN last_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE leads ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE leads ADD COLUMN merged_into TEXT;
UPDATE leads SET status_at = created_at,
  last_at = COALESCE((SELECT MAX(c.last_message_at) FROM conversations c
    WHERE c.tenant_id = leads.tenant_id AND c.lead_id = leads.id), leads.created_at),
  channel = COALESCE((SELECT MIN(h.kind) FROM conversations c JOIN channels h ON h.id = c.channel_id
    WHERE c.tenant_id = leads.tenant_id AND c.lead_id = leads.id), '');
CREATE INDEX leads_latest ON leads (tenant_id, last_at, id, status, temperature, channel, owner_id)
  WHERE merged_into IS NULL;
CREATE INDEX leads_by_status ON leads (tenant_id, status, last_at, id) WHERE merged_into IS NULL;
CREATE INDEX leads_by_temperature ON leads (tenant_id, temperature, last_at, id)
  WHERE merged_into IS NULL;
CREATE INDEX leads_by_channel ON leads (tenant_id, channel, last_at, id)
  WHERE merged_into IS NULL;
CREATE INDEX leads_by_owner ON leads (tenant_id, owner_id, last_at, id) WHERE merged_into IS NULL;
CREATE INDEX leads_by_source ON leads (tenant_id, source, last_at, id) WHERE merged_into IS NULL;
CREATE INDEX leads_by_score ON leads (tenant_id, score, id) WHERE merged_into IS NULL;
CREATE INDEX leads_by_age ON leads (tenant_id, created_at, id) WHERE merged_into IS NULL;
CREATE INDEX leads_changed ON leads (updated_at);

-- Beginnings of words a lead is found by: of its name, its address, its number.
CREATE TABLE lead_words (
  tenant_id TEXT NOT NULL,
  word TEXT NOT NULL,
  lead_id TEXT NOT NULL REFERENCES leads(id),
  PRIMARY KEY (tenant_id, word, lead_id)
);
CREATE INDEX lead_words_by_lead ON lead_words (tenant_id, lead_id);

CREATE TABLE lead_tags (
  tenant_id TEXT NOT NULL,
  lead_id TEXT NOT NULL REFERENCES leads(id),
  tag TEXT NOT NULL,
  PRIMARY KEY (tenant_id, lead_id, tag)
);
CREATE INDEX lead_tags_by_tag ON lead_tags (tenant_id, tag, lead_id);

CREATE TABLE lead_notes (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  lead_id TEXT NOT NULL REFERENCES leads(id),
  operator_id TEXT,
  author TEXT NOT NULL,
  body TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX lead_notes_by_lead ON lead_notes (tenant_id, lead_id, id);

-- ``moved`` names what came from the other lead (JSON), so that a merge can be taken back.
CREATE TABLE lead_merges (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  lead_id TEXT NOT NULL REFERENCES leads(id),
  merged_id TEXT NOT NULL REFERENCES leads(id),
  moved TEXT NOT NULL,
  operator_id TEXT,
  at BIGINT NOT NULL,
  undone_at BIGINT
);
CREATE INDEX lead_merges_by_lead ON lead_merges (tenant_id, lead_id, id);

-- ``state``: booked, done, no_show, cancelled. ``origin``: operator, key, or the calendar.
CREATE TABLE appointments (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  lead_id TEXT NOT NULL REFERENCES leads(id),
  conversation_id TEXT,
  title TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL DEFAULT '',
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  zone TEXT NOT NULL,
  state TEXT NOT NULL,
  origin TEXT NOT NULL,
  operator_id TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX appointments_by_lead ON appointments (tenant_id, lead_id, starts_at);
CREATE INDEX appointments_by_time ON appointments (tenant_id, starts_at, id);
CREATE INDEX appointments_by_age ON appointments (tenant_id, created_at);
CREATE INDEX appointments_changed ON appointments (updated_at);

-- ``query`` is the list's own query string. ``operator_id`` NULL: everybody who sees the client.
CREATE TABLE saved_views (
  id TEXT PRIMARY KEY,
  tenant_id TEXT,
  operator_id TEXT,
  page TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX saved_views_by_page ON saved_views (page, tenant_id);

CREATE TABLE canned_replies (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  shortcut TEXT NOT NULL,
  body TEXT NOT NULL,
  language TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX canned_replies_by_shortcut ON canned_replies (tenant_id, shortcut, language);

-- Figures of a day of a client's zone, counted again from the rows whenever something of that day
-- changed: never added up, so they cannot drift. ``slice`` is what a figure is broken down by.
CREATE TABLE day_figures (
  tenant_id TEXT NOT NULL,
  day TEXT NOT NULL,
  name TEXT NOT NULL,
  slice TEXT NOT NULL DEFAULT '',
  n BIGINT NOT NULL,
  total BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, day, name, slice)
);
CREATE TABLE stale_days (
  tenant_id TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (tenant_id, day)
);

-- Agency people who have some clients only; one without a line here has them all.
CREATE TABLE operator_clients (
  operator_id TEXT NOT NULL REFERENCES operators(id),
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  PRIMARY KEY (operator_id, tenant_id)
);
ALTER TABLE operators ADD COLUMN is_limited INTEGER NOT NULL DEFAULT 0;
-- There was no owner yet: who was an admin could do everything.
UPDATE operators SET role = 'owner' WHERE role = 'admin' AND tenant_id IS NULL;

-- ``scopes``: read, write, manage. A key that is replaced works on until ``expires_at``.
ALTER TABLE api_keys ADD COLUMN scopes TEXT NOT NULL DEFAULT 'read write manage';
ALTER TABLE api_keys ADD COLUMN expires_at BIGINT;
ALTER TABLE api_keys ADD COLUMN replaces_id TEXT;

-- What was answered to a request with this key, so that the same request again is not done again.
CREATE TABLE idempotency_keys (
  tenant_id TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  state TEXT NOT NULL,
  status INTEGER NOT NULL DEFAULT 0,
  body TEXT NOT NULL DEFAULT '',
  headers TEXT NOT NULL DEFAULT '{}',
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (at);

-- Who changed what, from where. ``chain`` is the client's id, or empty for the agency. Each line
-- holds the hash of the line before it: taking one out or changing one breaks the chain.
CREATE TABLE audit (
  chain TEXT NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  ip TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  former TEXT NOT NULL,
  latter TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (chain, number)
);
CREATE INDEX audit_by_time ON audit (chain, at);
CREATE INDEX audit_by_subject ON audit (chain, subject_id, number);
CREATE TABLE audit_heads (
  chain TEXT PRIMARY KEY,
  number BIGINT NOT NULL,
  hash TEXT NOT NULL
);

ALTER TABLE tenants ADD COLUMN archived_at BIGINT;
-- Hours with holidays and the like stand in the profile; what the business is called to people here.
ALTER TABLE tenants ADD COLUMN contact TEXT NOT NULL DEFAULT '{}';
CREATE INDEX messages_of_people ON messages (tenant_id, at) WHERE author = 'operator';
CREATE INDEX turns_by_time ON turns (tenant_id, opened_at);
CREATE INDEX conversations_by_age ON conversations (tenant_id, created_at);
