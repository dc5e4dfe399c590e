-- What runs tell staff and other systems; written with the step, worked off afterwards.

CREATE TABLE staff_notice (
    tenant_id        uuid        NOT NULL,
    id               uuid        NOT NULL,
    run_id           uuid        NOT NULL,
    step             text        NOT NULL,
    contact_point_id uuid        NOT NULL,
    -- For whom; null: for all.
    user_id          uuid,
    text             text        NOT NULL,
    created_at       timestamptz NOT NULL,
    done_at          timestamptz,
    done_by          uuid,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, contact_point_id) REFERENCES contact_point ON DELETE CASCADE
);
CREATE UNIQUE INDEX one_notice_per_run_and_step ON staff_notice (run_id, step, tenant_id);
CREATE INDEX staff_notice_of_contact_point ON staff_notice (contact_point_id);
CREATE INDEX staff_notice_open ON staff_notice (tenant_id, id) WHERE done_at IS NULL;
SELECT guard_by_tenant('staff_notice');

-- A POST to another system. It names people by ids alone, so that it outlives their erasure; what is told
-- of them is read when the call is made. Its id is the key by which the other side knows a repetition.
CREATE TABLE webhook_call (
    tenant_id        uuid        NOT NULL REFERENCES tenant,
    id               uuid        NOT NULL,
    run_id           uuid        NOT NULL,
    process_id       uuid        NOT NULL,
    process_version  int         NOT NULL,
    step             text        NOT NULL,
    contact_point_id uuid        NOT NULL,
    purpose_id       uuid        NOT NULL,
    url              text        NOT NULL,
    status           text        NOT NULL CHECK (status IN ('QUEUED', 'DONE', 'FAILED')),
    created_at       timestamptz NOT NULL,
    -- When it may be claimed next; a claim moves it to the end of its lease.
    due_at           timestamptz NOT NULL,
    attempts         int         NOT NULL DEFAULT 0,
    -- The status code, or what went wrong.
    answer           text,
    answered_at      timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX one_call_per_run_and_step ON webhook_call (run_id, step, tenant_id);
CREATE INDEX webhook_call_due ON webhook_call (tenant_id, due_at) WHERE status = 'QUEUED';
SELECT guard_by_tenant('webhook_call');
