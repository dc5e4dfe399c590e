-- Files in and out: imports, step by step, so that any node goes on with them.

-- Which evidence a consent in a file needs before it counts. No row means the strict default.
CREATE TABLE import_setting (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    evidence   text[]      NOT NULL CHECK (evidence <@ ARRAY ['TIME', 'CONFIRMED', 'WORDING', 'SOURCE', 'IP']),
    changed_by uuid        NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id)
);
SELECT guard_by_tenant('import_setting');

CREATE TABLE import (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    id        uuid        NOT NULL,
    -- Of the file, as it was uploaded.
    name      text        NOT NULL,
    size      bigint      NOT NULL DEFAULT 0,
    state     text        NOT NULL CHECK (state IN ('UPLOADING', 'MAPPING', 'CHECKING', 'CHECKED', 'RUNNING', 'DONE',
                                                    'STOPPED', 'UNDOING', 'UNDONE')),
    -- What the file is and how its columns look, with samples; null until it was looked at, and after its end.
    shape     jsonb,
    mapping   jsonb,
    total     int         NOT NULL DEFAULT 0,
    -- How many rows came to what, and how many have which note.
    counts    jsonb       NOT NULL DEFAULT '{}',
    -- Who uploaded it; no reference, as who leaves may be deleted.
    actor     text        NOT NULL CHECK (actor IN ('STAFF', 'API')),
    actor_id  uuid        NOT NULL,
    begun_at  timestamptz NOT NULL,
    run_at    timestamptz,
    ended_at  timestamptz,
    -- The job that works on it now, or did last.
    job_id    uuid,
    PRIMARY KEY (tenant_id, id)
);
SELECT guard_by_tenant('import');

-- That the group into which an import goes is asked for consent when it is done, and what came of it.
CREATE TABLE import_asking (
    tenant_id uuid NOT NULL,
    import_id uuid NOT NULL,
    -- For what, on what basis, who ordered it and how fast; forgotten when it began or cannot begin any more.
    wish      jsonb,
    -- The job that asks.
    job_id    uuid,
    -- Why nobody was asked, in a word.
    refused   text,
    PRIMARY KEY (tenant_id, import_id),
    FOREIGN KEY (tenant_id, import_id) REFERENCES import ON DELETE CASCADE,
    CHECK (num_nonnulls(wish, job_id, refused) = 1)
);
SELECT guard_by_tenant('import_asking');

-- The file in pieces, until it has been run.
CREATE TABLE import_chunk (
    tenant_id uuid  NOT NULL,
    import_id uuid  NOT NULL,
    place     int   NOT NULL CHECK (place >= 0),
    content   bytea NOT NULL,
    PRIMARY KEY (tenant_id, import_id, place),
    FOREIGN KEY (tenant_id, import_id) REFERENCES import ON DELETE CASCADE
);
ALTER TABLE import_chunk ALTER COLUMN content SET STORAGE EXTERNAL;
SELECT guard_by_tenant('import_chunk');

-- Each row of the file as it was read, with what would become of it.
CREATE TABLE import_row (
    tenant_id    uuid     NOT NULL,
    import_id    uuid     NOT NULL,
    -- Among all rows of the file; table and line are where a reader of the file finds it.
    number       int      NOT NULL,
    sheet        smallint NOT NULL,
    line         int      NOT NULL,
    outcome      text     NOT NULL CHECK (outcome IN ('NEW', 'CHANGED', 'UNCHANGED', 'REFUSED')),
    -- Of a row whose address stood further up: that row.
    first_number int,
    -- By which the row is recognised: its e-mail address, or else its number. The row is refused without.
    channel      text     CHECK (channel IN ('EMAIL', 'SMS')),
    address      text,
    address_key  text     COLLATE "C",
    mailbox      text     COLLATE "C",
    hash         bytea,
    -- A number beside the address.
    mobile       text     COLLATE "C",
    mobile_hash  bytea,
    kind         text,
    first_name   text,
    last_name    text,
    company      text,
    language     text     CHECK (is_language(language)),
    -- Values of the tenant's own fields, by their ids.
    fields       jsonb,
    -- What it says of a consent, where that counts, with what backs it.
    claim        text     CHECK (claim IN ('GIVEN', 'NO', 'BOUNCED', 'COMPLAINED')),
    evidence     jsonb,
    -- What the claim is about, where the row says so itself; null: what the whole file is about.
    purpose_id   uuid,
    -- Ids for what the row makes, where it makes something; that they exist says that it did.
    contact_id   uuid     NOT NULL,
    point_id     uuid     NOT NULL,
    mobile_id    uuid     NOT NULL,
    -- Not by the tenant first: of a tenant that is new here it is believed that it has one row, so that a
    -- look-up of an address would read all its rows by such a key, again for each row of the file.
    PRIMARY KEY (import_id, number, tenant_id),
    FOREIGN KEY (tenant_id, import_id) REFERENCES import ON DELETE CASCADE
);
CREATE INDEX import_row_by_address ON import_row (address_key, import_id) WHERE address_key IS NOT NULL;
CREATE INDEX import_row_by_mobile ON import_row (mobile, import_id) WHERE mobile IS NOT NULL;
CREATE INDEX import_row_by_outcome ON import_row (import_id, outcome, number);
SELECT guard_by_tenant('import_row');
SELECT look_often('import_row');

-- What is said of a row or of one of its cells.
CREATE TABLE import_note (
    tenant_id uuid     NOT NULL,
    import_id uuid     NOT NULL,
    reason    text     NOT NULL,
    number    int      NOT NULL,
    -- Of the file's columns, from 0; -1 for the row as a whole.
    place     smallint NOT NULL,
    -- What stands there, shortened; or null.
    said      text,
    PRIMARY KEY (tenant_id, import_id, reason, number, place),
    FOREIGN KEY (tenant_id, import_id) REFERENCES import ON DELETE CASCADE
);
CREATE INDEX import_note_of_row ON import_note (import_id, number);
SELECT guard_by_tenant('import_note');
SELECT look_often('import_note');

-- What a row changes at somebody who is known, and whether that was done: the way back, too.
CREATE TABLE import_change (
    tenant_id uuid    NOT NULL,
    import_id uuid    NOT NULL,
    number    int     NOT NULL,
    -- FIRST_NAME and the like, GROUP, MOBILE, or the id of a field of the tenant's own.
    what      text    NOT NULL,
    before    text,
    after     text    NOT NULL,
    applied   boolean NOT NULL DEFAULT false,
    -- Since when what it took the place of had stood; null where nothing had, or it is not applied.
    stood_since timestamptz,
    PRIMARY KEY (tenant_id, import_id, number, what),
    FOREIGN KEY (tenant_id, import_id) REFERENCES import ON DELETE CASCADE
);
SELECT guard_by_tenant('import_change');
SELECT look_often('import_change');

-- Contacts that another system hands over in bulk. While its lines come in they are laid down as rows of
-- an import of the same id; what each came to stays for a day, as ids and reasons, so that a call that is
-- repeated gets the same answer.
CREATE TABLE contact_batch (
    tenant_id   uuid        NOT NULL REFERENCES tenant,
    id          uuid        NOT NULL,
    -- The API key that handed it over; no reference, as keys end.
    key_id      uuid        NOT NULL,
    -- SHA-256 of its header Idempotency-Key, or null; and of its body, once that is here whole.
    idempotency bytea       CHECK (length(idempotency) = 32),
    body        bytea       CHECK (length(body) = 32),
    state       text        NOT NULL CHECK (state IN ('READING', 'TAKING', 'DONE')),
    total       int         NOT NULL DEFAULT 0,
    -- Up to which row they are taken over.
    taken       int         NOT NULL DEFAULT 0,
    begun_at    timestamptz NOT NULL,
    -- Until when it is in somebody's hands, unless they say so again.
    held_until  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, key_id, idempotency),
    CHECK ((state = 'READING') = (body IS NULL))
);
CREATE INDEX contact_batch_by_age ON contact_batch (tenant_id, begun_at);
SELECT guard_by_tenant('contact_batch');

CREATE TABLE contact_batch_row (
    tenant_id  uuid   NOT NULL,
    batch_id   uuid   NOT NULL,
    number     int    NOT NULL,
    outcome    text   NOT NULL CHECK (outcome IN ('CREATED', 'CHANGED', 'UNCHANGED', 'REFUSED')),
    contact_id uuid,
    -- What is said of the row, by its names.
    reasons    text[] NOT NULL DEFAULT '{}',
    -- What is wrong with the line itself, or null.
    problem    jsonb,
    PRIMARY KEY (tenant_id, batch_id, number),
    FOREIGN KEY (tenant_id, batch_id) REFERENCES contact_batch ON DELETE CASCADE,
    CHECK ((outcome = 'REFUSED') = (contact_id IS NULL))
);
SELECT guard_by_tenant('contact_batch_row');

-- Contacts out as a file.

-- Who wanted what as a file, and how many rows it had; the file itself is there for a day.
CREATE TABLE export (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    id         uuid        NOT NULL,
    -- The member of staff or the key; nobody else gets the file.
    ordered_by uuid        NOT NULL,
    ordered_at timestamptz NOT NULL,
    format     text        NOT NULL CHECK (format IN ('CSV', 'XLSX', 'JSONL')),
    columns    text[]      NOT NULL,
    headings   text[]      NOT NULL CHECK (cardinality(headings) = cardinality(columns)),
    state      text        NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'GONE')),
    job_id     uuid        NOT NULL,
    rows       int         NOT NULL DEFAULT 0,
    chunks     int         NOT NULL DEFAULT 0,
    until      timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX export_of_job ON export (job_id);
SELECT guard_by_tenant('export');

-- The file in pieces: a JSON array of cells on each line.
CREATE TABLE export_chunk (
    tenant_id uuid  NOT NULL,
    export_id uuid  NOT NULL,
    place     int   NOT NULL CHECK (place >= 0),
    content   bytea NOT NULL,
    PRIMARY KEY (tenant_id, export_id, place),
    FOREIGN KEY (tenant_id, export_id) REFERENCES export ON DELETE CASCADE
);
SELECT guard_by_tenant('export_chunk');
