-- Pictures in mails. Whoever has the address sees one: it is in every mail that was sent, so none is
-- ever replaced, and the address holds the hash of the content.
CREATE TABLE campaign_image (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    id         uuid        NOT NULL,
    sha256     bytea       NOT NULL,
    type       text        NOT NULL CHECK (type IN ('image/png', 'image/jpeg', 'image/gif', 'image/webp')),
    width      int         NOT NULL,
    height     int         NOT NULL,
    name       text        NOT NULL,
    -- What it says to those who do not see it.
    alt        text        NOT NULL,
    content    bytea       NOT NULL,
    added_at   timestamptz NOT NULL,
    added_by   uuid,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (sha256, tenant_id)
);
SELECT guard_by_tenant('campaign_image');
