-- Times are epoch milliseconds, ids text, money micro-USD, structures JSON as text.
-- Every table of a tenant carries tenant_id; the tenant comes first in each index.

CREATE TABLE tenants (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  country TEXT NOT NULL,
  languages TEXT NOT NULL,
  mode TEXT NOT NULL,
  is_paused INTEGER NOT NULL DEFAULT 0,
  profile TEXT NOT NULL,
  profile_version INTEGER NOT NULL DEFAULT 1,
  budget_microusd BIGINT,
  created_at BIGINT NOT NULL
);

CREATE TABLE faqs (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  language TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX faqs_by_tenant ON faqs (tenant_id, id);

CREATE TABLE channels (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  kind TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL DEFAULT '',
  credentials_sealed TEXT NOT NULL DEFAULT '',
  settings TEXT NOT NULL DEFAULT '{}',
  is_paused INTEGER NOT NULL DEFAULT 0,
  pause_reason TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL
);
CREATE INDEX channels_by_tenant ON channels (tenant_id, id);

CREATE TABLE leads (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  name TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  score INTEGER NOT NULL DEFAULT 0,
  temperature TEXT NOT NULL DEFAULT 'cold',
  score_reasons TEXT NOT NULL DEFAULT '[]',
  opted_out_at BIGINT,
  opt_out_basis TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX leads_by_tenant ON leads (tenant_id, id);
CREATE INDEX leads_hot ON leads (tenant_id, id) WHERE temperature = 'hot';

-- Who a lead is on a channel; only identities a channel verified stand here.
CREATE TABLE identities (
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  lead_id TEXT NOT NULL REFERENCES leads(id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, kind, address)
);
CREATE INDEX identities_by_lead ON identities (tenant_id, lead_id);

CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  lead_id TEXT NOT NULL REFERENCES leads(id),
  channel_id TEXT NOT NULL REFERENCES channels(id),
  address TEXT NOT NULL,
  state TEXT NOT NULL,
  epoch BIGINT NOT NULL DEFAULT 0,
  operator_id TEXT,
  language TEXT NOT NULL DEFAULT '',
  last_inbound_id TEXT NOT NULL DEFAULT '',
  last_inbound_at BIGINT NOT NULL DEFAULT 0,
  last_message_at BIGINT NOT NULL DEFAULT 0,
  last_snippet TEXT NOT NULL DEFAULT '',
  last_author TEXT NOT NULL DEFAULT '',
  inbound_count INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0,
  is_verified INTEGER NOT NULL DEFAULT 1,
  needs_person INTEGER NOT NULL DEFAULT 0,
  is_disclosed INTEGER NOT NULL DEFAULT 0,
  asked TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX conversations_open ON conversations (channel_id, address) WHERE state <> 'ended';
CREATE INDEX conversations_ended ON conversations (channel_id, address, ended_at)
  WHERE state = 'ended';
CREATE INDEX conversations_latest ON conversations (tenant_id, last_message_at, id);
CREATE INDEX conversations_needing ON conversations (tenant_id, last_message_at, id)
  WHERE needs_person = 1;
CREATE INDEX conversations_held ON conversations (tenant_id, last_message_at, id) WHERE state = 'held';
CREATE INDEX conversations_by_lead ON conversations (tenant_id, lead_id);

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversations(id),
  channel_id TEXT NOT NULL,
  author TEXT NOT NULL,
  operator_id TEXT,
  body TEXT NOT NULL,
  media TEXT NOT NULL DEFAULT '[]',
  provider_message_id TEXT,
  turn_id TEXT,
  at BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  raw TEXT
);
CREATE UNIQUE INDEX messages_once ON messages (channel_id, provider_message_id);
CREATE INDEX messages_in_conversation ON messages (conversation_id, at, id);

-- Unanswered inbound messages and the one reply to them; one open turn a conversation.
CREATE TABLE turns (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversations(id),
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL DEFAULT 0,
  lease_owner TEXT NOT NULL DEFAULT '',
  first_inbound_at BIGINT NOT NULL,
  last_inbound_id TEXT NOT NULL,
  epoch BIGINT NOT NULL DEFAULT 0,
  request_id TEXT NOT NULL DEFAULT '',
  opened_at BIGINT NOT NULL,
  answered_at BIGINT,
  confidence INTEGER,
  path TEXT NOT NULL DEFAULT '',
  verdict TEXT NOT NULL DEFAULT '{}',
  trace TEXT NOT NULL DEFAULT '{}',
  reserved_microusd BIGINT NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX turns_open ON turns (conversation_id) WHERE state IN ('pending', 'answering', 'held');
CREATE INDEX turns_in_conversation ON turns (conversation_id, opened_at);
CREATE INDEX turns_pending ON turns (due_at) WHERE state = 'pending';
CREATE INDEX turns_leased ON turns (lease_until) WHERE state = 'answering';

CREATE TABLE deliveries (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversations(id),
  message_id TEXT NOT NULL REFERENCES messages(id),
  channel_id TEXT NOT NULL,
  turn_id TEXT,
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  state TEXT NOT NULL,
  is_unknown INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  epoch BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL DEFAULT 0,
  lease_owner TEXT NOT NULL DEFAULT '',
  first_sent_at BIGINT,
  sending_at BIGINT,
  accepted_at BIGINT,
  provider_message_id TEXT,
  provider_status TEXT NOT NULL DEFAULT '',
  error_code INTEGER,
  next_action TEXT NOT NULL DEFAULT '',
  gate TEXT NOT NULL DEFAULT '',
  error TEXT NOT NULL DEFAULT '',
  request_id TEXT NOT NULL DEFAULT '',
  queued_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX deliveries_of_message ON deliveries (message_id);
CREATE UNIQUE INDEX deliveries_by_provider ON deliveries (channel_id, provider_message_id);
CREATE INDEX deliveries_queued ON deliveries (due_at) WHERE state = 'queued';
CREATE INDEX deliveries_sending ON deliveries (lease_until) WHERE state = 'sending';
CREATE INDEX deliveries_open ON deliveries (conversation_id, id)
  WHERE state IN ('queued', 'sending');
CREATE INDEX deliveries_in_conversation ON deliveries (conversation_id, queued_at);

-- Status callbacks that came before our own row was written; joined when it is.
CREATE TABLE parked_statuses (
  channel_id TEXT NOT NULL,
  provider_message_id TEXT NOT NULL,
  status TEXT NOT NULL,
  error_code INTEGER,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (channel_id, provider_message_id, status)
);
CREATE INDEX parked_statuses_by_age ON parked_statuses (received_at);

CREATE TABLE findings (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  lead_id TEXT NOT NULL REFERENCES leads(id),
  criterion_id TEXT NOT NULL,
  value TEXT NOT NULL,
  message_id TEXT NOT NULL,
  quote TEXT NOT NULL,
  found_at BIGINT NOT NULL
);
CREATE INDEX findings_by_lead ON findings (tenant_id, lead_id, id);

CREATE TABLE escalations (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversations(id),
  reason TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  resolved_at BIGINT,
  resolved_by TEXT
);
CREATE UNIQUE INDEX escalations_pending ON escalations (conversation_id) WHERE state = 'pending';
CREATE INDEX escalations_by_tenant ON escalations (tenant_id, state, created_at);

CREATE TABLE usage (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  turn_id TEXT,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  input_tokens BIGINT NOT NULL,
  cache_write_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cost_microusd BIGINT NOT NULL,
  latency_ms BIGINT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX usage_by_tenant ON usage (tenant_id, at);

-- What a tenant may spend in a month of its zone; reserved before a call, settled after it.
CREATE TABLE budgets (
  tenant_id TEXT NOT NULL,
  period TEXT NOT NULL,
  spent_microusd BIGINT NOT NULL DEFAULT 0,
  reserved_microusd BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, period)
);

CREATE TABLE consents (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  lead_id TEXT NOT NULL REFERENCES leads(id),
  channel_kind TEXT NOT NULL,
  kind TEXT NOT NULL,
  basis TEXT NOT NULL,
  wording TEXT NOT NULL DEFAULT '',
  at BIGINT NOT NULL
);
CREATE INDEX consents_by_lead ON consents (tenant_id, lead_id, at);

CREATE TABLE events (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  conversation_id TEXT,
  operator_id TEXT,
  data TEXT NOT NULL DEFAULT '{}',
  at BIGINT NOT NULL
);
CREATE INDEX events_by_tenant ON events (tenant_id, id);

CREATE TABLE operators (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  password_hash TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL,
  tenant_id TEXT REFERENCES tenants(id),
  language TEXT NOT NULL DEFAULT 'en',
  created_at BIGINT NOT NULL,
  disabled_at BIGINT
);

CREATE TABLE sessions (
  id_hash TEXT PRIMARY KEY,
  operator_id TEXT NOT NULL REFERENCES operators(id),
  csrf TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ip TEXT NOT NULL DEFAULT '',
  user_agent TEXT NOT NULL DEFAULT ''
);
CREATE INDEX sessions_by_operator ON sessions (operator_id);

CREATE TABLE login_links (
  token_hash TEXT PRIMARY KEY,
  operator_id TEXT NOT NULL REFERENCES operators(id),
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
