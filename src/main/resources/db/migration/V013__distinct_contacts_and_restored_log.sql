-- Contacts that look like duplicates and were found to be two; and logs that begin anew after a restore.

-- Each pair stands here twice, once from either side, so that whoever looks from one finds the other.
CREATE TABLE contact_distinct (
    tenant_id  uuid        NOT NULL,
    contact_id uuid        NOT NULL,
    other_id   uuid        NOT NULL CHECK (other_id <> contact_id),
    at         timestamptz NOT NULL,
    -- The member of staff who looked.
    by_user    uuid,
    PRIMARY KEY (tenant_id, contact_id, other_id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, other_id) REFERENCES contact ON DELETE CASCADE
);
CREATE INDEX contact_distinct_of_other ON contact_distinct (tenant_id, other_id);
SELECT guard_by_tenant('contact_distinct');
REVOKE UPDATE ON contact_distinct FROM jawort_app;

-- Of a key under whose name the log goes on from an older state: the last checkpoint of the log before,
-- as it was signed. Null of all others.
ALTER TABLE log_key ADD COLUMN abandoned text;
