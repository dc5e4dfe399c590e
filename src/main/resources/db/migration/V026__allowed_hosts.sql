-- Websites that a tenant's visitors may be sent on to, once a form of ours has done its work. What
-- sends them there names the host by a foreign key, so that no host leaves the list while it is used.
CREATE TABLE allowed_host (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    -- In lower case; in ASCII, so that a name that looks like another one shows as what it is.
    host      text        NOT NULL COLLATE "C" CHECK (host ~ '^[a-z0-9.-]{4,253}$'),
    added_by  uuid        NOT NULL,
    added_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, host)
);
SELECT guard_by_tenant('allowed_host');
