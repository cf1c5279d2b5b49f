-- Holds if the role that this connects with can add to the audit tables and read them, and nothing else.
--
-- It does not read the migrations: it asks the server what this role may do, and tries it. An owner counts as
-- able to do everything: what was revoked from an owner, the owner can grant back.
-- Nothing is changed: what is tried touches no row, and is rolled back.
--
-- psql exits with 0 if it holds, 3 if it does not, and 2 if no server answers.

\set ON_ERROR_STOP on
BEGIN;

CREATE FUNCTION pg_temp.audit_tables() RETURNS TABLE (name regclass, owned boolean)
LANGUAGE sql STABLE AS $$
    SELECT c.oid::regclass, pg_has_role(current_user, c.relowner, 'MEMBER')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
      AND (c.relname = 'customer_audit_events' OR c.relname LIKE '%\_history')
$$;

\echo The privileges of this role on the audit tables:
SELECT current_user AS role, name AS table, privilege, has_table_privilege(name, privilege) AS may
FROM pg_temp.audit_tables(), unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS privilege
ORDER BY name::text, array_position(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'], privilege);

DO $$
DECLARE
    audit record;
    attempt text;
    tables integer := 0;
    faults text[] := '{}';
BEGIN
    FOR audit IN SELECT * FROM pg_temp.audit_tables() LOOP
        tables := tables + 1;
        IF audit.owned THEN
            faults := faults || format('%s owns %s', current_user, audit.name);
        END IF;
        FOREACH attempt IN ARRAY ARRAY[
            'DELETE FROM %s WHERE false', 'UPDATE %s SET actor = DEFAULT WHERE false', 'TRUNCATE %s'
        ] LOOP
            BEGIN
                EXECUTE format(attempt, audit.name);
                faults := faults || format('%s on %s was not refused', split_part(attempt, ' ', 1), audit.name);
            EXCEPTION WHEN insufficient_privilege THEN
                NULL;  -- as it has to be
            END;
        END LOOP;
    END LOOP;
    IF tables = 0 THEN
        RAISE EXCEPTION 'there are no audit tables here';
    ELSIF array_length(faults, 1) > 0 THEN
        RAISE EXCEPTION '% can change the audit trail: %', current_user, array_to_string(faults, '; ');
    END IF;
    RAISE NOTICE '% can only read and add to % audit tables', current_user, tables;
END
$$;

ROLLBACK;
