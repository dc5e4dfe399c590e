-- What people tell staff: declarations with their evidence, files that back them, and mass changes.

-- Calls have rules of their own (§ 7a UWG).
ALTER TABLE purpose ADD COLUMN IF NOT EXISTS calls boolean NOT NULL DEFAULT false;

-- A scan or photograph of what somebody signed. Nothing is ever changed here; a file goes when the last
-- evidence that names it is erased.
CREATE TABLE evidence_file (
    tenant_id   uuid        NOT NULL REFERENCES tenant,
    id          uuid        NOT NULL,
    sha256      bytea       NOT NULL CHECK (length(sha256) = 32),
    type        text        NOT NULL,
    name        text        NOT NULL,
    size        int         NOT NULL CHECK (size = length(content)),
    content     bytea       NOT NULL,
    uploaded_by uuid        NOT NULL,
    uploaded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
-- Scans are compressed already.
ALTER TABLE evidence_file ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE INDEX evidence_file_by_age ON evidence_file (tenant_id, uploaded_at);
SELECT guard_by_tenant('evidence_file');
REVOKE UPDATE ON evidence_file FROM jawort_app;

-- The file that an evidence names; the evidence itself holds its hash, so the commitment covers the file.
ALTER TABLE consent_evidence ADD COLUMN file_id uuid
    GENERATED ALWAYS AS ((content -> 'declaration' -> 'file' ->> 'id')::uuid) STORED;
CREATE INDEX consent_evidence_of_file ON consent_evidence (tenant_id, file_id) WHERE file_id IS NOT NULL;

-- What a tenant decided about consents. No row means the strict default.
CREATE TABLE consent_setting (
    tenant_id               uuid        NOT NULL REFERENCES tenant,
    declare_after_withdrawal boolean    NOT NULL,
    changed_by              uuid        NOT NULL,
    changed_at              timestamptz NOT NULL,
    PRIMARY KEY (tenant_id)
);
SELECT guard_by_tenant('consent_setting');

-- A change of many consents at once, worked off in batches; where a node dies another one goes on.
CREATE TABLE mass_change (
    tenant_id   uuid        NOT NULL REFERENCES tenant,
    id          uuid        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('DECLARE', 'TAKE_BACK')),
    purpose_id  uuid        NOT NULL,
    started_by  uuid        NOT NULL,
    -- Kept while it runs; afterwards it stands in each evidence.
    declaration jsonb,
    file_id     uuid,
    total       int         NOT NULL,
    done        int         NOT NULL DEFAULT 0,
    -- How many came to what: CHANGED, or why not.
    outcome     jsonb       NOT NULL,
    started_at  timestamptz NOT NULL,
    -- Of the latest batch.
    worked_at   timestamptz NOT NULL,
    stopped_at  timestamptz,
    finished_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose
);
CREATE INDEX mass_change_open ON mass_change (tenant_id, id) WHERE finished_at IS NULL AND stopped_at IS NULL;
SELECT guard_by_tenant('mass_change');

-- Whom it concerns, fixed when it was started; no reference to the contact point, which may be erased.
CREATE TABLE mass_change_member (
    tenant_id        uuid NOT NULL,
    change_id        uuid NOT NULL,
    place            int  NOT NULL,
    contact_point_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, change_id, place),
    FOREIGN KEY (tenant_id, change_id) REFERENCES mass_change ON DELETE CASCADE
);
SELECT guard_by_tenant('mass_change_member');
