-- What a turn saw and did, exactly, so that it can be run again: with other rules, another profile,
-- another model. What turns share (profile, whole knowledge) is kept once, named by its hash.
-- Contents are JSON, compressed and in base64. They are forgotten after some days.

CREATE TABLE recorded_statics (
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  hash TEXT NOT NULL,
  content TEXT NOT NULL,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, hash)
);
CREATE INDEX recorded_statics_by_age ON recorded_statics (used_at);

CREATE TABLE recordings (
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  turn_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  static_hash TEXT NOT NULL,
  content TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, turn_id)
);
CREATE INDEX recordings_by_conversation ON recordings (tenant_id, conversation_id, turn_id);
CREATE INDEX recordings_by_age ON recordings (at);
