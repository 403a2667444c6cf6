-- Who signs in proves it by more than a password.

-- ``proved_at``: when whoever sits there last proved who they are; what protects the account is
-- changed for ten minutes from then. ``method``: by what they came in.
ALTER TABLE sessions ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN method TEXT NOT NULL DEFAULT '';

-- The password was right, the second proof is missing. A table of its own: no page looks here.
CREATE TABLE half_sessions (
  id_hash TEXT PRIMARY KEY,
  operator_id TEXT NOT NULL REFERENCES operators(id),
  method TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX half_sessions_by_operator ON half_sessions (operator_id);

-- The authenticator app. ``sealed`` and ``pending`` are secrets under SECRET_KEY, the second one
-- until its first code was right; ``since`` NULL: not in use. ``step`` is the last time step a
-- code was taken of, ``failures`` how many wrong ones came since.
CREATE TABLE authenticators (
  operator_id TEXT PRIMARY KEY REFERENCES operators(id),
  sealed TEXT NOT NULL DEFAULT '',
  pending TEXT NOT NULL DEFAULT '',
  since BIGINT,
  step BIGINT NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0
);

-- ``id`` is the credential's own, as the browser says it.
CREATE TABLE passkeys (
  id TEXT PRIMARY KEY,
  operator_id TEXT NOT NULL REFERENCES operators(id),
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  sign_count BIGINT NOT NULL,
  transports TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX passkeys_by_operator ON passkeys (operator_id, created_at);

CREATE TABLE recovery_codes (
  operator_id TEXT NOT NULL REFERENCES operators(id),
  code_hash TEXT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (operator_id, code_hash)
);

-- Challenges that were answered; one cannot be answered twice.
CREATE TABLE spent_challenges (
  challenge_hash TEXT PRIMARY KEY,
  expires_at BIGINT NOT NULL
);

CREATE TABLE agency_options (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
