-- Trials: somebody of the staff walks a process with an address of their own, and all of it goes again.

-- Whoever belongs to a trial is counted nowhere and written to by nothing but the trial itself. It stands
-- beside the address as well, where "may we write?" looks, and where the ledger does.
ALTER TABLE contact ADD COLUMN trial boolean NOT NULL DEFAULT false;
ALTER TABLE contact_point ADD COLUMN trial boolean NOT NULL DEFAULT false;
-- Its waiting is shortened.
ALTER TABLE run ADD COLUMN trial boolean NOT NULL DEFAULT false;
ALTER TABLE webhook_call ADD COLUMN trial boolean NOT NULL DEFAULT false;

CREATE TABLE trial (
    tenant_id        uuid        NOT NULL REFERENCES tenant,
    id               uuid        NOT NULL,
    started_by       uuid        NOT NULL,
    started_at       timestamptz NOT NULL,
    -- When it goes by itself.
    remove_at        timestamptz NOT NULL,
    process_id       uuid        NOT NULL,
    process_version  int         NOT NULL,
    purpose_id       uuid        NOT NULL,
    -- Ids alone, so that the row outlives what they named.
    run_id           uuid        NOT NULL,
    contact_point_id uuid        NOT NULL,
    -- Keyed hash of the mailbox, aliases folded: how many trials it had in a day. Kept for that day.
    mailbox          bytea,
    removed_at       timestamptz,
    -- The mails that it had, for whoever opens a link in one of them later.
    message_ids      uuid[]      NOT NULL DEFAULT '{}',
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, process_id, process_version) REFERENCES opt_in_process_version
);
SELECT guard_by_tenant('trial');

-- "May we write?" (domain.md): the one rule, for a million contact points or for one. It names the
-- reason: the status or the message class where it is allowed, the first exclusion reason where not.
DROP FUNCTION may_we_write(text, text, text, boolean, boolean);
CREATE FUNCTION may_we_write(message_class text, status text, mail_block text, suppressed boolean,
                             expired boolean, trial boolean) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN suppressed THEN 'SUPPRESSED' WHEN trial THEN 'TRIAL' ELSE CASE message_class
        WHEN 'ADVERTISING' THEN
            CASE WHEN mail_block IS NOT NULL THEN 'BLOCKED_' || mail_block
                 WHEN status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED') THEN
                     CASE WHEN expired THEN 'EXPIRED' ELSE status END
                 WHEN status IN ('REVOKED', 'REFUSED', 'LAPSED') THEN status
                 WHEN status IN ('TRIGGERED', 'SENT') THEN 'PENDING'
                 ELSE 'NO_CONSENT' END
        -- The address must come from a sale with the notice of objection (law 26), which nothing records yet.
        WHEN 'EXISTING_CUSTOMER' THEN
            CASE WHEN mail_block IS NOT NULL THEN 'BLOCKED_' || mail_block
                 WHEN status IN ('REVOKED', 'REFUSED') THEN status
                 ELSE 'NO_CONSENT' END
        WHEN 'NOTICE' THEN
            CASE WHEN mail_block <> 'NEW' THEN 'BLOCKED_' || mail_block
                 WHEN status IN ('REVOKED', 'REFUSED') THEN status
                 ELSE message_class END
        WHEN 'TRANSACTIONAL' THEN
            CASE WHEN mail_block IN ('HARD_BOUNCE', 'UNSUBSCRIBED') THEN 'BLOCKED_' || mail_block
                 ELSE message_class END
        WHEN 'OPT_IN' THEN
            CASE WHEN mail_block IN ('HARD_BOUNCE', 'COMPLAINT') THEN 'BLOCKED_' || mail_block
                 ELSE message_class END
    END END;
