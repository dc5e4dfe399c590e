-- Keys of other systems.

CREATE TABLE api_key (
    tenant_id    uuid        NOT NULL REFERENCES tenant,
    id           uuid        NOT NULL,
    name         text        NOT NULL,
    -- SHA-256; a key is random enough to need no salt, and the hash finds it.
    key_hash     bytea       NOT NULL,
    -- The first characters, so that people can tell their keys apart.
    hint         text        NOT NULL,
    -- On what basis its system asks people for their consent, where its request says nothing else.
    asking_basis text        NOT NULL,
    asking_note  text,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX ON api_key (key_hash);
SELECT guard_by_tenant('api_key');
CREATE POLICY directory ON api_key FOR SELECT TO CURRENT_USER USING (true);

CREATE FUNCTION api_key_owner(key_hash bytea) RETURNS TABLE (tenant_id uuid, key_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    SELECT k.tenant_id, k.id FROM api_key k WHERE k.key_hash = api_key_owner.key_hash AND k.revoked_at IS NULL;
END;
