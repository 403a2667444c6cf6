-- What people did with a reply or a draft, which says whether it was right; and the calibration
-- that was learnt from it, one a tenant and one of all of them (tenant_id 'all').

CREATE TABLE outcomes (
  tenant_id TEXT NOT NULL REFERENCES tenants(id),
  turn_id TEXT NOT NULL,
  outcome TEXT NOT NULL,
  raw INTEGER NOT NULL,
  changed INTEGER NOT NULL DEFAULT 0,
  operator_id TEXT,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, turn_id)
);
CREATE INDEX outcomes_by_age ON outcomes (tenant_id, at);
CREATE INDEX outcomes_latest ON outcomes (at);

CREATE TABLE calibrations (
  tenant_id TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  fitted_at BIGINT NOT NULL
);

-- The raw confidence in thousandths; ``confidence`` holds the calibrated one in percent.
ALTER TABLE turns ADD COLUMN raw_confidence INTEGER;
ALTER TABLE turns ADD COLUMN asks_something INTEGER NOT NULL DEFAULT 0;
