-- Processes that people make, and runs that take many steps.

-- A process that was never online has version 0 and a draft alone.
ALTER TABLE opt_in_process_version ADD COLUMN created_by uuid;

-- What is being worked on beside the version that is online; the revision tells who was first.
CREATE TABLE opt_in_process_draft (
    tenant_id  uuid        NOT NULL,
    process_id uuid        NOT NULL,
    revision   int         NOT NULL CHECK (revision > 0),
    steps      jsonb       NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by uuid,
    PRIMARY KEY (tenant_id, process_id),
    FOREIGN KEY (tenant_id, process_id) REFERENCES opt_in_process ON DELETE CASCADE
);
SELECT guard_by_tenant('opt_in_process_draft');

-- A run is under way until it has ended, whatever the recipient answered meanwhile.
ALTER TABLE run
    -- Where a confirmation leads from the step at which it stands; null: to the end named complete, at once.
    ADD COLUMN confirmed_step text,
    -- At which step the recipient answered, or the time was over; null: at the first that waits.
    ADD COLUMN answered_step  text,
    -- When it came to the step where it stands; null: when it began.
    ADD COLUMN moved_at       timestamptz;
DROP INDEX run_due;
-- A look-up by id must never say "ended_at IS NULL", or this index would compete with the primary key.
CREATE INDEX run_due ON run (tenant_id, due_at) WHERE ended_at IS NULL;

-- Runs of people who were erased, as numbers alone, so that the picture of a version stays true.
CREATE TABLE run_erased (
    tenant_id       uuid   NOT NULL,
    process_id      uuid   NOT NULL,
    process_version int    NOT NULL,
    status          text   NOT NULL,
    answered_step   text   NOT NULL,
    step            text   NOT NULL,
    runs            bigint NOT NULL,
    PRIMARY KEY (tenant_id, process_id, process_version, status, answered_step, step),
    FOREIGN KEY (tenant_id, process_id, process_version) REFERENCES opt_in_process_version
);
SELECT guard_by_tenant('run_erased');

ALTER TABLE message
    -- The step of its run that sent it; null where a sign-up did so itself, which may ask for it again.
    ADD COLUMN step         text,
    -- Until when its question may be answered; null: seven days.
    ADD COLUMN answer_until timestamptz;
CREATE UNIQUE INDEX one_message_per_run_and_step ON message (run_id, step, tenant_id) WHERE step IS NOT NULL;
