-- People who are told when a person is needed, what they were told, and outages as one incident.

-- ``cause`` is what the reason is about (a message of the lead, a delivery): the same cause does
-- not open a resolved escalation again. ``facts`` is what a summary is made of (JSON). ``step``
-- counts the calls of the chain of people, ``remind_at`` is when the next is due (NULL: never).
ALTER TABLE escalations ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal';
ALTER TABLE escalations ADD COLUMN cause TEXT NOT NULL DEFAULT '';
ALTER TABLE escalations ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
ALTER TABLE escalations ADD COLUMN count INTEGER NOT NULL DEFAULT 1;
ALTER TABLE escalations ADD COLUMN last_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE escalations ADD COLUMN incident_id TEXT;
ALTER TABLE escalations ADD COLUMN acknowledged_at BIGINT;
ALTER TABLE escalations ADD COLUMN acknowledged_by TEXT NOT NULL DEFAULT '';
ALTER TABLE escalations ADD COLUMN assigned_to TEXT;
ALTER TABLE escalations ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
ALTER TABLE escalations ADD COLUMN step INTEGER NOT NULL DEFAULT 0;
ALTER TABLE escalations ADD COLUMN remind_at BIGINT;
ALTER TABLE escalations ADD COLUMN notified_at BIGINT;
UPDATE escalations SET last_at = created_at;
CREATE INDEX escalations_to_remind ON escalations (remind_at)
  WHERE state = 'pending' AND remind_at IS NOT NULL;
CREATE INDEX escalations_of_incident ON escalations (incident_id) WHERE incident_id IS NOT NULL;
CREATE INDEX escalations_by_conversation ON escalations (tenant_id, conversation_id, id);

-- Minutes until somebody who was told and did not answer is told again.
ALTER TABLE tenants ADD COLUMN remind_after_min INTEGER NOT NULL DEFAULT 10;

-- An outage is the agency's: ``tenant_id`` is NULL when it concerns all clients (a model) and the
-- client's when it is one of its channels. ``first_tenant_id`` is where it was noticed.
CREATE TABLE incidents (
  id TEXT PRIMARY KEY,
  tenant_id TEXT REFERENCES tenants(id),
  first_tenant_id TEXT NOT NULL REFERENCES tenants(id),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  state TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  priority TEXT NOT NULL,
  count INTEGER NOT NULL DEFAULT 1,
  opened_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  closed_at BIGINT,
  acknowledged_at BIGINT,
  acknowledged_by TEXT NOT NULL DEFAULT '',
  step INTEGER NOT NULL DEFAULT 0,
  remind_at BIGINT,
  notified_at BIGINT
);
CREATE UNIQUE INDEX incidents_open ON incidents (kind, subject) WHERE state = 'open';

-- Who is told, in order; ``tenant_id`` NULL: somebody of the agency. Quiet hours are local HH:MM.
CREATE TABLE notify_people (
  id TEXT PRIMARY KEY,
  tenant_id TEXT REFERENCES tenants(id),
  name TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  ordinal INTEGER NOT NULL DEFAULT 0,
  channels TEXT NOT NULL,
  min_priority TEXT NOT NULL DEFAULT 'normal',
  quiet_from TEXT NOT NULL DEFAULT '',
  quiet_to TEXT NOT NULL DEFAULT '',
  zone TEXT NOT NULL DEFAULT 'UTC',
  language TEXT NOT NULL DEFAULT 'en',
  created_at BIGINT NOT NULL
);
CREATE INDEX notify_people_by_tenant ON notify_people (tenant_id, ordinal, id);

-- One message to one person by one channel. ``subject_kind`` says what ``subject_id`` names:
-- escalation, incident, or a person for a digest and a test.
CREATE TABLE notifications (
  id TEXT PRIMARY KEY,
  tenant_id TEXT REFERENCES tenants(id),
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  person_name TEXT NOT NULL,
  language TEXT NOT NULL,
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  through_id TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL,
  priority TEXT NOT NULL,
  step INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL DEFAULT 0,
  lease_owner TEXT NOT NULL DEFAULT '',
  sending_at BIGINT,
  sent_at BIGINT,
  acknowledged_at BIGINT,
  digest_id TEXT,
  provider_message_id TEXT NOT NULL DEFAULT '',
  error TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX notifications_once
  ON notifications (subject_id, person_id, channel, kind, step);
CREATE UNIQUE INDEX notifications_digest ON notifications (person_id, channel)
  WHERE kind = 'digest' AND state = 'queued';
CREATE INDEX notifications_due ON notifications (due_at) WHERE state = 'queued';
CREATE INDEX notifications_sending ON notifications (lease_until) WHERE state = 'sending';
CREATE INDEX notifications_by_person ON notifications (person_id, channel, sending_at);
CREATE INDEX notifications_folded ON notifications (person_id, channel)
  WHERE state = 'folded' AND digest_id IS NULL;
