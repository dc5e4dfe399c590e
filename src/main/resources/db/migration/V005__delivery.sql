-- How it gets there: the outbox, and the mails to staff beside it.

CREATE TABLE message (
    tenant_id        uuid        NOT NULL,
    id               uuid        NOT NULL,
    contact_point_id uuid        NOT NULL,
    message_class    text        NOT NULL CHECK (message_class IN ('ADVERTISING', 'EXISTING_CUSTOMER', 'NOTICE',
                                                                   'TRANSACTIONAL', 'OPT_IN')),
    purpose_id       uuid        NOT NULL,
    campaign_id      uuid        NOT NULL,
    campaign_version int         NOT NULL,
    -- The ledger event that asked for it, and the run that it belongs to.
    event_id         uuid,
    run_id           uuid,
    -- The step of its run that sent it; null where a sign-up did so itself, which may ask for it again.
    step             text,
    -- Until when its question may be answered; null: seven days.
    answer_until     timestamptz,
    status           text        NOT NULL CHECK (status IN ('QUEUED', 'ACCEPTED', 'REFUSED', 'WITHHELD', 'EXPIRED')),
    created_at       timestamptz NOT NULL,
    -- When it may be claimed next; a claim moves it to the end of its lease.
    due_at           timestamptz NOT NULL,
    attempts         int         NOT NULL DEFAULT 0,
    -- The mail server's last answer, e.g. "250 2.0.0 Ok: queued", addresses taken out; or why it was withheld.
    answer           text,
    answered_at      timestamptz,
    -- Tried several times and failed by a fault of ours; waits until somebody has it tried again.
    set_aside_at     timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, contact_point_id) REFERENCES contact_point
);
CREATE INDEX message_due ON message (tenant_id, due_at) WHERE status = 'QUEUED';
CREATE INDEX message_set_aside ON message (tenant_id) WHERE set_aside_at IS NOT NULL;
CREATE INDEX message_of_contact_point ON message (contact_point_id);
CREATE UNIQUE INDEX one_message_per_run_and_step ON message (run_id, step, tenant_id) WHERE step IS NOT NULL;
SELECT guard_by_tenant('message');
SELECT look_often('message');

-- What a request for consent asks for besides: one mail and one click for all boxes that were ticked together.
CREATE TABLE message_also (
    tenant_id  uuid NOT NULL,
    message_id uuid NOT NULL,
    purpose_id uuid NOT NULL,
    -- The ledger event that asked for it, and the run that waits for the answer.
    event_id   uuid NOT NULL,
    run_id     uuid NOT NULL,
    PRIMARY KEY (tenant_id, message_id, purpose_id),
    FOREIGN KEY (tenant_id, message_id) REFERENCES message ON DELETE CASCADE
);
SELECT guard_by_tenant('message_also');
REVOKE UPDATE ON message_also FROM jawort_app;

-- The mail as sent, byte for byte.
CREATE TABLE message_content (
    tenant_id  uuid  NOT NULL,
    message_id uuid  NOT NULL,
    raw        bytea NOT NULL,
    PRIMARY KEY (tenant_id, message_id),
    FOREIGN KEY (tenant_id, message_id) REFERENCES message ON DELETE CASCADE
);
SELECT guard_by_tenant('message_content');

-- Somebody or something opened a link of a message: a reader, or a scanner. Never consent (law 13).
CREATE TABLE link_fetch (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    message_id uuid        NOT NULL,
    link_type  text        NOT NULL,
    at         timestamptz NOT NULL,
    user_agent text,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, message_id) REFERENCES message ON DELETE CASCADE
);
CREATE INDEX link_fetch_of_message ON link_fetch (message_id);
SELECT guard_by_tenant('link_fetch');

-- Mails to those who work with Jawort: tests of a campaign, questions to a new sender address. They belong
-- to no contact and rest on no consent, so they lie beside the outbox and take the same way out.
CREATE TABLE staff_mail (
    tenant_id     uuid        NOT NULL REFERENCES tenant,
    id            uuid        NOT NULL,
    -- What it is, such as TEST or SENDER.
    kind          text        NOT NULL,
    envelope_from text        NOT NULL,
    envelope_to   text        NOT NULL,
    international boolean     NOT NULL,
    raw           bytea       NOT NULL,
    status        text        NOT NULL CHECK (status IN ('QUEUED', 'ACCEPTED', 'REFUSED', 'EXPIRED')),
    created_at    timestamptz NOT NULL,
    -- When it may be claimed next; a claim moves it to the end of its lease.
    due_at        timestamptz NOT NULL,
    attempts      int         NOT NULL DEFAULT 0,
    answer        text,
    answered_at   timestamptz,
    -- As in message.
    set_aside_at  timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX staff_mail_due ON staff_mail (due_at) WHERE status = 'QUEUED';
SELECT guard_by_tenant('staff_mail');
