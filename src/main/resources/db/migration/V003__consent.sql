-- The ledger and what is derived from it.

CREATE TABLE purpose (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    id         uuid        NOT NULL,
    -- As the API names it, e.g. newsletter.
    key        text        NOT NULL CHECK (key ~ '^[a-z][a-z0-9-]{0,62}$'),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, key)
);
SELECT guard_by_tenant('purpose');

-- What people consent to, word for word. Never edited, only superseded by the next version.
CREATE TABLE wording (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    purpose_id uuid        NOT NULL,
    language   text        NOT NULL CHECK (language IN ('de', 'en')),
    channel    text        NOT NULL CHECK (channel IN ('EMAIL', 'SMS')),
    version    int         NOT NULL,
    text       text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose,
    UNIQUE (tenant_id, purpose_id, language, channel, version)
);
SELECT guard_by_tenant('wording');
REVOKE UPDATE, DELETE ON wording FROM jawort_app;

-- One appended fact. It names the contact point by an id alone and has no foreign key to it, so that
-- it outlives the erasure of the person without saying anything about them.
CREATE TABLE consent_event (
    tenant_id        uuid        NOT NULL REFERENCES tenant,
    id               uuid        NOT NULL,
    contact_point_id uuid        NOT NULL,
    purpose_id       uuid        NOT NULL,
    type             text        NOT NULL,
    -- The status that it led to; the same as before where it changed nothing.
    status           text        NOT NULL,
    at               timestamptz NOT NULL,
    actor            text        NOT NULL CHECK (actor IN ('RECIPIENT', 'STAFF', 'PROCESS', 'SYSTEM', 'IMPORT', 'API')),
    -- The member of staff or the API key, where one acted.
    actor_id         uuid,
    source           text        NOT NULL,
    form_id          uuid,
    form_version     int,
    campaign_id      uuid,
    campaign_version int,
    message_id       uuid,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose
);
CREATE INDEX consent_event_of_contact_point ON consent_event (tenant_id, contact_point_id, purpose_id, id);
SELECT guard_by_tenant('consent_event');
REVOKE UPDATE, DELETE ON consent_event FROM jawort_app;

-- The personal part of an event, destroyed by erasure (law 52).
CREATE TABLE consent_evidence (
    tenant_id uuid  NOT NULL,
    event_id  uuid  NOT NULL,
    salt      bytea NOT NULL CHECK (length(salt) = 16),
    content   jsonb NOT NULL,
    PRIMARY KEY (tenant_id, event_id),
    FOREIGN KEY (tenant_id, event_id) REFERENCES consent_event
);
SELECT guard_by_tenant('consent_evidence');
REVOKE UPDATE ON consent_evidence FROM jawort_app;

-- The fold over the events of one contact point and purpose. No row means UNKNOWN.
CREATE TABLE consent (
    tenant_id        uuid        NOT NULL,
    contact_point_id uuid        NOT NULL,
    purpose_id       uuid        NOT NULL,
    status           text        NOT NULL CHECK (status IN ('UNKNOWN', 'EXTERNALLY_DOCUMENTED', 'TRIGGERED', 'SENT',
                                                            'CONFIRMED', 'LAPSED', 'REFUSED', 'REVOKED')),
    since            timestamptz NOT NULL,
    event_id         uuid        NOT NULL,
    campaign_id      uuid,
    PRIMARY KEY (tenant_id, contact_point_id, purpose_id),
    FOREIGN KEY (tenant_id, contact_point_id) REFERENCES contact_point,
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose
);
CREATE INDEX consent_by_status ON consent (tenant_id, status, contact_point_id);
SELECT guard_by_tenant('consent');

-- "May we write?" (domain.md): the one rule, for a million contact points or for one. It names the
-- reason: the status or the message class where it is allowed, an exclusion reason where it is not.
CREATE FUNCTION may_we_write(message_class text, status text, mail_block text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE message_class
        WHEN 'ADVERTISING' THEN
            CASE WHEN mail_block IS NOT NULL THEN 'BLOCKED_' || mail_block
                 WHEN status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED', 'REVOKED', 'REFUSED', 'LAPSED') THEN status
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
    END;

CREATE FUNCTION is_allowed(reason text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN reason IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED', 'NOTICE', 'TRANSACTIONAL', 'OPT_IN');
