-- People and firms, and the ways to reach them.

CREATE TABLE contact (
    tenant_id    uuid        NOT NULL REFERENCES tenant,
    id           uuid        NOT NULL,
    kind         text        NOT NULL DEFAULT 'OTHER' CHECK (kind IN ('CUSTOMER', 'SUPPLIER', 'OTHER')),
    first_name   text,
    last_name    text,
    company      text,
    -- Lower case, for the prefix search. Row-level security lets an index answer leakproof operators
    -- alone, and lower() is not one: an index over the expression would never be used.
    first_name_key text COLLATE "C" GENERATED ALWAYS AS (lower(first_name)) STORED,
    last_name_key  text COLLATE "C" GENERATED ALWAYS AS (lower(last_name)) STORED,
    company_key    text COLLATE "C" GENERATED ALWAYS AS (lower(company)) STORED,
    language     text        NOT NULL CHECK (language IN ('de', 'en')),
    -- How it came here; what came only through a form and was never confirmed is erased (law 23).
    origin       text        NOT NULL CHECK (origin IN ('FORM', 'STAFF', 'API', 'IMPORT', 'BOOKING')),
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX contact_by_last_name ON contact (tenant_id, last_name_key) WHERE last_name_key IS NOT NULL;
CREATE INDEX contact_by_first_name ON contact (tenant_id, first_name_key) WHERE first_name_key IS NOT NULL;
CREATE INDEX contact_by_company ON contact (tenant_id, company_key) WHERE company_key IS NOT NULL;
SELECT guard_by_tenant('contact');

CREATE TABLE contact_point (
    tenant_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    contact_id    uuid        NOT NULL,
    channel       text        NOT NULL CHECK (channel IN ('EMAIL', 'SMS')),
    -- As typed, for display and sending.
    address       text        NOT NULL,
    -- Normalised, for comparison; ordered by bytes so that a prefix search can use the index.
    address_key   text        NOT NULL COLLATE "C",
    mail_block    text        CHECK (mail_block IN ('NEW', 'UNSUBSCRIBED', 'LAPSED', 'HARD_BOUNCE', 'COMPLAINT', 'STAFF')),
    mail_block_at timestamptz,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact,
    UNIQUE (tenant_id, channel, address_key),
    CHECK ((mail_block IS NULL) = (mail_block_at IS NULL))
);
CREATE INDEX contact_point_of_contact ON contact_point (tenant_id, contact_id);
CREATE INDEX contact_point_blocked ON contact_point (tenant_id, mail_block, id) WHERE mail_block IS NOT NULL;
SELECT guard_by_tenant('contact_point');
