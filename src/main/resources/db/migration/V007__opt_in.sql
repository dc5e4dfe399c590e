-- The double opt-in process and the ways through it: runs, what they tell staff and other systems, trials,
-- and the funnel.

-- A process that was never online has version 0 and a draft alone.
CREATE TABLE opt_in_process (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    id         uuid        NOT NULL,
    name       text        NOT NULL,
    language   text        NOT NULL CHECK (is_language(language)),
    status     text        NOT NULL CHECK (status IN ('DRAFT', 'ACTIVE', 'ARCHIVED')),
    version    int         NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX one_active_process_per_language ON opt_in_process (tenant_id, language) WHERE status = 'ACTIVE';
SELECT guard_by_tenant('opt_in_process');

CREATE TABLE opt_in_process_version (
    tenant_id  uuid        NOT NULL,
    process_id uuid        NOT NULL,
    version    int         NOT NULL,
    steps      jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    created_by uuid,
    PRIMARY KEY (tenant_id, process_id, version),
    FOREIGN KEY (tenant_id, process_id) REFERENCES opt_in_process
);
SELECT guard_by_tenant('opt_in_process_version');
SELECT only_append('opt_in_process_version');

-- What is being worked on beside the version that is online; the revision tells who was first.
CREATE TABLE opt_in_process_draft (
    tenant_id  uuid        NOT NULL,
    process_id uuid        NOT NULL,
    revision   int         NOT NULL CHECK (revision > 0),
    steps      jsonb       NOT NULL,
    -- The states before the present one and after it, the nearest first, so that changes can be taken back
    -- and made again, also by somebody else and after a reload. They live and die with the draft.
    earlier    jsonb       NOT NULL DEFAULT '[]',
    later      jsonb       NOT NULL DEFAULT '[]',
    changed_at timestamptz NOT NULL,
    changed_by uuid,
    PRIMARY KEY (tenant_id, process_id),
    FOREIGN KEY (tenant_id, process_id) REFERENCES opt_in_process ON DELETE CASCADE
);
SELECT guard_by_tenant('opt_in_process_draft');

-- One contact point's way through one version. It is under way until it has ended, whatever the recipient
-- answered meanwhile.
CREATE TABLE run (
    tenant_id        uuid        NOT NULL,
    id               uuid        NOT NULL,
    process_id       uuid        NOT NULL,
    process_version  int         NOT NULL,
    contact_point_id uuid        NOT NULL,
    purpose_id       uuid        NOT NULL,
    -- The first run of the same submission, where several boxes were ticked on it; null: it goes alone.
    together_with    uuid,
    -- The campaign that asks in place of the process's first one, until it did; null: the process's.
    asks_with        uuid,
    -- Its waiting is shortened.
    trial            boolean     NOT NULL DEFAULT false,
    -- The step at which it stands.
    step             text        NOT NULL,
    -- When it came there; null: when it began.
    moved_at         timestamptz,
    -- Where a confirmation leads from there; null: to the end named complete, at once.
    confirmed_step   text,
    -- At which step the recipient answered, or the time was over; null: at the first that waits.
    answered_step    text,
    status           text        NOT NULL CHECK (status IN ('WAITING', 'CONFIRMED', 'REFUSED', 'LAPSED', 'ENDED')),
    started_at       timestamptz NOT NULL,
    -- The end of the present wait, counted from the latest sign-up.
    due_at           timestamptz NOT NULL,
    -- From when on the contact is erased if nothing was ever confirmed (law 23); null: not.
    erase_at         timestamptz,
    ended_at         timestamptz,
    -- How often it could not go on, and what went wrong the last time; null: nothing.
    faults           int         NOT NULL DEFAULT 0,
    fault            text,
    -- Waits from then on until somebody has it tried again.
    set_aside_at     timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, process_id, process_version) REFERENCES opt_in_process_version,
    FOREIGN KEY (tenant_id, contact_point_id) REFERENCES contact_point
);
CREATE UNIQUE INDEX one_waiting_run ON run (contact_point_id, purpose_id, tenant_id) WHERE status = 'WAITING';
-- Erasing somebody looks for all runs, not for the waiting one alone.
CREATE INDEX run_of_contact_point ON run (contact_point_id);
-- A look-up by id must never say "ended_at IS NULL", or this index would compete with the primary key.
CREATE INDEX run_due ON run (tenant_id, due_at) WHERE ended_at IS NULL;
CREATE INDEX run_set_aside ON run (tenant_id) WHERE set_aside_at IS NOT NULL;
CREATE INDEX run_to_erase ON run (tenant_id, erase_at) WHERE erase_at IS NOT NULL;
-- The few among them who refused.
CREATE INDEX run_refused_to_erase ON run (tenant_id, erase_at) WHERE erase_at IS NOT NULL AND status = 'REFUSED';
SELECT guard_by_tenant('run');
SELECT look_often('run');

-- Runs of people who were erased, as numbers alone, so that the picture of a version stays true.
CREATE TABLE run_erased (
    tenant_id       uuid   NOT NULL,
    process_id      uuid   NOT NULL,
    process_version int    NOT NULL,
    status          text   NOT NULL,
    answered_step   text   NOT NULL,
    step            text   NOT NULL,
    runs            bigint NOT NULL,
    PRIMARY KEY (tenant_id, process_id, process_version, status, answered_step, step),
    FOREIGN KEY (tenant_id, process_id, process_version) REFERENCES opt_in_process_version
);
SELECT guard_by_tenant('run_erased');

-- Members of a group that is being asked whose turn has come, but whose domain has had enough mails for now.
CREATE TABLE asking_held (
    tenant_id        uuid NOT NULL,
    job_id           uuid NOT NULL,
    -- The part behind @, of what counts as one provider's the one name; never empty.
    domain           text COLLATE "C" NOT NULL,
    contact_point_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, job_id, domain, contact_point_id),
    FOREIGN KEY (tenant_id, job_id) REFERENCES job,
    FOREIGN KEY (tenant_id, contact_point_id) REFERENCES contact_point ON DELETE CASCADE
);
CREATE INDEX asking_held_of_contact_point ON asking_held (contact_point_id);
SELECT guard_by_tenant('asking_held');

-- How many members of groups were asked when, by domain: of the last hour, after which nobody looks at it.
CREATE TABLE asking_pace (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    asked_at  timestamptz NOT NULL,
    domain    text        COLLATE "C" NOT NULL,
    many      int         NOT NULL CHECK (many > 0),
    PRIMARY KEY (tenant_id, asked_at, domain)
);
SELECT guard_by_tenant('asking_pace');

-- What runs tell staff and other systems; written with the step, worked off afterwards.

CREATE TABLE staff_notice (
    tenant_id        uuid        NOT NULL,
    id               uuid        NOT NULL,
    -- Whose run left it, and at which step; or else what it is about, such as a submission.
    run_id           uuid,
    step             text,
    subject_id       uuid,
    contact_point_id uuid        NOT NULL,
    -- For whom; null: for all.
    user_id          uuid,
    text             text        NOT NULL,
    created_at       timestamptz NOT NULL,
    -- Each is mailed once: whoever queues the mail marks it in the same transaction.
    mailed_at        timestamptz,
    done_at          timestamptz,
    done_by          uuid,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, contact_point_id) REFERENCES contact_point ON DELETE CASCADE,
    CHECK (num_nonnulls(run_id, subject_id) = 1 AND (run_id IS NULL) = (step IS NULL))
);
CREATE UNIQUE INDEX one_notice_per_subject_and_reader
    ON staff_notice (subject_id, coalesce(user_id, '00000000-0000-0000-0000-000000000000'), tenant_id)
    WHERE subject_id IS NOT NULL;
CREATE UNIQUE INDEX one_notice_per_run_and_step ON staff_notice (run_id, step, tenant_id);
CREATE INDEX staff_notice_of_contact_point ON staff_notice (contact_point_id);
CREATE INDEX staff_notice_open ON staff_notice (tenant_id, id) WHERE done_at IS NULL;
CREATE INDEX staff_notice_unmailed
    ON staff_notice (coalesce(user_id, '00000000-0000-0000-0000-000000000000'), tenant_id, created_at)
    WHERE mailed_at IS NULL;
SELECT guard_by_tenant('staff_notice');

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

-- A POST to another system. It names people by ids alone, so that it outlives their erasure; what is told
-- of them is read when the call is made. Its id is the key by which the other side knows a repetition.
CREATE TABLE webhook_call (
    tenant_id        uuid        NOT NULL REFERENCES tenant,
    id               uuid        NOT NULL,
    -- Made by staff to try an address: it belongs to nobody's run.
    test             boolean     NOT NULL DEFAULT false,
    trial            boolean     NOT NULL DEFAULT false,
    run_id           uuid,
    process_id       uuid,
    process_version  int,
    step             text,
    contact_point_id uuid,
    purpose_id       uuid,
    -- What it tells of where no run called, of which type that is, and what staff call what called.
    subject_id       uuid,
    type             text,
    occasion         text,
    url              text        NOT NULL,
    status           text        NOT NULL CHECK (status IN ('QUEUED', 'DONE', 'FAILED')),
    created_at       timestamptz NOT NULL,
    -- When it may be claimed next; a claim moves it to the end of its lease.
    due_at           timestamptz NOT NULL,
    attempts         int         NOT NULL DEFAULT 0,
    -- The status code, or what went wrong.
    answer           text,
    answered_at      timestamptz,
    PRIMARY KEY (tenant_id, id),
    CHECK (num_nulls(subject_id, type, occasion) IN (0, 3)),
    CHECK (test OR subject_id IS NOT NULL
        OR num_nulls(run_id, process_id, process_version, step, contact_point_id, purpose_id) = 0)
);
CREATE UNIQUE INDEX one_call_per_subject ON webhook_call (subject_id, tenant_id) WHERE subject_id IS NOT NULL;
CREATE UNIQUE INDEX one_call_per_run_and_step ON webhook_call (run_id, step, tenant_id);
CREATE INDEX webhook_call_due ON webhook_call (tenant_id, due_at) WHERE status = 'QUEUED';
SELECT guard_by_tenant('webhook_call');

-- With what calls to other systems are signed: derived from the master secret and the id, so that
-- nothing here opens anything.
CREATE TABLE webhook_secret (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    id         uuid        NOT NULL,
    url        text        NOT NULL,
    created_at timestamptz NOT NULL,
    -- Until when it signs beside its successor; null: it is the present one.
    ends_at    timestamptz,
    PRIMARY KEY (tenant_id, id)
);
-- An address may be longer than an index takes.
CREATE UNIQUE INDEX one_present_secret ON webhook_secret (md5(url), tenant_id) WHERE ends_at IS NULL;
SELECT guard_by_tenant('webhook_secret');

-- Trials: somebody of the staff walks a process with an address of their own, and all of it goes again.
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

-- The funnel: from the sign-up to the confirmation, counted from events.

-- At which provider a mailbox is, by the domain of its address; a domain of one's own is OTHER, whoever
-- serves it. Written in bytes (COLLATE "C"), so that a million addresses are told apart in no time.
CREATE FUNCTION mailbox_provider(address text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE lower(split_part(address, '@', -1)) COLLATE "C"
        WHEN 'gmail.com' THEN 'GMAIL'
        WHEN 'googlemail.com' THEN 'GMAIL'
        WHEN 'gmx.de' THEN 'GMX'
        WHEN 'gmx.net' THEN 'GMX'
        WHEN 'gmx.at' THEN 'GMX'
        WHEN 'gmx.ch' THEN 'GMX'
        WHEN 'gmx.com' THEN 'GMX'
        WHEN 'gmx.eu' THEN 'GMX'
        WHEN 'gmx.fr' THEN 'GMX'
        WHEN 'gmx.info' THEN 'GMX'
        WHEN 'gmx.org' THEN 'GMX'
        WHEN 'web.de' THEN 'WEB_DE'
        WHEN 'email.de' THEN 'WEB_DE'
        WHEN 't-online.de' THEN 'T_ONLINE'
        WHEN 'magenta.de' THEN 'T_ONLINE'
        WHEN 'freenet.de' THEN 'FREENET'
        WHEN 'outlook.com' THEN 'OUTLOOK'
        WHEN 'outlook.de' THEN 'OUTLOOK'
        WHEN 'outlook.at' THEN 'OUTLOOK'
        WHEN 'outlook.fr' THEN 'OUTLOOK'
        WHEN 'hotmail.com' THEN 'OUTLOOK'
        WHEN 'hotmail.de' THEN 'OUTLOOK'
        WHEN 'hotmail.at' THEN 'OUTLOOK'
        WHEN 'hotmail.ch' THEN 'OUTLOOK'
        WHEN 'hotmail.fr' THEN 'OUTLOOK'
        WHEN 'live.com' THEN 'OUTLOOK'
        WHEN 'live.de' THEN 'OUTLOOK'
        WHEN 'live.at' THEN 'OUTLOOK'
        WHEN 'live.fr' THEN 'OUTLOOK'
        WHEN 'msn.com' THEN 'OUTLOOK'
        WHEN 'yahoo.com' THEN 'YAHOO'
        WHEN 'yahoo.de' THEN 'YAHOO'
        WHEN 'yahoo.fr' THEN 'YAHOO'
        WHEN 'yahoo.co.uk' THEN 'YAHOO'
        WHEN 'ymail.com' THEN 'YAHOO'
        WHEN 'rocketmail.com' THEN 'YAHOO'
        WHEN 'aol.com' THEN 'YAHOO'
        WHEN 'aol.de' THEN 'YAHOO'
        WHEN 'icloud.com' THEN 'ICLOUD'
        WHEN 'me.com' THEN 'ICLOUD'
        WHEN 'mac.com' THEN 'ICLOUD'
        WHEN 'posteo.de' THEN 'POSTEO'
        WHEN 'posteo.net' THEN 'POSTEO'
        WHEN 'posteo.at' THEN 'POSTEO'
        WHEN 'posteo.ch' THEN 'POSTEO'
        WHEN 'mailbox.org' THEN 'MAILBOX_ORG'
        WHEN 'proton.me' THEN 'PROTON'
        WHEN 'protonmail.com' THEN 'PROTON'
        WHEN 'protonmail.ch' THEN 'PROTON'
        WHEN 'pm.me' THEN 'PROTON'
        WHEN 'online.de' THEN 'IONOS'
        WHEN 'onlinehome.de' THEN 'IONOS'
        WHEN '1und1.de' THEN 'IONOS'
        WHEN 'ionos.de' THEN 'IONOS'
        WHEN 'ionos.com' THEN 'IONOS'
        WHEN 'arcor.de' THEN 'VODAFONE'
        WHEN 'vodafone.de' THEN 'VODAFONE'
        WHEN 'vodafonemail.de' THEN 'VODAFONE'
        WHEN 'kabelmail.de' THEN 'VODAFONE'
        WHEN 'a1.net' THEN 'A1'
        WHEN 'aon.at' THEN 'A1'
        WHEN 'bluewin.ch' THEN 'BLUEWIN'
        WHEN 'orange.fr' THEN 'ORANGE'
        WHEN 'wanadoo.fr' THEN 'ORANGE'
        ELSE 'OTHER'
    END;

-- What became of a sign-up once that cannot change any more: a fact about one event of the ledger, no
-- count, and nothing of a person. Events, runs, messages and fetches say the same for as long as they
-- are there; this row answers the funnel in one look, and is what stays when the person is erased (the
-- way through the process and the kind of the mailbox would go with run, message and address). Whatever
-- has no row is read from the events themselves, so nothing depends on when a row is written.
CREATE TABLE sign_up_fate (
    tenant_id       uuid        NOT NULL,
    event_id        uuid        NOT NULL,
    at              timestamptz NOT NULL,
    form_id         uuid,
    source          text        NOT NULL,
    process_id      uuid,
    process_version int,
    provider        text        NOT NULL,
    fate            text        NOT NULL CHECK (fate IN ('GIVEN', 'CONFIRMED', 'REFUSED', 'LAPSED', 'ERASED')),
    -- How far its mails came.
    mail            text        NOT NULL CHECK (mail IN ('NONE', 'UNTRIED', 'TRIED', 'WITHHELD', 'REFUSED',
                                                         'EXPIRED', 'ACCEPTED')),
    fetched         boolean     NOT NULL,
    -- From the sign-up to the confirmation.
    seconds         int,
    PRIMARY KEY (tenant_id, event_id),
    FOREIGN KEY (tenant_id, event_id) REFERENCES consent_event
);
SELECT guard_by_tenant('sign_up_fate');
SELECT only_append('sign_up_fate');

-- What is known of sign-ups that are not settled yet: who waits, or has a mail on its way. Not of those of the
-- last minutes, which are read from the events; a row goes when its sign-up is settled.
CREATE TABLE sign_up_open (
    tenant_id        uuid        NOT NULL,
    event_id         uuid        NOT NULL,
    contact_point_id uuid        NOT NULL,
    at               timestamptz NOT NULL,
    form_id          uuid,
    source           text        NOT NULL,
    process_id       uuid,
    process_version  int,
    provider         text        NOT NULL,
    fate             text        NOT NULL,
    mail             text        NOT NULL,
    fetched          boolean     NOT NULL,
    seconds          int,
    PRIMARY KEY (tenant_id, event_id),
    FOREIGN KEY (tenant_id, event_id) REFERENCES consent_event
);
CREATE INDEX sign_up_open_of_contact_point ON sign_up_open (contact_point_id);
CREATE INDEX sign_up_open_mail ON sign_up_open (tenant_id, event_id) WHERE mail IN ('UNTRIED', 'TRIED');
SELECT guard_by_tenant('sign_up_open');

-- How exactly it is told how long somebody took: to the second up to a minute, to ten seconds up to ten
-- minutes, to the minute up to an hour, to the quarter up to a day, then to the hour.
CREATE FUNCTION told_seconds(seconds int) RETURNS int
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN seconds < 60 THEN seconds WHEN seconds < 600 THEN seconds / 10 * 10
                WHEN seconds < 3600 THEN seconds / 60 * 60 WHEN seconds < 86400 THEN seconds / 900 * 900
                ELSE seconds / 3600 * 3600 END;

-- The settled sign-ups of a day (UTC) that are alike: the rows of sign_up_fate, counted where they are written,
-- in the same transaction. Empty where there is no form or process, -1 where nobody confirmed.
CREATE TABLE sign_up_day (
    tenant_id uuid    NOT NULL REFERENCES tenant,
    day       date    NOT NULL,
    form      text    NOT NULL,
    source    text    NOT NULL,
    process   text    NOT NULL,
    provider  text    NOT NULL,
    fate      text    NOT NULL,
    mail      text    NOT NULL,
    fetched   boolean NOT NULL,
    seconds   int     NOT NULL,
    count     bigint  NOT NULL,
    PRIMARY KEY (tenant_id, day, form, source, process, provider, fate, mail, fetched, seconds)
);
SELECT guard_by_tenant('sign_up_day');

-- The same by the quarter of an hour in which they signed up, of which the days of any time zone are made.
CREATE TABLE sign_up_quarter (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    quarter   timestamptz NOT NULL,
    form      text        NOT NULL,
    fate      text        NOT NULL,
    count     bigint      NOT NULL,
    PRIMARY KEY (tenant_id, quarter, form, fate)
);
SELECT guard_by_tenant('sign_up_quarter');

-- Up to which event of the ledger the sign-ups were looked through. Whoever settles some holds its row.
CREATE TABLE sign_up_fate_seen (
    tenant_id uuid NOT NULL REFERENCES tenant,
    event_id  uuid NOT NULL,
    PRIMARY KEY (tenant_id)
);
SELECT guard_by_tenant('sign_up_fate_seen');
