-- Purposes that staff keep, the mail block as part of the ledger, and one rule that knows of
-- suppression and of consents that lay unused.

-- The rows of all tenants, for what follows: the fence holds for the owner too.
SELECT set_config('jawort.tenants', (SELECT coalesce('{' || string_agg(id::text, ',') || '}', '{}') FROM tenant), true);

ALTER TABLE purpose
    ADD COLUMN name_de         text,
    ADD COLUMN name_en         text,
    ADD COLUMN description     text    NOT NULL DEFAULT '',
    -- How one may write for it: one consent and one wording for each channel (law 1).
    ADD COLUMN email           boolean NOT NULL DEFAULT true,
    ADD COLUMN sms             boolean NOT NULL DEFAULT false,
    -- Consent to telephone advertising, with the duties of § 7a UWG (law 18, 35).
    ADD COLUMN calls           boolean NOT NULL DEFAULT false,
    -- Months without use until a consent is doubted (law 24); null: never.
    ADD COLUMN validity_months int     CHECK (validity_months BETWEEN 1 AND 120),
    ADD COLUMN expiry          text    NOT NULL DEFAULT 'WARN' CHECK (expiry IN ('WARN', 'BLOCK')),
    ADD COLUMN legal_basis     text    NOT NULL DEFAULT 'CONSENT'
        CHECK (legal_basis IN ('CONSENT', 'CONSENT_TDDDG', 'CONTRACT', 'LEGITIMATE_INTEREST')),
    -- Whose law (law 30).
    ADD COLUMN jurisdiction    text    NOT NULL DEFAULT 'DE' CHECK (jurisdiction IN ('DE', 'AT', 'CH', 'FR')),
    ADD COLUMN archived_at     timestamptz;
UPDATE purpose SET name_de = initcap(key), name_en = initcap(key);
ALTER TABLE purpose
    ALTER COLUMN name_de SET NOT NULL,
    ALTER COLUMN name_en SET NOT NULL;

-- The member of staff who wrote it; null: Jawort itself, and then it follows the firm's name.
ALTER TABLE wording ADD COLUMN created_by uuid;

-- Filled by the room that keeps the suppression list.
ALTER TABLE contact_point ADD COLUMN suppressed boolean NOT NULL DEFAULT false;

-- When advertising that rests on it last went out, where the purpose has a validity.
ALTER TABLE consent ADD COLUMN used_at timestamptz;

-- The block of the contact point after the event, so that the ledger alone tells what was allowed
-- when. An event about the block alone (BLOCKED, UNBLOCKED) has neither purpose nor status.
ALTER TABLE consent_event
    ADD COLUMN mail_block text CHECK (mail_block IN ('NEW', 'UNSUBSCRIBED', 'LAPSED', 'HARD_BOUNCE', 'COMPLAINT', 'STAFF')),
    ALTER COLUMN purpose_id DROP NOT NULL,
    ALTER COLUMN status DROP NOT NULL,
    ADD CHECK ((purpose_id IS NULL) = (status IS NULL)),
    ADD CHECK ((purpose_id IS NULL) = (type IN ('BLOCKED', 'UNBLOCKED')));

-- What earlier versions wrote: the latest event gets what stands, the ones before what followed from them.
WITH told AS (
    SELECT tenant_id, id, contact_point_id, lead(id) OVER w IS NULL AS latest,
           CASE WHEN type = 'SIGNED_UP' AND lag(id) OVER w IS NULL THEN 'NEW'
                WHEN type IN ('CONFIRMED', 'GRANTED') THEN ''
                WHEN type = 'LAPSED' THEN 'LAPSED'
                WHEN type = 'REVOKED' THEN 'UNSUBSCRIBED' END AS block
    FROM consent_event
    WINDOW w AS (PARTITION BY tenant_id, contact_point_id ORDER BY id)),
carried AS (
    SELECT tenant_id, id, contact_point_id, latest,
           array_agg(block) FILTER (WHERE block IS NOT NULL)
               OVER (PARTITION BY tenant_id, contact_point_id ORDER BY id) AS blocks
    FROM told)
UPDATE consent_event e
SET mail_block = CASE WHEN c.latest AND p.id IS NOT NULL THEN p.mail_block
                      ELSE nullif(c.blocks[array_upper(c.blocks, 1)], '') END
FROM carried c LEFT JOIN contact_point p ON p.tenant_id = c.tenant_id AND p.id = c.contact_point_id
WHERE e.tenant_id = c.tenant_id AND e.id = c.id;

-- What is never edited is not edited by the owner of the tables either, unless it is meant: it
-- would have to switch the trigger off first.
CREATE FUNCTION refuse_change() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE FUNCTION only_append(kept regclass) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM jawort_app', kept);
    EXECUTE format('CREATE TRIGGER only_append BEFORE UPDATE OR DELETE OR TRUNCATE ON %s '
                   'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', kept);
END
$$;
REVOKE EXECUTE ON FUNCTION only_append FROM PUBLIC;
SELECT only_append('consent_event');
SELECT only_append('wording');
SELECT only_append('form_version');
SELECT only_append('campaign_version');
SELECT only_append('opt_in_process_version');

-- Tells whether a consent lay unused for longer than its purpose allows, where the purpose says
-- that it then counts no more (law 24). Null where it says nothing.
CREATE FUNCTION has_expired(validity_months int, expiry text, since timestamptz, used_at timestamptz,
                            asked_at timestamptz) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN expiry = 'BLOCK' AND greatest(since, used_at) + make_interval(months => validity_months) <= asked_at;

-- "May we write?" (domain.md): the one rule, for a million contact points or for one. It names the
-- reason: the status or the message class where it is allowed, the first exclusion reason where not.
DROP FUNCTION may_we_write(text, text, text);
CREATE FUNCTION may_we_write(message_class text, status text, mail_block text, suppressed boolean,
                             expired boolean) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN suppressed THEN 'SUPPRESSED' ELSE CASE message_class
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
