-- Merging and erasing people, the suppression list, and proof that outlives them for a time.

-- Sperrliste: addresses that must never be advertised to again, as keyed hashes over tenant, channel and
-- address (law 36). Whoever has the table without the master secret cannot try addresses against it.
CREATE TABLE suppression (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    hash      bytea       NOT NULL CHECK (length(hash) = 32),
    channel   text        NOT NULL CHECK (channel IN ('EMAIL', 'SMS')),
    reason    text        NOT NULL CHECK (reason IN ('ERASURE')),
    since     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, hash)
);
SELECT guard_by_tenant('suppression');
REVOKE UPDATE ON suppression FROM jawort_app;

-- What was done to contacts, by whom and when. Ids and words of staff alone, so that it outlives people.
CREATE TABLE contact_act (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    id         uuid        NOT NULL,
    at         timestamptz NOT NULL,
    act        text        NOT NULL CHECK (act IN ('MERGED', 'ERASED', 'POINT_ERASED', 'POINT_REMOVED', 'PROOF_KEPT',
                                                   'PROOF_ERASED', 'SUPPRESSION_LIFTED', 'SUPPRESSION_REMOVED')),
    actor      text        NOT NULL CHECK (actor IN ('RECIPIENT', 'STAFF', 'API', 'PROCESS')),
    actor_id   uuid,
    contact_id uuid,
    -- The contact that was merged into it, or the contact point.
    other_id   uuid,
    note       text,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX contact_act_of_contact ON contact_act (tenant_id, contact_id, id) WHERE contact_id IS NOT NULL;
CREATE INDEX contact_act_of_other ON contact_act (tenant_id, other_id, id) WHERE other_id IS NOT NULL;
SELECT guard_by_tenant('contact_act');
SELECT only_append('contact_act');

-- What a merged contact was called: the personal part of the act, erased with the contact that survived.
CREATE TABLE contact_former (
    tenant_id  uuid NOT NULL,
    act_id     uuid NOT NULL,
    contact_id uuid NOT NULL,
    name       text NOT NULL,
    PRIMARY KEY (tenant_id, act_id),
    FOREIGN KEY (tenant_id, act_id) REFERENCES contact_act,
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact
);
CREATE INDEX contact_former_of_contact ON contact_former (tenant_id, contact_id);
SELECT guard_by_tenant('contact_former');

-- The same prefix search as before, and those who bear the same name stand side by side.
DROP INDEX contact_by_last_name;
CREATE INDEX contact_by_last_name ON contact (tenant_id, last_name_key, first_name_key) WHERE last_name_key IS NOT NULL;
-- Suppliers are few beside customers; the list of a kind needs not walk past all others.
CREATE INDEX contact_by_kind ON contact (tenant_id, kind, id) WHERE kind <> 'OTHER';

-- Evidence that is kept for legal defence alone, after its contact was erased (law 34, 35): shown on one
-- page, and nowhere else. Everything else about evidence stays unchangeable.
ALTER TABLE consent_evidence ADD COLUMN restricted boolean NOT NULL DEFAULT false;
GRANT UPDATE (restricted) ON consent_evidence TO jawort_app;

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
    PRIMARY KEY (tenant_id, message_id),
    FOREIGN KEY (tenant_id, contact_point_id, purpose_id) REFERENCES kept_proof ON DELETE CASCADE
);
CREATE INDEX kept_message_of_proof ON kept_message (tenant_id, contact_point_id, purpose_id);
SELECT guard_by_tenant('kept_message');
REVOKE UPDATE ON kept_message FROM jawort_app;
