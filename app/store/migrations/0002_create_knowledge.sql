-- A base is what a client's assistant may say; it holds documents, websites and FAQs. What is
-- searched are chunks (pieces of documents) and approved FAQs. Whatever belongs to something names
-- the tenant with it: nothing can come to belong to another tenant's, and a parent that is deleted
-- finds what refers to it by an index instead of reading everybody's chunks.

ALTER TABLE tenants ADD COLUMN inline_tokens INTEGER NOT NULL DEFAULT 20000;

-- ``channels`` is a JSON list of channel kinds the base answers on; empty means all of them.
-- ``origin`` is "file" for the base that ``client put`` fills.
CREATE TABLE knowledge_bases (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  name TEXT NOT NULL,
  channels TEXT NOT NULL DEFAULT '[]',
  is_enabled INTEGER NOT NULL DEFAULT 1,
  origin TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (tenant_id, id)
);
CREATE UNIQUE INDEX knowledge_bases_by_name ON knowledge_bases (tenant_id, name);

ALTER TABLE faqs ADD COLUMN base_id TEXT NOT NULL DEFAULT '';
ALTER TABLE faqs ADD COLUMN variants TEXT NOT NULL DEFAULT '[]';
ALTER TABLE faqs ADD COLUMN state TEXT NOT NULL DEFAULT 'approved';
ALTER TABLE faqs ADD COLUMN content_key TEXT NOT NULL DEFAULT '';
ALTER TABLE faqs ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX faqs_by_base ON faqs (tenant_id, base_id, id);

INSERT INTO knowledge_bases (id, tenant_id, name, origin, created_at, updated_at)
  SELECT 'kb-' || tenant_id, tenant_id, 'Client file', 'file', min(created_at), min(created_at)
  FROM faqs GROUP BY tenant_id;
-- A key need only differ from every other and change with what is said: the next edit sets a hash.
UPDATE faqs SET base_id = 'kb-' || tenant_id, content_key = 'faq-' || id, updated_at = created_at;

-- A website is crawled again every so often; ``review`` is "apply" or "approve".
CREATE TABLE websites (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  base_id TEXT NOT NULL,
  url TEXT NOT NULL,
  sitemap TEXT NOT NULL DEFAULT '',
  max_depth INTEGER NOT NULL,
  max_pages INTEGER NOT NULL,
  every_hours INTEGER NOT NULL,
  review TEXT NOT NULL DEFAULT 'apply',
  state TEXT NOT NULL,
  error TEXT NOT NULL DEFAULT '',
  pages_done INTEGER NOT NULL DEFAULT 0,
  pages_known INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL DEFAULT 0,
  lease_owner TEXT NOT NULL DEFAULT '',
  crawled_at BIGINT,
  created_at BIGINT NOT NULL,
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, base_id) REFERENCES knowledge_bases (tenant_id, id)
);
CREATE INDEX websites_by_base ON websites (tenant_id, base_id, id);
CREATE INDEX websites_due ON websites (due_at) WHERE state <> 'paused';

-- A file or a page. ``live_version`` of its chunks answers; ``staged_version`` waits to be
-- published, when the index that holds it is complete. 0 means none.
CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  base_id TEXT NOT NULL,
  website_id TEXT,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  media_type TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  size_bytes BIGINT NOT NULL DEFAULT 0,
  pages INTEGER NOT NULL DEFAULT 0,
  chunks INTEGER NOT NULL DEFAULT 0,
  content_hash TEXT NOT NULL DEFAULT '',
  crawl TEXT NOT NULL DEFAULT '{}',
  state TEXT NOT NULL,
  progress INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '',
  live_version INTEGER NOT NULL DEFAULT 0,
  staged_version INTEGER NOT NULL DEFAULT 0,
  next_version INTEGER NOT NULL DEFAULT 1,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL DEFAULT 0,
  lease_owner TEXT NOT NULL DEFAULT '',
  stale_at BIGINT,
  checked_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, base_id) REFERENCES knowledge_bases (tenant_id, id)
);
CREATE INDEX documents_by_base ON documents (tenant_id, base_id, id);
CREATE UNIQUE INDEX documents_by_url ON documents (tenant_id, website_id, url)
  WHERE website_id IS NOT NULL;
CREATE INDEX documents_due ON documents (due_at) WHERE state IN ('queued', 'reading');
CREATE INDEX documents_by_state ON documents (tenant_id, state);
CREATE INDEX documents_staged ON documents (tenant_id) WHERE staged_version > 0;

CREATE TABLE chunks (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  base_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  heading TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  page INTEGER,
  url TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  content_key TEXT NOT NULL,
  FOREIGN KEY (tenant_id, base_id) REFERENCES knowledge_bases (tenant_id, id),
  FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, id)
);
CREATE INDEX chunks_by_document ON chunks (tenant_id, document_id, version, ordinal);
CREATE INDEX chunks_by_base ON chunks (tenant_id, base_id);

-- What a crawl found different; ``sections`` holds the new text while it waits for approval.
CREATE TABLE page_changes (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  base_id TEXT NOT NULL,
  website_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  diff TEXT NOT NULL DEFAULT '[]',
  sections TEXT NOT NULL DEFAULT '',
  at BIGINT NOT NULL,
  decided_at BIGINT,
  decided_by TEXT,
  FOREIGN KEY (tenant_id, base_id) REFERENCES knowledge_bases (tenant_id, id),
  FOREIGN KEY (tenant_id, website_id) REFERENCES websites (tenant_id, id)
);
CREATE INDEX page_changes_by_site ON page_changes (tenant_id, website_id, at, id);
CREATE INDEX page_changes_waiting ON page_changes (tenant_id, website_id)
  WHERE state = 'waiting';

-- One index a tenant: ``wanted`` rises with every change, ``published`` is the image that answers.
-- ``part`` names the vectors in use, or is empty; ``part_wanted`` those being made.
CREATE TABLE knowledge_indexes (
  tenant_id TEXT PRIMARY KEY REFERENCES tenants(id),
  wanted BIGINT NOT NULL DEFAULT 0,
  published BIGINT NOT NULL DEFAULT 0,
  entries INTEGER NOT NULL DEFAULT 0,
  tokens BIGINT NOT NULL DEFAULT 0,
  part TEXT NOT NULL DEFAULT '',
  part_wanted TEXT NOT NULL DEFAULT '',
  vectors_done INTEGER NOT NULL DEFAULT 0,
  vectors_wanted INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at BIGINT NOT NULL DEFAULT 0,
  lease_until BIGINT NOT NULL DEFAULT 0,
  lease_owner TEXT NOT NULL DEFAULT '',
  published_at BIGINT
);
CREATE INDEX knowledge_indexes_due ON knowledge_indexes (due_at) WHERE wanted > published;

-- What clients know already is found once the first sweep has seen this.
INSERT INTO knowledge_indexes (tenant_id, wanted) SELECT tenant_id, 1 FROM faqs GROUP BY tenant_id;

-- What a reply rests on: names of passages, never their text. ``stale_at``: since when the passage
-- no longer stands as it did.
CREATE TABLE groundings (
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  turn_id TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  passage_id TEXT NOT NULL,
  document_id TEXT NOT NULL DEFAULT '',
  content_key TEXT NOT NULL,
  score INTEGER NOT NULL DEFAULT 0,
  is_cited INTEGER NOT NULL DEFAULT 0,
  stale_at BIGINT,
  PRIMARY KEY (tenant_id, turn_id, ordinal)
);
CREATE INDEX groundings_by_key ON groundings (tenant_id, content_key) WHERE stale_at IS NULL;

-- Questions that found nothing; questions that mean the same share ``cluster_id``.
CREATE TABLE gaps (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  cluster_id TEXT NOT NULL,
  question TEXT NOT NULL,
  language TEXT NOT NULL DEFAULT '',
  conversation_id TEXT,
  message_id TEXT,
  confidence INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  faq_id TEXT,
  at BIGINT NOT NULL
);
CREATE INDEX gaps_by_conversation ON gaps (tenant_id, conversation_id) WHERE state = 'open';
CREATE INDEX gaps_open ON gaps (tenant_id, at) WHERE state = 'open';
CREATE UNIQUE INDEX gaps_by_message ON gaps (tenant_id, message_id) WHERE message_id IS NOT NULL;

-- Keys for programs; only a hash is kept. A key speaks for one tenant.
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  name TEXT NOT NULL,
  key_hash TEXT NOT NULL UNIQUE,
  hint TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX api_keys_by_tenant ON api_keys (tenant_id, id);
