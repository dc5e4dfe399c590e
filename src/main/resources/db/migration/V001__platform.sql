-- The fence between tenants, what is never edited, and the table of recurring work.
--
-- The application acts as the role jawort_app, which owns nothing. Row-level security is forced on
-- every table: a transaction names the tenants that it acts for in the setting jawort.tenants, and
-- sees and writes rows of those alone. The few questions that must be asked before a tenant is known
-- are functions of the owner (SECURITY DEFINER) which return ids and nothing else.
--
-- A lookup by tenant and id must have one index to choose, the primary key. While a table is young,
-- before its first ANALYZE, every index that begins with the tenant (or, since PostgreSQL skips over
-- leading columns, holds the id) looks just as cheap; a plan made then reads the whole of it at each
-- lookup. So the other indexes of the busy tables begin with what they are for. Ids are unique by
-- themselves.

CREATE FUNCTION tenants_in_scope() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('jawort.tenants', true), '')::uuid[];

-- Every table with a tenant calls it.
CREATE FUNCTION guard_by_tenant(guarded regclass, tenant_column text DEFAULT 'tenant_id') RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY tenant_scope ON %s USING (%I = ANY ((SELECT tenants_in_scope())::uuid[]))',
                   guarded, tenant_column);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO jawort_app', guarded);
END
$$;
REVOKE EXECUTE ON FUNCTION guard_by_tenant FROM PUBLIC;

-- For tables that many rows come into at once, or that statements about many rows ask. Of a tenant that
-- came since PostgreSQL last looked at a table it believes that it has one row there, and compares each
-- row of a set with each of the tenant's. So it looks after some thousand rows, however large the table
-- is, and whoever brings many rows at once may have it look at once.
CREATE FUNCTION look_often(looked_at regclass) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('ALTER TABLE %s SET (autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000)',
                   looked_at);
    EXECUTE format('GRANT MAINTAIN ON %s TO jawort_app', looked_at);
END
$$;
REVOKE EXECUTE ON FUNCTION look_often FROM PUBLIC;

-- What is never edited is not edited by the owner of the tables either, unless it is meant: it
-- would have to switch the trigger off first.
CREATE FUNCTION refuse_change() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE FUNCTION only_append(kept regclass) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM jawort_app', kept);
    EXECUTE format('CREATE TRIGGER only_append BEFORE UPDATE OR DELETE OR TRUNCATE ON %s '
                   'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', kept);
END
$$;
REVOKE EXECUTE ON FUNCTION only_append FROM PUBLIC;

-- Looks like the tag of a language (BCP 47), such as de or pt-BR. Which ones Jawort speaks is the
-- program's to say, so that a further one changes no table.
CREATE FUNCTION is_language(tag text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tag ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$';

-- db-scheduler's own table: which recurring job runs next, and on which node. It holds nothing of a tenant.
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX ON scheduled_tasks (execution_time);
CREATE INDEX ON scheduled_tasks (last_heartbeat);
GRANT SELECT, INSERT, UPDATE, DELETE ON scheduled_tasks TO jawort_app;

-- Random keys of the installation, by what they are for, each sealed by the master secret: a new master
-- secret seals them anew, and what was hashed by them is still recognised. They belong to no tenant.
CREATE TABLE installation_key (
    use     text        NOT NULL PRIMARY KEY,
    sealed  bytea       NOT NULL,
    made_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON installation_key TO jawort_app;

-- Which master secrets were in force, and since when. The mark is a MAC by the secret: it shows which of them
-- is at hand, and nothing of it.
CREATE TABLE secret_version (
    version int         NOT NULL PRIMARY KEY CHECK (version >= 1),
    mark    bytea       NOT NULL CHECK (length(mark) = 32),
    since   timestamptz NOT NULL
);
GRANT SELECT, INSERT ON secret_version TO jawort_app;
