-- What makes an assistant one that a business trusts: versions of its profile, receipts for every
-- point of a score, budgets that hold, and what a long conversation was about.

ALTER TABLE tenants ADD COLUMN budget_tokens BIGINT;
ALTER TABLE tenants ADD COLUMN budget_period TEXT NOT NULL DEFAULT 'month';

-- Every profile there was; ``tenants`` holds the one in force. ``state``: draft, published.
-- ``settings`` is the whole of what can be edited, as JSON: profile, languages, zone, mode.
CREATE TABLE profile_versions (
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  settings TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  operator_id TEXT,
  restored_from INTEGER,
  evaluation TEXT NOT NULL DEFAULT '',
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, version)
);

-- ``origin``: model, rule, operator. A finding is void when the message it rests on was deleted or
-- no longer says it, or when an operator took it back; it is kept, with the reason.
ALTER TABLE findings ADD COLUMN origin TEXT NOT NULL DEFAULT 'model';
ALTER TABLE findings ADD COLUMN operator_id TEXT;
ALTER TABLE findings ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN voided_at BIGINT;
ALTER TABLE findings ADD COLUMN void_reason TEXT NOT NULL DEFAULT '';
CREATE INDEX findings_by_message ON findings (tenant_id, message_id);

-- ``signs`` is what was read in a message without a model, as JSON. A corrected message keeps its
-- first words in ``original_body``; a deleted one keeps nothing but its place.
ALTER TABLE messages ADD COLUMN signs TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN original_body TEXT;
ALTER TABLE messages ADD COLUMN edited_at BIGINT;
ALTER TABLE messages ADD COLUMN deleted_at BIGINT;
ALTER TABLE messages ADD COLUMN edited_by TEXT;

-- ``summary`` tells what was said up to the message ``summary_upto`` (an id), which the prompt no
-- longer shows. ``assistant_count``: messages of the assistant since a person last had it.
ALTER TABLE conversations ADD COLUMN summary TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN summary_upto TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN assistant_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN unknown_count INTEGER NOT NULL DEFAULT 0;
-- ``unknown_count``: replies in a row that knew no answer; ``asked_times``: criterion id to how often
-- it was asked, as JSON; ``spam_at``: put aside as spam and not
-- answered; 0 when a person said that it is none.
ALTER TABLE conversations ADD COLUMN asked_times TEXT NOT NULL DEFAULT '{}';
ALTER TABLE conversations ADD COLUMN spam_at BIGINT;

-- A reservation holds money and tokens while a call runs; one whose process died expires.
CREATE TABLE reservations (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  turn_id TEXT,
  period TEXT NOT NULL,
  microusd BIGINT NOT NULL,
  tokens BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX reservations_by_tenant ON reservations (tenant_id, period);
CREATE INDEX reservations_by_turn ON reservations (tenant_id, turn_id);
CREATE INDEX reservations_by_age ON reservations (expires_at);
ALTER TABLE budgets ADD COLUMN spent_tokens BIGINT NOT NULL DEFAULT 0;
ALTER TABLE budgets ADD COLUMN reserved_tokens BIGINT NOT NULL DEFAULT 0;

-- Each threshold of a period is told once.
CREATE TABLE budget_alerts (
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  period TEXT NOT NULL,
  percent INTEGER NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, period, percent)
);
