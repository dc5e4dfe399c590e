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
    -- What its system may do; each address of the API wants one of them.
    scopes       text[]      NOT NULL
        CHECK (cardinality(scopes) > 0 AND scopes <@ '{READ,CONTACTS,CONSENTS,MESSAGES,ADMIN}'),
    -- The owner who made it; null: the settings did.
    created_by   uuid,
    created_at   timestamptz NOT NULL,
    -- From then on it opens nothing; null: no end.
    expires_at   timestamptz,
    -- The key that takes its place; until expires_at both open.
    replaced_by  uuid,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, replaced_by) REFERENCES api_key
);
CREATE INDEX ON api_key (key_hash);
SELECT guard_by_tenant('api_key');
CREATE POLICY directory ON api_key FOR SELECT TO CURRENT_USER USING (true);

CREATE FUNCTION api_key_owner(key_hash bytea) RETURNS TABLE (tenant_id uuid, key_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    SELECT k.tenant_id, k.id FROM api_key k WHERE k.key_hash = api_key_owner.key_hash
    ORDER BY k.revoked_at IS NOT NULL;
END;
