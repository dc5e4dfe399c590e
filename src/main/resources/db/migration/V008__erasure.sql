-- Proof that outlives the people whom it is about, until its day comes (law 34, 35).

-- Whose proof it is and until when; one row for each consent.
CREATE TABLE kept_proof (
    tenant_id        uuid        NOT NULL REFERENCES tenant,
    contact_point_id uuid        NOT NULL,
    purpose_id       uuid        NOT NULL,
    contact_id       uuid        NOT NULL,
    channel          text        NOT NULL CHECK (channel IN ('EMAIL', 'SMS')),
    address          text        NOT NULL,
    person           text        NOT NULL,
    -- Made as in the suppression list, to find it by an address that somebody types.
    hash             bytea       NOT NULL CHECK (length(hash) = 32),
    reason           text        NOT NULL CHECK (reason IN ('WITHDRAWAL', 'CALLS')),
    kept_at          timestamptz NOT NULL,
    until            timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, contact_point_id, purpose_id),
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose
);
CREATE INDEX kept_proof_due ON kept_proof (tenant_id, until);
CREATE INDEX kept_proof_by_hash ON kept_proof (tenant_id, hash);
SELECT guard_by_tenant('kept_proof');
REVOKE UPDATE ON kept_proof FROM jawort_app;
-- Locking a row takes the right to change something in it.
GRANT UPDATE (until) ON kept_proof TO jawort_app;

-- The requests for consent that belong to it, as sent, with the mail server's answer.
CREATE TABLE kept_message (
    tenant_id        uuid        NOT NULL,
    message_id       uuid        NOT NULL,
    contact_point_id uuid        NOT NULL,
    purpose_id       uuid        NOT NULL,
    created_at       timestamptz NOT NULL,
    status           text        NOT NULL,
    answer           text,
    answered_at      timestamptz,
    raw              bytea,
    -- Of a request for several consents, the proof of each has it.
    PRIMARY KEY (tenant_id, message_id, purpose_id),
    FOREIGN KEY (tenant_id, contact_point_id, purpose_id) REFERENCES kept_proof ON DELETE CASCADE
);
CREATE INDEX kept_message_of_proof ON kept_message (tenant_id, contact_point_id, purpose_id);
SELECT guard_by_tenant('kept_message');
REVOKE UPDATE ON kept_message FROM jawort_app;
