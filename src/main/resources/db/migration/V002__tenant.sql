-- Tenants and their staff.

CREATE TABLE tenant (
    id                 uuid        NOT NULL PRIMARY KEY,
    -- Short name in links and form addresses, where an id would be too long.
    number             int         NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    name               text        NOT NULL,
    imprint            text        NOT NULL DEFAULT '',
    privacy_policy_url text,
    -- As the firm names it, such as 2026-11; evidence keeps it beside the address.
    -- Which recipients work with the data in third countries, and on what grounds (Art. 15(2) GDPR).
    third_countries text CHECK (length(third_countries) BETWEEN 1 AND 500),
    privacy_policy_version text CHECK (length(privacy_policy_version) BETWEEN 1 AND 40),
    sender_name        text        NOT NULL,
    sender_address     text        NOT NULL,
    reply_to           text,
    default_language   text        NOT NULL CHECK (is_language(default_language)),
    time_zone          text        NOT NULL,
    country            text        NOT NULL DEFAULT 'DE',
    -- law 16
    ip_mode            text        NOT NULL DEFAULT 'TRUNCATED' CHECK (ip_mode IN ('OFF', 'TRUNCATED', 'FULL')),
    colour             text        NOT NULL DEFAULT '#1b5e7b' CHECK (colour ~ '^#[0-9a-f]{6}$'),
    -- SHA-256 of the picture that is shown in place of the name, with what it says to whoever does not see it.
    logo               bytea,
    logo_alt           text        CHECK (length(logo_alt) BETWEEN 1 AND 200),
    -- Whether staff need more than a password.
    second_factor      boolean     NOT NULL DEFAULT false,
    -- Null until the set-up was finished.
    set_up_at          timestamptz,
    created_at         timestamptz NOT NULL,
    CHECK (privacy_policy_version IS NULL OR privacy_policy_url IS NOT NULL),
    CHECK ((logo IS NULL) = (logo_alt IS NULL))
);
SELECT guard_by_tenant('tenant', 'id');
CREATE POLICY directory ON tenant FOR SELECT TO CURRENT_USER USING (true);

CREATE FUNCTION tenant_directory() RETURNS TABLE (id uuid, number int)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    SELECT tenant.id, tenant.number FROM tenant ORDER BY tenant.number;
END;

-- Pictures of a firm's logo. What a profile ever showed stays, as versions of forms name it by its hash;
-- what none ever showed goes a day later.
CREATE TABLE tenant_logo (
    tenant_id   uuid        NOT NULL REFERENCES tenant,
    sha256      bytea       NOT NULL CHECK (length(sha256) = 32),
    type        text        NOT NULL CHECK (type IN ('image/png', 'image/jpeg', 'image/webp')),
    width       int         NOT NULL CHECK (width BETWEEN 1 AND 1600),
    height      int         NOT NULL CHECK (height BETWEEN 1 AND 1600),
    -- A public page has at most 30 KB with everything.
    content     bytea       NOT NULL CHECK (length(content) <= 12288),
    uploaded_by uuid        NOT NULL,
    uploaded_at timestamptz NOT NULL,
    -- Whether a profile ever showed it.
    worn        boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, sha256)
);
-- Pictures are compressed already.
ALTER TABLE tenant_logo ALTER COLUMN content SET STORAGE EXTERNAL;
SELECT guard_by_tenant('tenant_logo');
REVOKE UPDATE ON tenant_logo FROM jawort_app;
GRANT UPDATE (worn) ON tenant_logo TO jawort_app;
ALTER TABLE tenant ADD FOREIGN KEY (id, logo) REFERENCES tenant_logo (tenant_id, sha256);

CREATE TABLE tenant_language (
    tenant_id uuid NOT NULL REFERENCES tenant,
    language  text NOT NULL CHECK (is_language(language)),
    PRIMARY KEY (tenant_id, language)
);
SELECT guard_by_tenant('tenant_language');

-- Websites that a tenant's visitors may be sent on to, once a form of ours has done its work. What
-- sends them there names the host by a foreign key, so that no host leaves the list while it is used.
CREATE TABLE allowed_host (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    -- In lower case; in ASCII, so that a name that looks like another one shows as what it is.
    host      text        NOT NULL COLLATE "C" CHECK (host ~ '^[a-z0-9.-]{4,253}$'),
    added_by  uuid        NOT NULL,
    added_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, host)
);
SELECT guard_by_tenant('allowed_host');

-- A person who signs in, once for all tenants that they work for. It belongs to no tenant, and none
-- sees it: whoever runs one tenant neither learns nor sets what opens the others. Names and roles
-- stand in staff_user, where the fence is.
CREATE TABLE account (
    id            uuid        NOT NULL PRIMARY KEY,
    email_key     text        NOT NULL COLLATE "C" UNIQUE,
    -- Null where the person has another way in and no password.
    password_hash text,
    created_at    timestamptz NOT NULL,
    -- Of the codes that a device shows (TOTP, RFC 6238), sealed by a key of the installation.
    code_secret   bytea,
    -- Null until the person has shown that their device has the secret.
    codes_since   timestamptz,
    -- The step of the latest code that was taken; none is taken twice.
    code_step     bigint      NOT NULL DEFAULT 0
);
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO jawort_app;

-- For when the device is gone: each opens once. Keyed hashes, since a code is short.
CREATE TABLE account_recovery_code (
    account_id uuid  NOT NULL REFERENCES account,
    code_hash  bytea NOT NULL,
    PRIMARY KEY (account_id, code_hash)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_recovery_code TO jawort_app;

-- A link by which a person sets a new password: one for each, which works once.
CREATE TABLE account_link (
    account_id uuid        NOT NULL PRIMARY KEY REFERENCES account,
    -- SHA-256 of the link's random part.
    key_hash   bytea       NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_link TO jawort_app;

-- Public keys of passkeys (WebAuthn Level 3).
CREATE TABLE account_passkey (
    credential_id bytea       NOT NULL PRIMARY KEY,
    account_id    uuid        NOT NULL REFERENCES account,
    id            uuid        NOT NULL UNIQUE,
    name          text        NOT NULL,
    -- Attested credential data, as section 6.5.1 lays it out.
    attested      bytea       NOT NULL,
    sign_count    bigint      NOT NULL,
    made_at       timestamptz NOT NULL,
    last_used_at  timestamptz
);
CREATE INDEX ON account_passkey (account_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_passkey TO jawort_app;

-- As whom a provider of OpenID Connect knows somebody: its name for them stays when their address changes.
CREATE TABLE account_provider (
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    account_id uuid        NOT NULL REFERENCES account,
    linked_at  timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX ON account_provider (account_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_provider TO jawort_app;

-- Questions to passkeys that were answered, until they would be too old anyway: none is answered twice.
CREATE TABLE spent_challenge (
    challenge  bytea       NOT NULL PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON spent_challenge TO jawort_app;

CREATE TABLE staff_user (
    tenant_id       uuid        NOT NULL REFERENCES tenant,
    id              uuid        NOT NULL,
    account_id      uuid        NOT NULL REFERENCES account,
    email           text        NOT NULL,
    email_key       text        NOT NULL COLLATE "C",
    name            text        NOT NULL,
    role            text        NOT NULL CHECK (role IN ('OWNER', 'EDITOR', 'STAFF', 'AUDITOR')),
    language        text        NOT NULL CHECK (is_language(language)),
    created_at      timestamptz NOT NULL,
    last_sign_in_at timestamptz,
    disabled_at     timestamptz,
    -- The owner who did that; null where the groups of another system say so.
    disabled_by     uuid,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, email_key)
);
CREATE INDEX ON staff_user (account_id);
SELECT guard_by_tenant('staff_user');
CREATE POLICY directory ON staff_user FOR SELECT TO CURRENT_USER USING (true);

-- Where somebody works, the latest sign-in first.
CREATE FUNCTION account_memberships(account_id uuid) RETURNS TABLE (tenant_id uuid, user_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    SELECT u.tenant_id, u.id FROM staff_user u
    WHERE u.account_id = account_memberships.account_id AND u.disabled_at IS NULL
    ORDER BY u.last_sign_in_at DESC NULLS LAST, u.created_at;
END;

-- Where somebody worked who was switched off.
CREATE FUNCTION account_former_memberships(account_id uuid) RETURNS TABLE (tenant_id uuid, user_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    SELECT u.tenant_id, u.id FROM staff_user u
    WHERE u.account_id = account_former_memberships.account_id AND u.disabled_at IS NOT NULL;
END;

CREATE FUNCTION any_user_exists() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM staff_user);
END;

CREATE TABLE staff_session (
    tenant_id    uuid        NOT NULL,
    -- SHA-256 of the cookie's random part: who reads the table cannot sign in with it.
    key_hash     bytea       NOT NULL,
    user_id      uuid        NOT NULL,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    -- What the browser says of itself, in two words.
    device       text        NOT NULL,
    -- When the person last showed that it is they.
    proven_at    timestamptz NOT NULL,
    -- Whether by more than a password.
    second_factor boolean    NOT NULL,
    PRIMARY KEY (tenant_id, key_hash),
    FOREIGN KEY (tenant_id, user_id) REFERENCES staff_user
);
SELECT guard_by_tenant('staff_session');

-- Who was asked to join, until they do. One for an address: a further one takes its place.
CREATE TABLE invitation (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    id         uuid        NOT NULL,
    email      text        NOT NULL,
    email_key  text        NOT NULL COLLATE "C",
    role       text        NOT NULL CHECK (role IN ('OWNER', 'EDITOR', 'STAFF', 'AUDITOR')),
    -- SHA-256 of the link's random part.
    key_hash   bytea       NOT NULL,
    invited_by uuid        NOT NULL,
    invited_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, email_key)
);
SELECT guard_by_tenant('invitation');

-- Before the sign-in no tenant is known, so this table has none; it holds keyed hashes of accounts
-- and networks and counts, nothing of a person.
CREATE TABLE sign_in_throttle (
    key_hash bytea       NOT NULL PRIMARY KEY,
    failures int         NOT NULL,
    last_at  timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_throttle TO jawort_app;

-- Long jobs that a person started: one row each, with its progress and the place from which any node goes on.
CREATE TABLE job (
    tenant_id        uuid        NOT NULL REFERENCES tenant,
    id               uuid        NOT NULL,
    -- As the room that does it calls it: MASS_CHANGE, MASS_REQUEST.
    kind             text        NOT NULL,
    -- The member of staff, or null where another system did; no reference, as who leaves may be deleted.
    started_by       uuid,
    started_at       timestamptz NOT NULL,
    -- What it is about: ids and choices, kept for good.
    about            jsonb       NOT NULL,
    -- What is needed to go on and may be personal, such as a declaration; forgotten at the end.
    parameters       jsonb,
    -- What no two open jobs of a kind may both be about, such as a group; null where any number may.
    once             text,
    state            text        NOT NULL
        CHECK (state IN ('QUEUED', 'RUNNING', 'PAUSED', 'STOPPED', 'DONE', 'FAILED')),
    -- Why it failed: key of a message and what stands in its placeholders.
    reason           text,
    reason_arguments jsonb,
    ended_at         timestamptz,
    total            int         NOT NULL CHECK (total >= 0),
    done             int         NOT NULL DEFAULT 0,
    -- How many came to what, by the kind's own names.
    outcome          jsonb       NOT NULL DEFAULT '{}',
    -- Up to where it came, as the kind writes it; null before the first batch.
    cursor           text,
    -- Of the latest batch.
    worked_at        timestamptz NOT NULL,
    -- Since when it goes without a pause, and what was done by then: from these the rate.
    going_since      timestamptz NOT NULL,
    going_from       int         NOT NULL DEFAULT 0,
    -- Tries of the batch at hand that went wrong.
    faults           int         NOT NULL DEFAULT 0,
    -- Not before; later than now after a fault, or while it rests.
    due_at           timestamptz NOT NULL,
    -- Why it rests until then although all is well: key of a message and what stands in its placeholders.
    rest             text,
    rest_arguments   jsonb,
    -- Who has the batch at hand, and until when nobody else may take it.
    holder           uuid,
    lease_until      timestamptz,
    PRIMARY KEY (tenant_id, id),
    CHECK ((state = 'FAILED') = (reason IS NOT NULL)),
    CHECK (rest IS NULL OR state IN ('QUEUED', 'RUNNING', 'PAUSED')),
    CHECK ((rest IS NULL) = (rest_arguments IS NULL)),
    CHECK ((state IN ('STOPPED', 'DONE', 'FAILED')) = (ended_at IS NOT NULL)),
    CHECK ((state IN ('STOPPED', 'DONE')) = (parameters IS NULL)),
    CHECK ((holder IS NULL) = (lease_until IS NULL))
);
CREATE INDEX job_going ON job (tenant_id, worked_at, id) WHERE state IN ('QUEUED', 'RUNNING');
CREATE UNIQUE INDEX job_once ON job (tenant_id, kind, once) WHERE state NOT IN ('STOPPED', 'DONE');
SELECT guard_by_tenant('job');

-- Who did or saw what (law 64): ids and addresses of the program alone, no name and no address of a person.
-- Entries are added, and each is once given the number of the seal that covers it; nothing else is changed, and
-- only what a seal says has ended is deleted.
CREATE TABLE audit_entry (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    id        uuid        NOT NULL,
    at        timestamptz NOT NULL,
    actor     text        NOT NULL CHECK (actor IN ('STAFF', 'API', 'SYSTEM')),
    -- The member of staff or the key; no reference, as the trace outlives both.
    actor_id  uuid,
    -- From where: the IP address.
    network   text,
    kind      text        NOT NULL,
    -- Method and address of the program, ids in their places left open.
    deed      text        NOT NULL CHECK (length(deed) <= 200),
    ids       uuid[]      NOT NULL DEFAULT '{}',
    outcome   text        NOT NULL CHECK (outcome IN ('DONE', 'REFUSED', 'FAILED')),
    -- Why, where that was asked.
    reason    text,
    seal      int,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_unsealed ON audit_entry (tenant_id, id) WHERE seal IS NULL;
CREATE INDEX audit_sealed ON audit_entry (seal, tenant_id);
SELECT guard_by_tenant('audit_entry');
REVOKE UPDATE, TRUNCATE ON audit_entry FROM jawort_app;
GRANT UPDATE (seal) ON audit_entry TO jawort_app;

-- The entries since the seal before, as one hash that goes on from that of the seal before.
CREATE TABLE audit_seal (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    number    int         NOT NULL CHECK (number >= 1),
    -- Under which the head has its place in the transparency log.
    id        uuid        NOT NULL,
    entries   int         NOT NULL CHECK (entries >= 1),
    last_at   timestamptz NOT NULL,
    previous  bytea       NOT NULL CHECK (length(previous) = 32),
    head      bytea       NOT NULL CHECK (length(head) = 32),
    salt      bytea       NOT NULL CHECK (length(salt) = 16),
    sealed_at timestamptz NOT NULL,
    -- Since when its entries are deleted, at their time.
    ended_at  timestamptz,
    PRIMARY KEY (tenant_id, number),
    UNIQUE (tenant_id, id)
);
SELECT guard_by_tenant('audit_seal');
REVOKE UPDATE, DELETE, TRUNCATE ON audit_seal FROM jawort_app;
GRANT UPDATE (ended_at) ON audit_seal TO jawort_app;

-- How long entries are kept. No row means a year.
CREATE TABLE audit_setting (
    tenant_id  uuid        NOT NULL REFERENCES tenant PRIMARY KEY,
    months     int         NOT NULL CHECK (months BETWEEN 3 AND 120),
    changed_by uuid        NOT NULL,
    changed_at timestamptz NOT NULL
);
SELECT guard_by_tenant('audit_setting');

-- The owner of the tables changes no trace either, unless it is meant. A seal ends three months after its last
-- entry at the soonest; that nobody sets the clock for it is what the doctor looks at.
CREATE FUNCTION keep_trace() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS
$$
DECLARE
    before jsonb := to_jsonb(OLD);
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_entry' AND EXISTS (
        SELECT FROM audit_seal s
        WHERE s.tenant_id = (before ->> 'tenant_id')::uuid AND s.number = (before ->> 'seal')::int
          AND s.ended_at IS NOT NULL) THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_entry' AND before ->> 'seal' IS NULL
        AND to_jsonb(NEW) - 'seal' = before - 'seal' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_seal' AND before ->> 'ended_at' IS NULL
        AND to_jsonb(NEW) - 'ended_at' = before - 'ended_at'
        AND (before ->> 'last_at')::timestamptz <= (to_jsonb(NEW) ->> 'ended_at')::timestamptz - interval '3 months' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER keep_trace BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION keep_trace();
CREATE TRIGGER keep_trace BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION keep_trace();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- For how long a tenant keeps what it may choose a period for; no row means the usual one.
CREATE TABLE retention_period (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    thing      text        NOT NULL,
    -- Of proof: years, each to its end.
    days       int         NOT NULL CHECK (days > 0),
    changed_by uuid        NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, thing)
);
SELECT guard_by_tenant('retention_period');

-- How many days a thing is kept: what the tenant chose, or what is usual.
CREATE FUNCTION kept_days(tenant uuid, kept text, usual int) RETURNS int
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce((SELECT p.days FROM retention_period p
                     WHERE p.tenant_id = tenant AND p.thing = kept), usual);

-- The latest night on which all was let go of that was over, by the date on which it began.
CREATE TABLE retention_night (
    tenant_id uuid NOT NULL REFERENCES tenant,
    night     date NOT NULL,
    PRIMARY KEY (tenant_id)
);
SELECT guard_by_tenant('retention_night');
