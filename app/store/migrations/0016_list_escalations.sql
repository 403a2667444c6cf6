-- The lists of escalations, read along an index: who waits, and what was resolved last.

CREATE INDEX escalations_waiting ON escalations (tenant_id, priority, created_at, id)
  WHERE state = 'pending';
CREATE INDEX escalations_resolved ON escalations (tenant_id, resolved_at, id)
  WHERE state = 'resolved';
