-- Notices are mailed, each once: whoever queues the mail marks them in the same transaction.

ALTER TABLE staff_notice ADD COLUMN mailed_at timestamptz;
CREATE INDEX staff_notice_unmailed
    ON staff_notice (coalesce(user_id, '00000000-0000-0000-0000-000000000000'), tenant_id, created_at)
    WHERE mailed_at IS NULL;

-- When somebody was last written to about notices, so that many of them become few mails. Its row is
-- also the lock by which nodes take turns.
CREATE TABLE staff_notice_pace (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    -- A member of staff; all zeros: everybody.
    addressee uuid        NOT NULL,
    mailed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, addressee)
);
SELECT guard_by_tenant('staff_notice_pace');
