-- The double opt-in process and the ways through it.

CREATE TABLE opt_in_process (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    id         uuid        NOT NULL,
    name       text        NOT NULL,
    language   text        NOT NULL CHECK (language IN ('de', 'en')),
    status     text        NOT NULL CHECK (status IN ('DRAFT', 'ACTIVE', 'ARCHIVED')),
    version    int         NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX one_active_process_per_language ON opt_in_process (tenant_id, language) WHERE status = 'ACTIVE';
SELECT guard_by_tenant('opt_in_process');

CREATE TABLE opt_in_process_version (
    tenant_id  uuid        NOT NULL,
    process_id uuid        NOT NULL,
    version    int         NOT NULL,
    steps      jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, process_id, version),
    FOREIGN KEY (tenant_id, process_id) REFERENCES opt_in_process
);
SELECT guard_by_tenant('opt_in_process_version');
REVOKE UPDATE, DELETE ON opt_in_process_version FROM jawort_app;

CREATE TABLE run (
    tenant_id        uuid        NOT NULL,
    id               uuid        NOT NULL,
    process_id       uuid        NOT NULL,
    process_version  int         NOT NULL,
    contact_point_id uuid        NOT NULL,
    purpose_id       uuid        NOT NULL,
    -- The step at which it stands.
    step             text        NOT NULL,
    status           text        NOT NULL CHECK (status IN ('WAITING', 'CONFIRMED', 'REFUSED', 'LAPSED', 'ENDED')),
    started_at       timestamptz NOT NULL,
    -- The end of the present wait, counted from the latest sign-up.
    due_at           timestamptz NOT NULL,
    -- From when on the contact is erased if nothing was ever confirmed (law 23); null: not.
    erase_at         timestamptz,
    ended_at         timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, process_id, process_version) REFERENCES opt_in_process_version,
    FOREIGN KEY (tenant_id, contact_point_id) REFERENCES contact_point
);
CREATE UNIQUE INDEX one_waiting_run ON run (tenant_id, contact_point_id, purpose_id) WHERE status = 'WAITING';
CREATE INDEX run_due ON run (tenant_id, due_at) WHERE status = 'WAITING';
CREATE INDEX run_to_erase ON run (tenant_id, erase_at) WHERE status = 'LAPSED' AND erase_at IS NOT NULL;
SELECT guard_by_tenant('run');
