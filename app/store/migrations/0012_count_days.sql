-- Figures of a day are one row a kind of figure, ``figures`` a JSON object: name to slice to
-- [how many, their total]. A year of many clients is a tenth of what a row a figure would be, and
-- a day is counted again in one write. ``tenant_id`` '' is the agency: all clients together.
DROP TABLE day_figures;
CREATE TABLE day_figures (
  tenant_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  figures TEXT NOT NULL,
  PRIMARY KEY (tenant_id, kind, day)
);
CREATE INDEX day_figures_of_day ON day_figures (day, tenant_id);

-- ``marks`` counts how often a day was marked: who counted it forgets the mark only if nobody
-- marked it meanwhile.
ALTER TABLE stale_days ADD COLUMN marks BIGINT NOT NULL DEFAULT 1;
CREATE INDEX stale_days_by_day ON stale_days (day, tenant_id);

-- How far each source of changes was looked through.
CREATE TABLE counted_upto (
  source TEXT PRIMARY KEY,
  upto TEXT NOT NULL
);
-- The zone a client's days were counted in; a client without a line was never counted.
CREATE TABLE counted_zones (
  tenant_id TEXT PRIMARY KEY,
  zone TEXT NOT NULL
);

CREATE INDEX messages_by_time ON messages (tenant_id, at, author);
CREATE INDEX escalations_by_end ON escalations (tenant_id, resolved_at)
  WHERE resolved_at IS NOT NULL;
