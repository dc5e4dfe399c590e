-- The ledger, what is derived from it, "may we write?", and the transparency log.

CREATE TABLE purpose (
    tenant_id       uuid        NOT NULL REFERENCES tenant,
    id              uuid        NOT NULL,
    -- As the API names it, e.g. newsletter.
    key             text        NOT NULL CHECK (key ~ '^[a-z][a-z0-9-]{0,62}$'),
    -- What staff call it, by language.
    names           jsonb       NOT NULL CHECK (jsonb_typeof(names) = 'object'),
    description     text        NOT NULL DEFAULT '',
    -- How one may write for it: one consent and one wording for each channel (law 1).
    email           boolean     NOT NULL DEFAULT true,
    sms             boolean     NOT NULL DEFAULT false,
    -- Consent to telephone advertising, with the duties of § 7a UWG (law 18, 35).
    calls           boolean     NOT NULL DEFAULT false,
    -- Kinds of goods and services that it is limited to; none: to no kinds.
    goods           text[]      NOT NULL DEFAULT '{}',
    -- Months without use until a consent is doubted (law 24); null: never.
    validity_months int         CHECK (validity_months BETWEEN 1 AND 120),
    expiry          text        NOT NULL DEFAULT 'WARN' CHECK (expiry IN ('WARN', 'BLOCK')),
    legal_basis     text        NOT NULL DEFAULT 'CONSENT'
        CHECK (legal_basis IN ('CONSENT', 'CONSENT_TDDDG', 'CONTRACT', 'LEGITIMATE_INTEREST')),
    -- Whose law (law 30).
    jurisdiction    text        NOT NULL DEFAULT 'DE' CHECK (jurisdiction IN ('DE', 'AT', 'CH', 'FR')),
    -- The purpose_version that says the same.
    version         int         NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at      timestamptz NOT NULL,
    archived_at     timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, key)
);
SELECT guard_by_tenant('purpose');
-- All but the key, by which other systems know it.
REVOKE UPDATE ON purpose FROM jawort_app;
GRANT UPDATE (names, description, email, sms, calls, goods, validity_months, expiry, legal_basis, jurisdiction,
              version, archived_at) ON purpose TO jawort_app;

-- Everything that a purpose ever said. A wording is written for one of them and a consent given to one of
-- them: what the purpose says since does not change what people consented to.
CREATE TABLE purpose_version (
    tenant_id    uuid        NOT NULL,
    purpose_id   uuid        NOT NULL,
    version      int         NOT NULL CHECK (version >= 1),
    names        jsonb       NOT NULL CHECK (jsonb_typeof(names) = 'object'),
    description  text        NOT NULL,
    email        boolean     NOT NULL,
    sms          boolean     NOT NULL,
    calls        boolean     NOT NULL,
    goods        text[]      NOT NULL,
    legal_basis  text        NOT NULL,
    jurisdiction text        NOT NULL,
    valid_from   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, purpose_id, version),
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose
);
SELECT guard_by_tenant('purpose_version');
SELECT only_append('purpose_version');

-- Validity (law 24) and archiving of a purpose from a moment on; what purpose says is the latest of it. A past
-- answer to "may we write?" rests on it.
CREATE TABLE purpose_validity (
    tenant_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    purpose_id      uuid        NOT NULL,
    valid_from      timestamptz NOT NULL,
    validity_months int,
    expiry          text        NOT NULL,
    -- Whether nobody writes for it any more.
    archived        boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose
);
CREATE INDEX purpose_validity_of_purpose ON purpose_validity (tenant_id, purpose_id, valid_from, id);
SELECT guard_by_tenant('purpose_validity');
SELECT only_append('purpose_validity');

-- What people consent to, word for word. Never edited, only superseded by the next version.
CREATE TABLE wording (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    purpose_id uuid        NOT NULL,
    language   text        NOT NULL CHECK (is_language(language)),
    channel    text        NOT NULL CHECK (channel IN ('EMAIL', 'SMS')),
    version    int         NOT NULL,
    -- What the purpose said that it was written for.
    purpose_version int    NOT NULL DEFAULT 1,
    text       text        NOT NULL,
    created_at timestamptz NOT NULL,
    -- The member of staff who wrote it; null: Jawort itself, and then it follows the firm's name.
    created_by uuid,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose,
    UNIQUE (tenant_id, purpose_id, language, channel, version)
);
SELECT guard_by_tenant('wording');
SELECT only_append('wording');

-- One appended fact. It names the contact point by an id alone and has no foreign key to it, so that
-- it outlives the erasure of the person without saying anything about them. An event about the contact
-- point as a whole, its mail block (BLOCKED, UNBLOCKED) or an objection (OBJECTED), has neither purpose nor status.
CREATE TABLE consent_event (
    tenant_id        uuid        NOT NULL REFERENCES tenant,
    id               uuid        NOT NULL,
    contact_point_id uuid        NOT NULL,
    purpose_id       uuid,
    -- What the purpose said that the event is about; no foreign key, for there are as many events as there are.
    purpose_version  int,
    type             text        NOT NULL,
    -- The status that it led to; the same as before where it changed nothing.
    status           text,
    -- The block of the contact point after the event, so that the ledger alone tells what was allowed when.
    mail_block       text        CHECK (mail_block IN ('NEW', 'UNSUBSCRIBED', 'LAPSED', 'HARD_BOUNCE', 'COMPLAINT',
                                                       'STAFF')),
    at               timestamptz NOT NULL,
    actor            text        NOT NULL CHECK (actor IN ('RECIPIENT', 'STAFF', 'PROCESS', 'SYSTEM', 'IMPORT', 'API')),
    -- The member of staff, the API key or the import, where one acted.
    actor_id         uuid,
    source           text        NOT NULL,
    form_id          uuid,
    form_version     int,
    campaign_id      uuid,
    campaign_version int,
    message_id       uuid,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose,
    CHECK ((purpose_id IS NULL) = (status IS NULL)),
    CHECK ((purpose_id IS NULL) = (type IN ('BLOCKED', 'UNBLOCKED', 'OBJECTED')))
);
CREATE INDEX consent_event_of_contact_point ON consent_event (contact_point_id, purpose_id);
SELECT guard_by_tenant('consent_event');
SELECT look_often('consent_event');
SELECT only_append('consent_event');

-- The personal part of an event, destroyed by erasure (law 52).
CREATE TABLE consent_evidence (
    tenant_id  uuid    NOT NULL,
    event_id   uuid    NOT NULL,
    salt       bytea   NOT NULL CHECK (length(salt) = 16),
    content    jsonb   NOT NULL,
    -- The file that it names; the content holds the file's hash, so the commitment covers the file.
    file_id    uuid    GENERATED ALWAYS AS ((content -> 'declaration' -> 'file' ->> 'id')::uuid) STORED,
    -- Kept for legal defence alone, after its contact was erased (law 34, 35): shown on one page, and
    -- nowhere else.
    restricted boolean NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, event_id),
    FOREIGN KEY (tenant_id, event_id) REFERENCES consent_event
);
CREATE INDEX consent_evidence_of_file ON consent_evidence (tenant_id, file_id) WHERE file_id IS NOT NULL;
SELECT guard_by_tenant('consent_evidence');
REVOKE UPDATE ON consent_evidence FROM jawort_app;
GRANT UPDATE (restricted) ON consent_evidence TO jawort_app;

-- Whose evidence ended while the contact stays: its consent was over for so long that nothing needs it (law 34, 64).
CREATE TABLE evidence_ended (
    tenant_id uuid        NOT NULL,
    event_id  uuid        NOT NULL,
    ended_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, event_id),
    FOREIGN KEY (tenant_id, event_id) REFERENCES consent_event
);
SELECT guard_by_tenant('evidence_ended');
SELECT only_append('evidence_ended');

-- A scan or photograph of what somebody signed. Nothing is ever changed here; a file goes when the last
-- evidence that names it is erased.
CREATE TABLE evidence_file (
    tenant_id   uuid        NOT NULL REFERENCES tenant,
    id          uuid        NOT NULL,
    sha256      bytea       NOT NULL CHECK (length(sha256) = 32),
    type        text        NOT NULL,
    name        text        NOT NULL,
    size        int         NOT NULL CHECK (size = length(content)),
    content     bytea       NOT NULL,
    uploaded_by uuid        NOT NULL,
    uploaded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
-- Scans are compressed already.
ALTER TABLE evidence_file ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE INDEX evidence_file_by_age ON evidence_file (tenant_id, uploaded_at);
SELECT guard_by_tenant('evidence_file');
REVOKE UPDATE ON evidence_file FROM jawort_app;

-- The fold over the events of one contact point and purpose. No row means UNKNOWN.
CREATE TABLE consent (
    tenant_id        uuid        NOT NULL,
    contact_point_id uuid        NOT NULL,
    purpose_id       uuid        NOT NULL,
    status           text        NOT NULL CHECK (status IN ('UNKNOWN', 'EXTERNALLY_DOCUMENTED', 'TRIGGERED', 'SENT',
                                                            'CONFIRMED', 'LAPSED', 'REFUSED', 'REVOKED')),
    since            timestamptz NOT NULL,
    -- When advertising that rests on it last went out, where the purpose has a validity.
    used_at          timestamptz,
    event_id         uuid        NOT NULL,
    campaign_id      uuid,
    -- The purpose_version of that event, and what it says of ways and goods.
    purpose_version  int         NOT NULL DEFAULT 1,
    email            boolean     NOT NULL DEFAULT true,
    sms              boolean     NOT NULL DEFAULT false,
    calls            boolean     NOT NULL DEFAULT false,
    goods            text[]      NOT NULL DEFAULT '{}',
    PRIMARY KEY (tenant_id, contact_point_id, purpose_id),
    FOREIGN KEY (tenant_id, contact_point_id) REFERENCES contact_point,
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose
);
CREATE INDEX consent_by_status ON consent (tenant_id, status, contact_point_id);
-- Whose evidence goes next.
CREATE INDEX consent_ended ON consent (tenant_id, since)
    WHERE status IN ('UNKNOWN', 'LAPSED', 'REFUSED', 'REVOKED');
SELECT guard_by_tenant('consent');
SELECT look_often('consent');

-- Contact points that nobody ever asked for consent to the newsletter. That is no row in consent, and what is
-- missing no index finds: among a million that were all asked, each would be looked at. They stand here when
-- what they are found by is written, and leave with their first consent; one that was asked in the same moment
-- may stay, so whoever reads looks into consent as well.
CREATE TABLE contact_point_unasked (
    tenant_id        uuid NOT NULL,
    contact_point_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, contact_point_id),
    FOREIGN KEY (tenant_id, contact_point_id) REFERENCES contact_point ON DELETE CASCADE
);
SELECT guard_by_tenant('contact_point_unasked');

CREATE FUNCTION note_unasked() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS
$$
BEGIN
    INSERT INTO contact_point_unasked (tenant_id, contact_point_id)
    SELECT n.tenant_id, n.contact_point_id FROM changed n
    WHERE EXISTS (SELECT FROM contact_point p WHERE p.tenant_id = n.tenant_id AND p.id = n.contact_point_id)
      AND NOT EXISTS (SELECT FROM consent s JOIN purpose u ON u.tenant_id = s.tenant_id AND u.id = s.purpose_id
                      WHERE s.tenant_id = n.tenant_id AND s.contact_point_id = n.contact_point_id
                        AND u.key = 'newsletter')
    ORDER BY 1, 2
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE FUNCTION note_asked() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS
$$
BEGIN
    DELETE FROM contact_point_unasked a USING changed n, purpose u
    WHERE a.tenant_id = n.tenant_id AND a.contact_point_id = n.contact_point_id
      AND u.tenant_id = n.tenant_id AND u.id = n.purpose_id AND u.key = 'newsletter';
    RETURN NULL;
END
$$;

CREATE TRIGGER unasked_new AFTER INSERT ON contact_search
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_unasked();
CREATE TRIGGER asked AFTER INSERT ON consent
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_asked();
CREATE TRIGGER unasked_again AFTER DELETE ON consent
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_unasked();

-- Each moment that consent.used_at ever held, and since when it did: a call may be noted days later.
-- Ids alone; it goes with the consent when the person is erased.
CREATE TABLE consent_use (
    tenant_id        uuid        NOT NULL REFERENCES tenant,
    contact_point_id uuid        NOT NULL,
    purpose_id       uuid        NOT NULL,
    used_at          timestamptz NOT NULL,
    noted_at         timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, contact_point_id, purpose_id, used_at)
);
SELECT guard_by_tenant('consent_use');
REVOKE UPDATE ON consent_use FROM jawort_app;

-- What a tenant decided about consents. No row means the strict default.
CREATE TABLE consent_setting (
    tenant_id                uuid        NOT NULL REFERENCES tenant,
    declare_after_withdrawal boolean     NOT NULL,
    changed_by               uuid        NOT NULL,
    changed_at               timestamptz NOT NULL,
    PRIMARY KEY (tenant_id)
);
SELECT guard_by_tenant('consent_setting');

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

-- Austria's list of addresses and domains that advertising without consent must never be sent to (§ 7 ECG,
-- law 67), as the authority gives it to whoever sends: hashes alone.

-- SHA-1, which PostgreSQL has in an extension alone, wherever that was put.
DO
$$
DECLARE
    place text;
BEGIN
    CREATE EXTENSION IF NOT EXISTS pgcrypto;
    SELECT extnamespace::regnamespace::text INTO place FROM pg_extension WHERE extname = 'pgcrypto';
    EXECUTE format('CREATE FUNCTION sha1(content bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE '
                   'RETURN %s.digest(content, ''sha1'')', place);
END
$$;

-- Each loading of the list.
CREATE TABLE ecg_list (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    id        uuid        NOT NULL,
    loaded_at timestamptz NOT NULL,
    loaded_by uuid        NOT NULL,
    name      text        NOT NULL,
    sha256    bytea       NOT NULL CHECK (length(sha256) = 32),
    -- How many entries it has, and how many of them are new and are gone.
    entries   int         NOT NULL,
    added     int         NOT NULL,
    ended     int         NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT guard_by_tenant('ecg_list');
SELECT only_append('ecg_list');

-- From where the list is fetched by itself, and what came of it.
CREATE TABLE ecg_source (
    tenant_id     uuid        NOT NULL REFERENCES tenant,
    url           text        NOT NULL CHECK (url LIKE 'https://%'),
    chosen_by     uuid        NOT NULL,
    chosen_at     timestamptz NOT NULL,
    -- What the other side called the list that it gave last (RFC 9110, 8.8).
    etag          text,
    last_modified text,
    -- The last try, and the last that brought the list or heard that it stands.
    tried_at      timestamptz,
    fetched_at    timestamptz,
    -- Why the last try brought nothing, in a word, or null; and what the other side answered.
    fault         text,
    status        int,
    PRIMARY KEY (tenant_id)
);
SELECT guard_by_tenant('ecg_source');

-- From which loading on a hash was listed, and when it was listed no more.
CREATE TABLE ecg_entry (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    hash      bytea       NOT NULL CHECK (length(hash) = 20),
    since     timestamptz NOT NULL,
    until     timestamptz,
    PRIMARY KEY (tenant_id, hash, since)
);
SELECT guard_by_tenant('ecg_entry');

-- Tells whether an address or its domain was listed at a moment. The list has SHA-1 of the address in lower
-- case, and of a domain with its @; the authority's newer interface leaves out dots before the @, so they
-- are looked up without as well.
CREATE FUNCTION on_ecg_list(tenant uuid, address text, moment timestamptz) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN EXISTS (
        SELECT FROM ecg_entry e
        WHERE e.tenant_id = tenant AND e.since <= moment AND (e.until IS NULL OR e.until > moment)
          AND e.hash IN (sha1(convert_to(lower(address), 'UTF8')),
                         sha1(convert_to(replace(split_part(lower(address), '@', 1), '.', '') || '@'
                                         || split_part(lower(address), '@', -1), 'UTF8')),
                         sha1(convert_to('@' || split_part(lower(address), '@', -1), 'UTF8'))));

-- The same for any other job that concerns all for whom a condition holds.
CREATE TABLE selection_member (
    tenant_id        uuid NOT NULL,
    job_id           uuid NOT NULL,
    place            int  NOT NULL,
    contact_point_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, job_id, place),
    FOREIGN KEY (tenant_id, job_id) REFERENCES job
);
SELECT guard_by_tenant('selection_member');

-- May we write?

-- Tells whether a purpose can be consented to by way of such a contact point. Calls go to numbers.
CREATE FUNCTION covers(channel text, email boolean, sms boolean, calls boolean) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE channel WHEN 'EMAIL' THEN email ELSE sms OR calls END;

-- Tells whether a consent that was given for these ways and kinds of goods carries what its purpose says:
-- it is asked by a way (EMAIL, SMS, CALL) that both name, for no more kinds than were named when it was given.
CREATE FUNCTION carries(way text, given_email boolean, given_sms boolean, given_calls boolean, given_goods text[],
                        email boolean, sms boolean, calls boolean, goods text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE way WHEN 'EMAIL' THEN given_email AND email
                    WHEN 'SMS' THEN given_sms AND sms
                    ELSE given_calls AND calls END
       AND (given_goods = '{}' OR goods <> '{}' AND goods <@ given_goods);

-- The status of a consent as it counts for a message of a class by a way: of one given to something else
-- than the purpose says now, none. A request asks beside what was given, whatever that was.
CREATE FUNCTION consented(message_class text, given consent, now purpose, way text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN message_class <> 'OPT_IN' AND given.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED')
                 AND carries(way, given.email, given.sms, given.calls, given.goods,
                             now.email, now.sms, now.calls, now.goods) IS NOT TRUE
                THEN NULL ELSE given.status END;

-- Tells whether a consent lay unused for longer than its purpose allows, where the purpose says
-- that it then counts no more (law 24). Null where it says nothing.
CREATE FUNCTION has_expired(validity_months int, expiry text, since timestamptz, used_at timestamptz,
                            asked_at timestamptz) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN expiry = 'BLOCK' AND greatest(since, used_at) + make_interval(months => validity_months) <= asked_at;

-- The one rule, for a million contact points or for one. It names the reason: the status or the message
-- class where it is allowed, the first exclusion reason where not.
--   expired    the consent lay unused for too long
--   trial      the contact point belongs to a trial, and this is no mail of its run
--   objected   to advertising on any basis; of mail to existing customers, a "no" to any purpose is one
--   archived   nobody writes for the purpose any more
--   asked      of a request for consent: it is the recipient's own or one for renewal, and not answered yet
--   listed     on Austria's ECG list, where Austria's law is the one to keep
CREATE FUNCTION may_we_write(message_class text, channel text, status text, mail_block text, suppressed boolean,
                             expired boolean, trial boolean, objected boolean, archived boolean,
                             asked boolean, listed boolean DEFAULT false) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN suppressed THEN 'SUPPRESSED' WHEN trial THEN 'TRIAL' ELSE CASE message_class
        WHEN 'ADVERTISING' THEN
            CASE WHEN mail_block IS NOT NULL THEN 'BLOCKED_' || mail_block
                 WHEN status IN ('REVOKED', 'REFUSED') THEN status
                 WHEN status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED') THEN
                     CASE WHEN archived THEN 'PURPOSE_ARCHIVED' WHEN expired THEN 'EXPIRED' ELSE status END
                 WHEN objected THEN 'OBJECTED'
                 WHEN archived THEN 'PURPOSE_ARCHIVED'
                 WHEN status IN ('TRIGGERED', 'SENT') THEN 'PENDING'
                 WHEN status = 'LAPSED' THEN status
                 WHEN listed THEN 'ECG_LISTED'
                 ELSE 'NO_CONSENT' END
        -- The address must come from a sale with the notice of objection (law 26), which nothing records yet.
        WHEN 'EXISTING_CUSTOMER' THEN
            CASE WHEN mail_block IS NOT NULL THEN 'BLOCKED_' || mail_block
                 WHEN status IN ('REVOKED', 'REFUSED') THEN status
                 WHEN objected THEN 'OBJECTED'
                 WHEN archived THEN 'PURPOSE_ARCHIVED'
                 WHEN status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED') THEN 'NO_SALE'
                 WHEN listed THEN 'ECG_LISTED'
                 ELSE 'NO_CONSENT' END
        WHEN 'NOTICE' THEN
            CASE WHEN mail_block <> 'NEW' THEN 'BLOCKED_' || mail_block
                 WHEN status IN ('REVOKED', 'REFUSED') THEN status
                 WHEN objected AND coalesce(status, 'UNKNOWN') NOT IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED')
                     THEN 'OBJECTED'
                 WHEN archived THEN 'PURPOSE_ARCHIVED'
                 ELSE message_class END
        WHEN 'TRANSACTIONAL' THEN
            CASE WHEN mail_block IN ('HARD_BOUNCE', 'UNSUBSCRIBED') THEN 'BLOCKED_' || mail_block
                 ELSE message_class END
        WHEN 'OPT_IN' THEN
            CASE WHEN mail_block IN ('HARD_BOUNCE', 'COMPLAINT') THEN 'BLOCKED_' || mail_block
                 WHEN status IN ('REVOKED', 'REFUSED') AND NOT asked THEN status
                 WHEN objected AND NOT asked
                     AND coalesce(status, 'UNKNOWN') NOT IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED') THEN 'OBJECTED'
                 WHEN archived THEN 'PURPOSE_ARCHIVED'
                 -- Nothing can be asked by text message yet.
                 WHEN channel <> 'EMAIL' THEN 'CHANNEL'
                 WHEN asked THEN message_class
                 WHEN status IN ('TRIGGERED', 'SENT') THEN 'PENDING'
                 WHEN status IN ('LAPSED', 'CONFIRMED', 'EXTERNALLY_DOCUMENTED') THEN status
                 ELSE message_class END
    END END;

-- A given consent allows advertising; to ask for it once more it is a reason not to.
CREATE FUNCTION is_allowed(message_class text, reason text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE message_class WHEN 'ADVERTISING' THEN reason IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED')
                              ELSE reason = message_class END;

-- The transparency log (C2SP tlog-tiles, law 46-52): salted commitments to the events of the ledger.

-- Each appended event until it has its place in the log; the very statement that appends the event
-- writes this row, and the sealer deletes it. No foreign key: the event is in the same statement.
CREATE TABLE log_pending (
    tenant_id uuid NOT NULL,
    event_id  uuid NOT NULL,
    PRIMARY KEY (tenant_id, event_id)
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);
SELECT guard_by_tenant('log_pending');
REVOKE UPDATE ON log_pending FROM jawort_app;

-- The place of an event. That no two have the same follows from the lock under which places are given.
CREATE TABLE log_entry (
    tenant_id  uuid   NOT NULL,
    event_id   uuid   NOT NULL,
    position   bigint NOT NULL CHECK (position >= 0),
    commitment bytea  NOT NULL CHECK (length(commitment) = 32),
    PRIMARY KEY (tenant_id, event_id)
);
SELECT guard_by_tenant('log_entry');
REVOKE UPDATE, DELETE ON log_entry FROM jawort_app;

-- Events that wait for the night: what the program does by itself after a sign-up of which nobody has
-- proven that it was the owner of the address. At once, they would tell whether the address was known.
CREATE FUNCTION by_itself(type text, actor text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN type IN ('SENT', 'LAPSED') OR (type = 'BLOCKED' AND actor = 'SYSTEM');

CREATE TABLE log_held (
    tenant_id        uuid NOT NULL,
    contact_point_id uuid NOT NULL,
    event_id         uuid NOT NULL,
    PRIMARY KEY (tenant_id, contact_point_id, event_id)
);
SELECT guard_by_tenant('log_held');

-- There is one log for the whole installation. What follows is public by its nature, holds nothing but
-- hashes, and so has no tenant.

-- Whoever may write a tile may add to it and not change it.
CREATE FUNCTION only_grows() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF length(NEW.content) < length(OLD.content)
        OR substring(NEW.content FROM 1 FOR length(OLD.content)) <> OLD.content THEN
        RAISE EXCEPTION 'the transparency log only grows';
    END IF;
    RETURN NEW;
END
$$;

-- One row per tile, which grows until it has 256 hashes; narrower ones are its beginnings.
CREATE TABLE log_tile (
    level   int    NOT NULL CHECK (level BETWEEN 0 AND 6),
    index   bigint NOT NULL CHECK (index >= 0),
    content bytea  NOT NULL CHECK (length(content) BETWEEN 32 AND 8192 AND length(content) % 32 = 0),
    PRIMARY KEY (level, index)
);
-- Hashes do not shrink, so nothing tries to compress them.
ALTER TABLE log_tile ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TRIGGER only_grows BEFORE UPDATE ON log_tile FOR EACH ROW EXECUTE FUNCTION only_grows();
GRANT SELECT, INSERT ON log_tile TO jawort_app;
GRANT UPDATE (content) ON log_tile TO jawort_app;

-- The entries of each tile of level 0: 32 bytes each, behind their length in two bytes (law 48).
CREATE TABLE log_bundle (
    index   bigint NOT NULL PRIMARY KEY CHECK (index >= 0),
    content bytea  NOT NULL CHECK (length(content) BETWEEN 34 AND 8704 AND length(content) % 34 = 0)
);
ALTER TABLE log_bundle ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TRIGGER only_grows BEFORE UPDATE ON log_bundle FOR EACH ROW EXECUTE FUNCTION only_grows();
GRANT SELECT, INSERT ON log_bundle TO jawort_app;
GRANT UPDATE (content) ON log_bundle TO jawort_app;

-- Entries that are about nothing, so that the number of a night's entries tells nothing; each opens as
-- what it is, so that none can take the place of an event. No position: not sealed yet.
CREATE TABLE log_filler (
    id       uuid   NOT NULL PRIMARY KEY,
    salt     bytea  NOT NULL CHECK (length(salt) = 16),
    position bigint UNIQUE CHECK (position >= 0)
);
CREATE INDEX log_filler_waiting ON log_filler (id) WHERE position IS NULL;
GRANT SELECT, INSERT ON log_filler TO jawort_app;
GRANT UPDATE (position) ON log_filler TO jawort_app;

-- The days (UTC) at whose beginning the events that waited for the night were let go.
CREATE TABLE log_night (
    day date NOT NULL PRIMARY KEY
);
GRANT SELECT, INSERT ON log_night TO jawort_app;

-- Each key is random; its private half is sealed by the master secret.
CREATE TABLE log_key (
    generation int         NOT NULL PRIMARY KEY CHECK (generation >= 1),
    -- Verifier key (C2SP signed-note); its name is the origin of the log.
    vkey       text        NOT NULL,
    sealed     bytea       NOT NULL,
    -- Of a key under whose name the log goes on from an older state, after a restore: the last checkpoint
    -- of the log before, as it was signed. Null of all others.
    abandoned  text,
    created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON log_key TO jawort_app;
-- A new master secret seals the private halves anew.
GRANT UPDATE (sealed) ON log_key TO jawort_app;

-- Every checkpoint that was ever signed; of one size there is one root, so no two can disagree.
CREATE TABLE log_checkpoint (
    size       bigint      NOT NULL PRIMARY KEY CHECK (size >= 0),
    root       bytea       NOT NULL CHECK (length(root) = 32),
    -- The key that signed it.
    generation int         NOT NULL REFERENCES log_key,
    note       text        NOT NULL,
    signed_at  timestamptz NOT NULL
);
GRANT SELECT, INSERT ON log_checkpoint TO jawort_app;
-- A new key signs the latest one again; size and root stay.
GRANT UPDATE (note, generation, signed_at) ON log_checkpoint TO jawort_app;

-- The witnesses that the settings name (C2SP tlog-witness, law 63), and what they said last. Public keys and
-- numbers alone, like all that follows.
CREATE TABLE log_witness (
    -- Verifier key of the kind of cosignatures.
    vkey          text        NOT NULL PRIMARY KEY,
    state         text        NOT NULL CHECK (state IN ('UNASKED', 'COSIGNS', 'FAILS', 'UNKNOWN_LOG', 'REFUSES')),
    since         timestamptz NOT NULL,
    -- How many entries it has seen of the log of which name, by its own word.
    origin        text,
    size          bigint      NOT NULL DEFAULT 0 CHECK (size >= 0),
    -- What the operator is told.
    said          text,
    -- A checkpoint that the log signed before, and that this database does not go on from.
    evidence      text,
    failures      int         NOT NULL DEFAULT 0,
    -- When it is asked again at the earliest, and until when a node has the turn.
    due_at        timestamptz,
    claimed_until timestamptz
);
GRANT SELECT, INSERT, UPDATE, DELETE ON log_witness TO jawort_app;

-- What witnesses have cosigned. By the name of the log as well: a log that began anew after a restore has
-- the sizes of the one before.
CREATE TABLE log_cosignature (
    origin      text        NOT NULL,
    size        bigint      NOT NULL CHECK (size >= 0),
    vkey        text        NOT NULL,
    -- The line of the note.
    line        text        NOT NULL,
    cosigned_at timestamptz NOT NULL,
    PRIMARY KEY (origin, size, vkey)
);
GRANT SELECT, INSERT ON log_cosignature TO jawort_app;

-- Time stamps of checkpoints by an authority outside (RFC 3161, law 62).
CREATE TABLE log_time_stamp (
    size       bigint      NOT NULL PRIMARY KEY REFERENCES log_checkpoint,
    -- As it was signed then; the token is about its text.
    checkpoint text        NOT NULL,
    -- TimeStampToken in DER, with the authority's certificate.
    token      bytea       NOT NULL CHECK (length(token) BETWEEN 1 AND 65536),
    authority  text        NOT NULL,
    stamped_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON log_time_stamp TO jawort_app;

-- Why no time stamp comes; no row where all is well.
CREATE TABLE log_time_stamp_fault (
    one      boolean     NOT NULL DEFAULT true PRIMARY KEY CHECK (one),
    reason   text        NOT NULL,
    since    timestamptz NOT NULL,
    tried_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON log_time_stamp_fault TO jawort_app;
