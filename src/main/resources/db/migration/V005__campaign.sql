-- What is said.

CREATE TABLE campaign (
    tenant_id     uuid        NOT NULL REFERENCES tenant,
    id            uuid        NOT NULL,
    name          text        NOT NULL,
    trigger       text        NOT NULL CHECK (trigger IN ('SCHEDULED', 'EVENT')),
    status        text        NOT NULL CHECK (status IN ('DRAFT', 'READY', 'SENDING', 'SENT', 'ARCHIVED')),
    language      text        NOT NULL CHECK (language IN ('de', 'en')),
    message_class text        NOT NULL CHECK (message_class IN ('ADVERTISING', 'EXISTING_CUSTOMER', 'NOTICE',
                                                                'TRANSACTIONAL', 'OPT_IN')),
    -- The version that is sent.
    version       int         NOT NULL,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT guard_by_tenant('campaign');

-- Content once made ready is frozen: a message names the version that it was made from.
CREATE TABLE campaign_version (
    tenant_id   uuid        NOT NULL,
    campaign_id uuid        NOT NULL,
    version     int         NOT NULL,
    subject     text        NOT NULL,
    body_html   text        NOT NULL,
    body_text   text        NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, campaign_id, version),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign
);
SELECT guard_by_tenant('campaign_version');
REVOKE UPDATE, DELETE ON campaign_version FROM jawort_app;
