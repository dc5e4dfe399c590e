-- Where visitors sign up.

CREATE TABLE form (
    tenant_id   uuid        NOT NULL REFERENCES tenant,
    id          uuid        NOT NULL,
    -- The last part of its address: the tenant's number in base 36, a hyphen, ten random characters.
    key         text        NOT NULL COLLATE "C",
    name        text        NOT NULL,
    language    text        NOT NULL CHECK (is_language(language)),
    purpose_id  uuid        NOT NULL,
    -- The version that is shown.
    version     int         NOT NULL,
    -- Its texts follow the tenant's profile, until somebody edits it.
    standard    boolean     NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL,
    archived_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, key),
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose
);
SELECT guard_by_tenant('form');

-- Fields, boxes and texts as they were shown; a submission points at the version.
CREATE TABLE form_version (
    tenant_id  uuid        NOT NULL,
    form_id    uuid        NOT NULL,
    version    int         NOT NULL,
    definition jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, form_id, version),
    FOREIGN KEY (tenant_id, form_id) REFERENCES form
);
SELECT guard_by_tenant('form_version');
SELECT only_append('form_version');
