-- Migration 031: what the role that the application connects with may do.
-- It takes effect where somebody creates the role, runs this, and points the application to it.

GRANT USAGE ON SCHEMA public TO raptor_app;
GRANT SELECT, INSERT ON customer_audit_events, customer_history, subscription_history TO raptor_app;
