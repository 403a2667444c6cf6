-- What managing a client keeps: how the last test of a connected thing went, and that a client is
-- being deleted for good (a job takes its rows away, some at a time).
ALTER TABLE tenants ADD COLUMN deleting_at BIGINT;
CREATE INDEX tenants_deleting ON tenants (deleting_at) WHERE deleting_at IS NOT NULL;

-- ``name`` is the id of a channel, or ``mail``, ``anthropic``, ``openai`` of the process, for which
-- ``tenant_id`` is empty. ``detail`` is a code of words, never what a provider wrote.
CREATE TABLE integration_tests (
  tenant_id TEXT NOT NULL,
  name TEXT NOT NULL,
  at BIGINT NOT NULL,
  is_good INTEGER NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  cost_microusd BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, name)
);

CREATE INDEX audit_by_actor ON audit (chain, actor_id, number);
CREATE INDEX audit_by_action ON audit (chain, action, number);
CREATE INDEX operators_by_tenant ON operators (tenant_id) WHERE tenant_id IS NOT NULL;
CREATE INDEX operator_clients_by_tenant ON operator_clients (tenant_id);
CREATE INDEX tenants_by_name ON tenants (name, id);
