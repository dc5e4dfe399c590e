-- Where visitors sign up.

CREATE TABLE form (
    tenant_id   uuid        NOT NULL REFERENCES tenant,
    id          uuid        NOT NULL,
    -- The last part of its address: the tenant's number in base 36, a hyphen, ten random characters.
    key         text        NOT NULL COLLATE "C",
    name        text        NOT NULL,
    language    text        NOT NULL CHECK (is_language(language)),
    purpose_id  uuid        NOT NULL,
    -- The version that is shown.
    version     int         NOT NULL,
    -- Its texts follow the tenant's profile, until somebody edits it.
    standard    boolean     NOT NULL DEFAULT false,
    -- Takes sign-ups, as far as its owners wish; a new one waits for them to say so.
    online      boolean     NOT NULL,
    created_at  timestamptz NOT NULL,
    archived_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, key),
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose
);
SELECT guard_by_tenant('form');

-- Fields, boxes and texts as they were shown; a submission points at the version.
CREATE TABLE form_version (
    tenant_id  uuid        NOT NULL,
    form_id    uuid        NOT NULL,
    version    int         NOT NULL,
    definition jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, form_id, version),
    FOREIGN KEY (tenant_id, form_id) REFERENCES form
);
SELECT guard_by_tenant('form_version');
SELECT only_append('form_version');

-- What is being worked on beside the version that is shown; the revision tells who was first.
CREATE TABLE form_draft (
    tenant_id  uuid        NOT NULL,
    form_id    uuid        NOT NULL,
    revision   int         NOT NULL CHECK (revision > 0),
    content    jsonb       NOT NULL,
    -- The states before the present one and after it, the nearest first, so that changes can be taken back
    -- and made again, also by somebody else and after a reload. They live and die with the draft.
    earlier    jsonb       NOT NULL DEFAULT '[]',
    later      jsonb       NOT NULL DEFAULT '[]',
    changed_at timestamptz NOT NULL,
    changed_by uuid        NOT NULL,
    PRIMARY KEY (tenant_id, form_id),
    FOREIGN KEY (tenant_id, form_id) REFERENCES form
);
SELECT guard_by_tenant('form_draft');

-- What was written on a form, as it came in. It goes with the contact point, and with it the person.
CREATE TABLE form_submission (
    tenant_id        uuid        NOT NULL,
    id               uuid        NOT NULL,
    form_id          uuid        NOT NULL,
    -- As it was shown.
    form_version     int         NOT NULL,
    at               timestamptz NOT NULL,
    contact_point_id uuid        NOT NULL,
    -- By field, in the order of the form; all but the address.
    answers          json        NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, form_id) REFERENCES form,
    FOREIGN KEY (tenant_id, contact_point_id) REFERENCES contact_point ON DELETE CASCADE
);
CREATE INDEX form_submission_of_form ON form_submission (form_id, id);
CREATE INDEX form_submission_of_point ON form_submission (contact_point_id);
SELECT guard_by_tenant('form_submission');
REVOKE UPDATE ON form_submission FROM jawort_app;

-- Domains whose mailboxes may always sign up, or never; what lies below one belongs to it.
CREATE TABLE sign_up_domain (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    domain    text        NOT NULL COLLATE "C" CHECK (domain ~ '^[a-z0-9.-]{4,253}$'),
    rule      text        NOT NULL CHECK (rule IN ('ALLOW', 'BLOCK')),
    added_by  uuid        NOT NULL,
    added_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, domain)
);
SELECT guard_by_tenant('sign_up_domain');

CREATE TABLE sign_up_setting (
    tenant_id          uuid        NOT NULL REFERENCES tenant,
    -- Whether throw-away mailboxes are turned away.
    refuses_throw_away boolean     NOT NULL,
    changed_by         uuid        NOT NULL,
    changed_at         timestamptz NOT NULL,
    PRIMARY KEY (tenant_id)
);
SELECT guard_by_tenant('sign_up_setting');

-- What a tenant decided about the shield of its forms; until it did, what the program thinks is right.
CREATE TABLE form_shield (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    -- Sign-ups of one network that need no extra step.
    an_hour    int         NOT NULL CHECK (an_hour > 0),
    a_day      int         NOT NULL CHECK (a_day > 0),
    -- Addresses and networks from which nothing is taken, as they were typed.
    blocked    text[]      NOT NULL,
    -- Where far more comes than usual, and more than so many within an hour.
    alarm         text     NOT NULL CHECK (alarm IN ('STEP', 'PAUSE', 'NOTHING')),
    alarm_an_hour int      NOT NULL CHECK (alarm_an_hour > 0),
    changed_by uuid        NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id)
);
SELECT guard_by_tenant('form_shield');

-- What came from a network in the hour and on the day of the last one. The network is a keyed hash, another one
-- with each tenant, so that the table tells nothing of whom, and nothing across tenants.
CREATE TABLE form_network (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    network    uuid        NOT NULL,
    hour       timestamptz NOT NULL,
    hour_count int         NOT NULL,
    day        timestamptz NOT NULL,
    day_count  int         NOT NULL,
    PRIMARY KEY (tenant_id, network)
);
SELECT guard_by_tenant('form_network');

-- The same over all tenants: it holds keyed hashes and counts, nothing of a tenant.
CREATE TABLE form_network_of_all (
    network    uuid        NOT NULL PRIMARY KEY,
    hour       timestamptz NOT NULL,
    hour_count int         NOT NULL,
    day        timestamptz NOT NULL,
    day_count  int         NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON form_network_of_all TO jawort_app;

-- How many submissions were caught by what, and how many of those who were asked once more went on; counts alone.
CREATE TABLE form_caught (
    tenant_id uuid NOT NULL,
    form_id   uuid NOT NULL,
    -- In the tenant's time zone.
    day       date NOT NULL,
    reason    text NOT NULL,
    count     int  NOT NULL CHECK (count > 0),
    PRIMARY KEY (tenant_id, form_id, day, reason),
    FOREIGN KEY (tenant_id, form_id) REFERENCES form
);
SELECT guard_by_tenant('form_caught');

-- Far more came from a form than usual: counts, until it was as usual again or somebody said that it is in order.
CREATE TABLE form_alarm (
    tenant_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    form_id   uuid        NOT NULL,
    since     timestamptz NOT NULL,
    counted   int         NOT NULL,
    usual     int         NOT NULL,
    paused    boolean     NOT NULL,
    ended_at  timestamptz,
    ended_by  uuid,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, form_id) REFERENCES form,
    CHECK (ended_by IS NULL OR ended_at IS NOT NULL)
);
CREATE UNIQUE INDEX one_alarm_per_form ON form_alarm (tenant_id, form_id) WHERE ended_at IS NULL;
SELECT guard_by_tenant('form_alarm');

-- Extra steps that were taken, until nobody could take them any more: an id that was made for one submission.
CREATE TABLE form_step (
    tenant_id    uuid        NOT NULL REFERENCES tenant,
    step         uuid        NOT NULL,
    forgotten_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, step)
);
SELECT guard_by_tenant('form_step');

-- A device that staff gave out of hand to show one form: it may do nothing else.
CREATE TABLE tablet (
    tenant_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    key_hash      bytea       NOT NULL CHECK (length(key_hash) = 32),
    form_id       uuid        NOT NULL,
    -- Where it stands, in the words of whoever opened it.
    place         text        NOT NULL,
    opened_by     uuid        NOT NULL,
    opened_at     timestamptz NOT NULL,
    -- Until when it shows the form; what was signed before may still come for a while.
    ends_at       timestamptz NOT NULL,
    -- When somebody ended it, from when on it takes nothing any more.
    ended_at      timestamptz,
    -- Seconds without a touch after which it forgets what was typed.
    idle_seconds  int         NOT NULL CHECK (idle_seconds > 0),
    pin_hash      text        NOT NULL,
    pin_failures  int         NOT NULL DEFAULT 0,
    pin_tried_at  timestamptz,
    -- To which it seals what waits there; the private one is sealed by a key of the installation.
    public_key    bytea       NOT NULL,
    sealed_key    bytea       NOT NULL,
    -- As it said when it was last heard of.
    waiting       int         NOT NULL DEFAULT 0 CHECK (waiting >= 0),
    seen_at       timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, key_hash),
    FOREIGN KEY (tenant_id, form_id) REFERENCES form,
    FOREIGN KEY (tenant_id, opened_by) REFERENCES staff_user
);
SELECT guard_by_tenant('tablet');

-- What a tablet sent, by the number that it gave it: taken in once, however often it comes.
CREATE TABLE tablet_submission (
    tenant_id        uuid        NOT NULL,
    id               uuid        NOT NULL,
    tablet_id        uuid        NOT NULL,
    signed_at        timestamptz NOT NULL,
    arrived_at       timestamptz NOT NULL,
    state            text        NOT NULL CHECK (state IN ('ARRIVED', 'TAKEN', 'FAULTY')),
    -- Why it could not be taken in, where nobody was there any more to mend it.
    fault            text        CHECK ((fault IS NOT NULL) = (state = 'FAULTY')),
    contact_point_id uuid,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, tablet_id) REFERENCES tablet ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, contact_point_id) REFERENCES contact_point
        ON DELETE SET NULL (contact_point_id)
);
CREATE INDEX tablet_submission_of_tablet ON tablet_submission (tablet_id, arrived_at);
CREATE INDEX tablet_submission_of_point ON tablet_submission (contact_point_id)
    WHERE contact_point_id IS NOT NULL;
SELECT guard_by_tenant('tablet_submission');
