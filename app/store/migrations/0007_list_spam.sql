-- What was put aside as spam is a list of its own; and what the quality pages count of a client is
-- found without reading everybody's turns.

CREATE INDEX conversations_spam ON conversations (tenant_id, last_message_at, id)
  WHERE spam_at > 0;
CREATE INDEX turns_judged ON turns (tenant_id, answered_at) WHERE asks_something = 1;
