-- What the list of leads needs beyond 8: to look a word up of one lead, to list those who opted
-- out, to list a temperature by its score; and how far leads that were there before have words.

DROP INDEX lead_words_by_lead;
CREATE INDEX lead_words_by_lead ON lead_words (tenant_id, lead_id, word);
CREATE INDEX leads_opted_out ON leads (tenant_id, opted_out_at, id)
  WHERE opted_out_at IS NOT NULL AND merged_into IS NULL;
CREATE INDEX leads_by_heat ON leads (tenant_id, temperature, score, id) WHERE merged_into IS NULL;

-- A list in one of its three orders is walked along one of these, and what else is asked of a lead
-- is looked up in it: without a step to the lead itself, twenty times as many cost the same.
DROP INDEX leads_latest;
DROP INDEX leads_by_age;
DROP INDEX leads_by_score;
CREATE INDEX leads_latest ON leads (tenant_id, last_at, id, status, temperature, channel, owner_id,
  score, created_at, source, opted_out_at) WHERE merged_into IS NULL;
CREATE INDEX leads_by_age ON leads (tenant_id, created_at, id, status, temperature, channel,
  owner_id, score, source, opted_out_at) WHERE merged_into IS NULL;
CREATE INDEX leads_by_score ON leads (tenant_id, score, id, status, temperature, channel, owner_id,
  created_at, source, opted_out_at) WHERE merged_into IS NULL;

-- At most one line, gone when every lead up to ``until_id`` has its words.
CREATE TABLE lead_word_backfill (
  after_id TEXT NOT NULL,
  until_id TEXT NOT NULL
);
INSERT INTO lead_word_backfill (after_id, until_id)
  SELECT '', MAX(id) FROM leads HAVING COUNT(*) > 0;
