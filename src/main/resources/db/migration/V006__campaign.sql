-- What is said: campaigns, who may stand in From, pictures, and the pages behind the personal links.

CREATE TABLE campaign (
    tenant_id     uuid        NOT NULL REFERENCES tenant,
    id            uuid        NOT NULL,
    name          text        NOT NULL,
    trigger       text        NOT NULL CHECK (trigger IN ('SCHEDULED', 'EVENT')),
    status        text        NOT NULL CHECK (status IN ('DRAFT', 'READY', 'SENDING', 'SENT', 'ARCHIVED')),
    language      text        NOT NULL CHECK (is_language(language)),
    message_class text        NOT NULL CHECK (message_class IN ('ADVERTISING', 'EXISTING_CUSTOMER', 'NOTICE',
                                                                'TRANSACTIONAL', 'OPT_IN')),
    -- The version that is sent; 0 until the first time that it is made ready.
    version       int         NOT NULL,
    -- The confirmation campaign that came with the language, whatever else people made in it before.
    standard      boolean     NOT NULL DEFAULT false,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT guard_by_tenant('campaign');

-- Content once made ready is frozen: a message names the version that it was made from.
CREATE TABLE campaign_version (
    tenant_id      uuid        NOT NULL,
    campaign_id    uuid        NOT NULL,
    version        int         NOT NULL,
    subject        text        NOT NULL,
    preheader      text        NOT NULL DEFAULT '',
    -- Empty: as the profile says when the mail is made.
    sender_name    text        NOT NULL DEFAULT '',
    sender_address text        NOT NULL DEFAULT '',
    reply_to       text        NOT NULL DEFAULT '',
    kind           text        NOT NULL DEFAULT 'HTML' CHECK (kind IN ('BLOCKS', 'HTML', 'TEXT')),
    body_html      text        NOT NULL,
    body_text      text        NOT NULL,
    -- What the HTML was made from; empty unless it was put together from blocks.
    blocks         text        NOT NULL DEFAULT '',
    created_at     timestamptz NOT NULL,
    made_by        uuid,
    PRIMARY KEY (tenant_id, campaign_id, version),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign
);
SELECT guard_by_tenant('campaign_version');
SELECT only_append('campaign_version');

-- The one version that may still be changed. A campaign without one has nothing in work.
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

-- Pictures in mails. Whoever has the address sees one: it is in every mail that was sent, so none is
-- ever replaced, and the address holds the hash of the content.
CREATE TABLE campaign_image (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    id        uuid        NOT NULL,
    sha256    bytea       NOT NULL,
    type      text        NOT NULL CHECK (type IN ('image/png', 'image/jpeg', 'image/gif', 'image/webp')),
    width     int         NOT NULL,
    height    int         NOT NULL,
    name      text        NOT NULL,
    -- What it says to those who do not see it.
    alt       text        NOT NULL,
    content   bytea       NOT NULL,
    added_at  timestamptz NOT NULL,
    added_by  uuid,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (sha256, tenant_id)
);
SELECT guard_by_tenant('campaign_image');

-- The pages behind the personal links, in the tenant's own words and look.

-- A logo. Nothing is ever changed here; what no version names goes a day later.
CREATE TABLE landing_picture (
    tenant_id   uuid        NOT NULL REFERENCES tenant,
    id          uuid        NOT NULL,
    sha256      bytea       NOT NULL CHECK (length(sha256) = 32),
    type        text        NOT NULL CHECK (type IN ('image/png', 'image/jpeg', 'image/webp')),
    width       int         NOT NULL CHECK (width BETWEEN 1 AND 1600),
    height      int         NOT NULL CHECK (height BETWEEN 1 AND 1600),
    -- A public page has at most 30 KB with everything.
    size        int         NOT NULL CHECK (size = length(content) AND size <= 12288),
    content     bytea       NOT NULL,
    uploaded_by uuid        NOT NULL,
    uploaded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (sha256, tenant_id)
);
-- Pictures are compressed already.
ALTER TABLE landing_picture ALTER COLUMN content SET STORAGE EXTERNAL;
SELECT guard_by_tenant('landing_picture');
REVOKE UPDATE ON landing_picture FROM jawort_app;

CREATE TABLE landing_page (
    tenant_id     uuid        NOT NULL REFERENCES tenant,
    id            uuid        NOT NULL,
    kind          text        NOT NULL CHECK (kind IN ('CONFIRM', 'CONFIRMED', 'ALREADY_CONFIRMED', 'EXPIRED', 'REFUSE',
                                                       'REFUSED', 'UNSUBSCRIBE', 'UNSUBSCRIBED')),
    language      text        NOT NULL CHECK (is_language(language)),
    -- The version that is shown.
    version       int         NOT NULL,
    -- Where that version leads on to another website.
    redirect_host text COLLATE "C",
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (kind, language, tenant_id),
    FOREIGN KEY (tenant_id, redirect_host) REFERENCES allowed_host
);
SELECT guard_by_tenant('landing_page');

-- Evidence names the version that was shown, so none is ever changed.
CREATE TABLE landing_page_version (
    tenant_id       uuid        NOT NULL,
    landing_page_id uuid        NOT NULL,
    version         int         NOT NULL,
    -- Its words are those that come with the program.
    standard        boolean     NOT NULL,
    heading         text        NOT NULL,
    text            text        NOT NULL,
    button          text        NOT NULL,
    -- Address of the page that is shown instead, once the form has done its work; empty: none.
    redirect        text        NOT NULL DEFAULT '',
    -- As #rrggbb; empty: the tenant's.
    colour          text        NOT NULL DEFAULT '',
    logo_id         uuid,
    logo_alt        text        NOT NULL DEFAULT '',
    -- The member of staff; null: Jawort itself.
    created_by      uuid,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, landing_page_id, version),
    FOREIGN KEY (tenant_id, landing_page_id) REFERENCES landing_page,
    FOREIGN KEY (tenant_id, logo_id) REFERENCES landing_picture,
    CHECK (logo_id IS NULL OR logo_alt <> '')
);
SELECT guard_by_tenant('landing_page_version');
SELECT only_append('landing_page_version');
