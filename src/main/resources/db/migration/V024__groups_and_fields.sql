-- Groups of contacts, and fields that a tenant adds to them.

CREATE TABLE contact_group (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    id         uuid        NOT NULL,
    name       text        NOT NULL CHECK (name <> ''),
    name_key   text        NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name_key)
);
SELECT guard_by_tenant('contact_group');

CREATE TABLE contact_group_member (
    tenant_id  uuid        NOT NULL,
    group_id   uuid        NOT NULL,
    contact_id uuid        NOT NULL,
    since      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, group_id, contact_id),
    FOREIGN KEY (tenant_id, group_id) REFERENCES contact_group ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact ON DELETE CASCADE
);
CREATE INDEX contact_group_member_of_contact ON contact_group_member (contact_id);
SELECT guard_by_tenant('contact_group_member');

CREATE TABLE contact_field (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    id         uuid        NOT NULL,
    name       text        NOT NULL CHECK (name <> ''),
    name_key   text        NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name_key)
);
SELECT guard_by_tenant('contact_field');

-- No row: the field is empty.
CREATE TABLE contact_field_value (
    tenant_id  uuid        NOT NULL,
    contact_id uuid        NOT NULL,
    field_id   uuid        NOT NULL,
    value      text        NOT NULL CHECK (value <> ''),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, contact_id, field_id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, field_id) REFERENCES contact_field ON DELETE CASCADE
);
CREATE INDEX contact_field_value_of_field ON contact_field_value (field_id);
SELECT guard_by_tenant('contact_field_value');
