-- What is written before it is sent: drafts, and who may stand in From.

ALTER TABLE campaign_version
    ADD COLUMN preheader      text NOT NULL DEFAULT '',
    -- Empty: as the profile says when the mail is made.
    ADD COLUMN sender_name    text NOT NULL DEFAULT '',
    ADD COLUMN sender_address text NOT NULL DEFAULT '',
    ADD COLUMN reply_to       text NOT NULL DEFAULT '',
    ADD COLUMN kind           text NOT NULL DEFAULT 'HTML' CHECK (kind IN ('BLOCKS', 'HTML', 'TEXT')),
    -- What the HTML was made from; empty unless it was put together from blocks.
    ADD COLUMN blocks         text NOT NULL DEFAULT '',
    ADD COLUMN made_by        uuid;

-- The one version that may still be changed. A campaign without one has nothing in work; its version is
-- 0 until the first time that it is made ready.
CREATE TABLE campaign_draft (
    tenant_id      uuid        NOT NULL,
    campaign_id    uuid        NOT NULL,
    -- Counts up with every change; whoever saves says what they had before them.
    revision       int         NOT NULL,
    subject        text        NOT NULL,
    preheader      text        NOT NULL,
    sender_name    text        NOT NULL,
    sender_address text        NOT NULL,
    reply_to       text        NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('BLOCKS', 'HTML', 'TEXT')),
    body_html      text        NOT NULL,
    body_text      text        NOT NULL,
    blocks         text        NOT NULL,
    changed_at     timestamptz NOT NULL,
    changed_by     uuid,
    PRIMARY KEY (tenant_id, campaign_id),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign ON DELETE CASCADE
);
SELECT guard_by_tenant('campaign_draft');

-- Addresses beside the profile's that may stand in From, once somebody who reads their mail said so (law 27).
CREATE TABLE sender_address (
    tenant_id    uuid        NOT NULL REFERENCES tenant,
    id           uuid        NOT NULL,
    address      text        NOT NULL,
    address_key  text        NOT NULL COLLATE "C",
    requested_at timestamptz NOT NULL,
    requested_by uuid,
    verified_at  timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (address_key, tenant_id)
);
SELECT guard_by_tenant('sender_address');
