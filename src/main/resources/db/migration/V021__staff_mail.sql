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
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX staff_mail_due ON staff_mail (due_at) WHERE status = 'QUEUED';
SELECT guard_by_tenant('staff_mail');
