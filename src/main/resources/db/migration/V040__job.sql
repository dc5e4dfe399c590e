-- Long jobs that a person started: one row each, with its progress and the place from which any node goes on.

DROP TABLE mass_change_member;
DROP TABLE mass_change;
DROP TABLE mass_request;

CREATE TABLE job (
    tenant_id        uuid        NOT NULL REFERENCES tenant,
    id               uuid        NOT NULL,
    -- As the room that does it calls it: MASS_CHANGE, MASS_REQUEST.
    kind             text        NOT NULL,
    -- The member of staff, or null where another system did; no reference, as who leaves may be deleted.
    started_by       uuid,
    started_at       timestamptz NOT NULL,
    -- What it is about: ids and choices, kept for good.
    about            jsonb       NOT NULL,
    -- What is needed to go on and may be personal, such as a declaration; forgotten at the end.
    parameters       jsonb,
    -- What no two open jobs of a kind may both be about, such as a group; null where any number may.
    once             text,
    state            text        NOT NULL
        CHECK (state IN ('QUEUED', 'RUNNING', 'PAUSED', 'STOPPED', 'DONE', 'FAILED')),
    -- Why it failed: key of a message and what stands in its placeholders.
    reason           text,
    reason_arguments jsonb,
    ended_at         timestamptz,
    total            int         NOT NULL CHECK (total >= 0),
    done             int         NOT NULL DEFAULT 0,
    -- How many came to what, by the kind's own names.
    outcome          jsonb       NOT NULL DEFAULT '{}',
    -- Up to where it came, as the kind writes it; null before the first batch.
    cursor           text,
    -- Of the latest batch.
    worked_at        timestamptz NOT NULL,
    -- Since when it goes without a pause, and what was done by then: from these the rate.
    going_since      timestamptz NOT NULL,
    going_from       int         NOT NULL DEFAULT 0,
    -- Tries of the batch at hand that went wrong.
    faults           int         NOT NULL DEFAULT 0,
    -- Not before; later than now after a fault.
    due_at           timestamptz NOT NULL,
    -- Who has the batch at hand, and until when nobody else may take it.
    holder           uuid,
    lease_until      timestamptz,
    PRIMARY KEY (tenant_id, id),
    CHECK ((state = 'FAILED') = (reason IS NOT NULL)),
    CHECK ((state IN ('STOPPED', 'DONE', 'FAILED')) = (ended_at IS NOT NULL)),
    CHECK ((state IN ('STOPPED', 'DONE')) = (parameters IS NULL)),
    CHECK ((holder IS NULL) = (lease_until IS NULL))
);
CREATE INDEX job_going ON job (tenant_id, worked_at, id) WHERE state IN ('QUEUED', 'RUNNING');
CREATE UNIQUE INDEX job_once ON job (tenant_id, kind, once) WHERE state NOT IN ('STOPPED', 'DONE');
SELECT guard_by_tenant('job');

-- Whom a mass change concerns, fixed when it was started; no reference to the contact point, which may be erased.
CREATE TABLE mass_change_member (
    tenant_id        uuid NOT NULL,
    job_id           uuid NOT NULL,
    place            int  NOT NULL,
    contact_point_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, job_id, place),
    FOREIGN KEY (tenant_id, job_id) REFERENCES job
);
SELECT guard_by_tenant('mass_change_member');
