-- Whether a person sent the draft, as it was or edited; until now that was read from its messages.
ALTER TABLE turns ADD COLUMN by_person INTEGER NOT NULL DEFAULT 0;
UPDATE turns SET by_person = 1 WHERE id IN (SELECT turn_id FROM outcomes)
  AND state = 'answered' AND NOT EXISTS (SELECT 1 FROM messages m
    WHERE m.conversation_id = turns.conversation_id AND m.tenant_id = turns.tenant_id
    AND m.turn_id = turns.id AND m.operator_id IS NULL);

-- What the quality page counts of thirty days is told by the index alone.
DROP INDEX turns_judged;
CREATE INDEX turns_judged ON turns (tenant_id, answered_at, id, state, path, confidence,
  raw_confidence, by_person) WHERE asks_something = 1;
CREATE INDEX outcomes_by_kind ON outcomes (tenant_id, outcome);

-- Days are kept with the kinds of tokens models used: those a budget may show are counted again.
INSERT INTO stale_days (tenant_id, day, marks)
  SELECT DISTINCT f.tenant_id, f.day, 1 FROM day_figures f
  WHERE f.tenant_id <> '' AND f.kind = 'usage' AND f.day >= (
    SELECT MIN(d.day) FROM (SELECT DISTINCT day FROM day_figures ORDER BY day DESC LIMIT 32) AS d)
  ON CONFLICT (tenant_id, day) DO UPDATE SET marks = stale_days.marks + 1;
