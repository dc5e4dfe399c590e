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

-- Up to which event of the ledger the answers were looked through. It only saves work.
CREATE TABLE sign_up_fate_seen (
    tenant_id uuid NOT NULL REFERENCES tenant,
    event_id  uuid NOT NULL,
    PRIMARY KEY (tenant_id)
);
SELECT guard_by_tenant('sign_up_fate_seen');
