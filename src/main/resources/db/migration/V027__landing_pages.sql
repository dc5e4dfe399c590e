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
    language      text        NOT NULL CHECK (language IN ('de', 'en')),
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
