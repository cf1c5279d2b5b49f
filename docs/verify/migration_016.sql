-- Migration 016, as it was written: the audit tables can only be added to.
-- It was run by raptor_owner, and the application went on connecting as raptor_owner.

CREATE TABLE customer_audit_events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    event jsonb NOT NULL
);
CREATE TABLE customer_history (LIKE customer_audit_events INCLUDING ALL);
CREATE TABLE subscription_history (LIKE customer_audit_events INCLUDING ALL);

REVOKE UPDATE, DELETE, TRUNCATE ON customer_audit_events, customer_history, subscription_history FROM PUBLIC;
