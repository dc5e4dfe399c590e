-- People and firms, the ways to reach them, and what was done to them.

-- Text as people look it up: umlauts and accents beside their letters, upper and lower case together. By bytes,
-- so that no library that sorts otherwise from one version to the next can spoil an index.
CREATE FUNCTION sort_key(words text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(replace(replace(lower(words), 'ß', 'ss'), 'æ', 'ae'),
                     'äàáâãåāăąçćčĉċďđéèêëēĕėęěğĝġģĥħíìîïīĭįıĵķłľĺļñńňņöóòôõøōŏőřŕŗśšşŝșťţțüúùûūŭůűųŵýÿŷžźż',
                     'aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiijkllllnnnnooooooooorrrssssstttuuuuuuuuuwyyyzzz');

CREATE TABLE contact (
    tenant_id      uuid        NOT NULL REFERENCES tenant,
    id             uuid        NOT NULL,
    kind           text        NOT NULL DEFAULT 'OTHER' CHECK (kind IN ('CUSTOMER', 'SUPPLIER', 'OTHER')),
    first_name     text,
    last_name      text,
    company        text,
    -- Lower case, for the prefix search. Row-level security lets an index answer leakproof operators
    -- alone, and lower() is not one: an index over the expression would never be used.
    first_name_key text COLLATE "C" GENERATED ALWAYS AS (lower(first_name)) STORED,
    last_name_key  text COLLATE "C" GENERATED ALWAYS AS (lower(last_name)) STORED,
    company_key    text COLLATE "C" GENERATED ALWAYS AS (lower(company)) STORED,
    -- In which order lists have them: the last name, then the first; of whoever has neither, the firm.
    name_order     text COLLATE "C" GENERATED ALWAYS AS (
        sort_key(coalesce(nullif(btrim(coalesce(last_name, '') || ' ' || coalesce(first_name, '')), ''),
                          nullif(btrim(company), '')))) STORED,
    company_order  text COLLATE "C" GENERATED ALWAYS AS (sort_key(nullif(btrim(company), ''))) STORED,
    language       text        NOT NULL CHECK (is_language(language)),
    -- How it came here; what came only through a form and was never confirmed is erased (law 23).
    origin         text        NOT NULL CHECK (origin IN ('FORM', 'STAFF', 'API', 'IMPORT', 'BOOKING')),
    -- Whoever belongs to a trial is counted nowhere and written to by nothing but the trial itself.
    trial          boolean     NOT NULL DEFAULT false,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
-- Those who bear the same last name stand side by side.
CREATE INDEX contact_by_last_name ON contact (tenant_id, last_name_key, first_name_key) WHERE last_name_key IS NOT NULL;
CREATE INDEX contact_by_first_name ON contact (tenant_id, first_name_key) WHERE first_name_key IS NOT NULL;
CREATE INDEX contact_by_company ON contact (tenant_id, company_key) WHERE company_key IS NOT NULL;
CREATE INDEX contact_by_name_order ON contact (tenant_id, name_order, id) WHERE name_order IS NOT NULL;
CREATE INDEX contact_by_company_order ON contact (tenant_id, company_order, id) WHERE company_order IS NOT NULL;
-- Suppliers are few beside customers; the list of a kind needs not walk past all others.
CREATE INDEX contact_by_kind ON contact (tenant_id, kind, id) WHERE kind <> 'OTHER';
SELECT guard_by_tenant('contact');
SELECT look_often('contact');

CREATE TABLE contact_point (
    tenant_id            uuid        NOT NULL,
    id                   uuid        NOT NULL,
    contact_id           uuid        NOT NULL,
    channel              text        NOT NULL CHECK (channel IN ('EMAIL', 'SMS')),
    -- As typed and in NFC, for display and sending.
    address              text        NOT NULL,
    -- Normalised, for comparison; ordered by bytes so that a prefix search can use the index.
    address_key          text        NOT NULL COLLATE "C",
    -- The mailbox that it most likely leads to, where that is not its own key; for limits alone.
    mailbox              text        COLLATE "C",
    mail_block           text        CHECK (mail_block IN ('NEW', 'UNSUBSCRIBED', 'LAPSED', 'HARD_BOUNCE', 'COMPLAINT',
                                                           'STAFF')),
    mail_block_at        timestamptz,
    suppressed           boolean     NOT NULL DEFAULT false,
    -- A contact point is suppressed from its beginning or not at all. When that ended stands here and not
    -- in the suppression list: of an address that was taken off it, no hash is kept.
    suppression_ended_at timestamptz,
    -- The contact's, beside the address as well, where "may we write?" looks.
    trial                boolean     NOT NULL DEFAULT false,
    -- When they first objected to advertising, which ends it on every basis (law 53); the ledger says the same.
    objected_at          timestamptz,
    created_at           timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact,
    UNIQUE (channel, tenant_id, address_key),
    CHECK ((mail_block IS NULL) = (mail_block_at IS NULL))
);
CREATE INDEX contact_point_of_contact ON contact_point (contact_id);
CREATE INDEX contact_point_of_mailbox ON contact_point (mailbox, tenant_id) WHERE mailbox IS NOT NULL;
CREATE INDEX contact_point_blocked ON contact_point (tenant_id, mail_block, id) WHERE mail_block IS NOT NULL;
SELECT guard_by_tenant('contact_point');
SELECT look_often('contact_point');

-- Whom something happened to, for those who keep a copy: a row for all of a statement, by the transaction
-- that it belongs to. Transactions end in another order than they began, so it is read up to the oldest that
-- is still under way, and no further. Ids alone; kept for a month.
CREATE TABLE contact_change (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    changed_in xid8        NOT NULL DEFAULT pg_current_xact_id(),
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    at         timestamptz NOT NULL,
    -- Contacts, and contact points whose contact the reader looks up; no references, as they may be erased.
    contacts   uuid[]      NOT NULL DEFAULT '{}',
    points     uuid[]      NOT NULL DEFAULT '{}',
    PRIMARY KEY (tenant_id, changed_in, id)
);
SELECT guard_by_tenant('contact_change');
REVOKE UPDATE ON contact_change FROM jawort_app;

-- Sperrliste: addresses that must never be advertised to again, as keyed hashes over tenant, channel and
-- address (law 36). Whoever has the database without the master secret cannot try addresses against it.
CREATE TABLE suppression (
    tenant_id uuid        NOT NULL REFERENCES tenant,
    hash      bytea       NOT NULL CHECK (length(hash) = 32),
    channel   text        NOT NULL CHECK (channel IN ('EMAIL', 'SMS')),
    reason    text        NOT NULL CHECK (reason IN ('ERASURE', 'REFUSAL')),
    since     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, hash)
);
SELECT guard_by_tenant('suppression');
REVOKE UPDATE ON suppression FROM jawort_app;

-- Groups of contacts, and fields that a tenant adds to them.

CREATE TABLE contact_group (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    id         uuid        NOT NULL,
    name       text        NOT NULL CHECK (name <> ''),
    name_key   text        NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    -- The condition that its members meet; null: its members are listed.
    definition jsonb       CHECK (jsonb_typeof(definition) = 'object'),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name_key)
);
SELECT guard_by_tenant('contact_group');

-- How many contacts are in a group, or have something in a field, kept by what joins and leaves. One that is
-- changed by many at a time has several rows: whoever finds the first one held takes the next, so that
-- nobody waits for anybody. There are never more than connections, and their sum is the count.
CREATE TABLE holder_count (
    tenant_id uuid   NOT NULL REFERENCES tenant,
    -- The group or the field.
    held_id   uuid   NOT NULL,
    id        uuid   NOT NULL DEFAULT gen_random_uuid(),
    holders   bigint NOT NULL,
    PRIMARY KEY (tenant_id, held_id, id)
) WITH (fillfactor = 50);
SELECT guard_by_tenant('holder_count');

-- Whoever inserts into or deletes from the table counts, a statement as a whole; rows stay with what they hang on.
CREATE FUNCTION count_holders(counted regclass, held_column text) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    act text;
BEGIN
    FOREACH act IN ARRAY ARRAY ['insert', 'delete'] LOOP
        EXECUTE format($function$
            CREATE FUNCTION %1$I() RETURNS trigger LANGUAGE plpgsql AS
            $body$
            DECLARE
                one record;
            BEGIN
                FOR one IN SELECT tenant_id, %2$I AS held_id, %3$s count(*) AS many
                           FROM changed GROUP BY 1, 2 ORDER BY 1, 2 LOOP
                    UPDATE holder_count h SET holders = h.holders + one.many
                    WHERE h.tenant_id = one.tenant_id AND h.held_id = one.held_id
                      AND h.id = (SELECT f.id FROM holder_count f
                                  WHERE f.tenant_id = one.tenant_id AND f.held_id = one.held_id
                                  ORDER BY f.id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED);
                    IF NOT FOUND THEN
                        INSERT INTO holder_count (tenant_id, held_id, holders)
                        VALUES (one.tenant_id, one.held_id, one.many);
                    END IF;
                END LOOP;
                RETURN NULL;
            END
            $body$ $function$,
            format('count_%s_of_%s', act, counted), held_column, CASE act WHEN 'delete' THEN '-' ELSE '' END);
        EXECUTE format('CREATE TRIGGER count_%s AFTER %s ON %s REFERENCING %s TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION %I()',
                       act, act, counted, CASE act WHEN 'delete' THEN 'OLD' ELSE 'NEW' END,
                       format('count_%s_of_%s', act, counted));
    END LOOP;
END
$$;
REVOKE EXECUTE ON FUNCTION count_holders FROM PUBLIC;

CREATE TABLE contact_group_member (
    tenant_id  uuid        NOT NULL,
    group_id   uuid        NOT NULL,
    contact_id uuid        NOT NULL,
    since      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, group_id, contact_id),
    FOREIGN KEY (tenant_id, group_id) REFERENCES contact_group ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact ON DELETE CASCADE
);
CREATE INDEX contact_group_member_of_contact ON contact_group_member (contact_id);
SELECT guard_by_tenant('contact_group_member');
SELECT look_often('contact_group_member');
SELECT count_holders('contact_group_member', 'group_id');

CREATE TABLE contact_field (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    id         uuid        NOT NULL,
    name       text        NOT NULL CHECK (name <> ''),
    name_key   text        NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    type       text        NOT NULL DEFAULT 'TEXT'
                           CHECK (type IN ('TEXT', 'NUMBER', 'DATE', 'CHOICE', 'CHOICES', 'YES_NO')),
    -- Among which to choose, in their order.
    choices    text[]      NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name_key)
);
SELECT guard_by_tenant('contact_field');

-- No row: the field is empty.
CREATE TABLE contact_field_value (
    tenant_id  uuid        NOT NULL,
    contact_id uuid        NOT NULL,
    field_id   uuid        NOT NULL,
    value      text        NOT NULL CHECK (value <> ''),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, contact_id, field_id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, field_id) REFERENCES contact_field ON DELETE CASCADE
);
CREATE INDEX contact_field_value_of_field ON contact_field_value (field_id);
SELECT guard_by_tenant('contact_field_value');
SELECT look_often('contact_field_value');
SELECT count_holders('contact_field_value', 'field_id');

-- What was done to contacts, by whom and when. Ids and words of staff alone, so that it outlives people.
CREATE TABLE contact_act (
    tenant_id  uuid        NOT NULL REFERENCES tenant,
    id         uuid        NOT NULL,
    at         timestamptz NOT NULL,
    act        text        NOT NULL CHECK (act IN ('MERGED', 'ERASED', 'POINT_ERASED', 'POINT_REMOVED', 'PROOF_KEPT',
                                                   'PROOF_ERASED', 'SUPPRESSION_LIFTED', 'SUPPRESSION_REMOVED',
                                                   'GROUP_JOINED', 'GROUP_LEFT', 'FIELD_WRITTEN')),
    actor      text        NOT NULL CHECK (actor IN ('RECIPIENT', 'STAFF', 'API', 'PROCESS')),
    actor_id   uuid,
    contact_id uuid,
    -- The contact that was merged into it, or the contact point.
    other_id   uuid,
    note       text,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX contact_act_of_contact ON contact_act (tenant_id, contact_id, id) WHERE contact_id IS NOT NULL;
CREATE INDEX contact_act_of_other ON contact_act (tenant_id, other_id, id) WHERE other_id IS NOT NULL;
SELECT guard_by_tenant('contact_act');
SELECT only_append('contact_act');

-- What a merged contact was called: the personal part of the act, erased with the contact that survived.
CREATE TABLE contact_former (
    tenant_id  uuid NOT NULL,
    act_id     uuid NOT NULL,
    contact_id uuid NOT NULL,
    name       text NOT NULL,
    PRIMARY KEY (tenant_id, act_id),
    FOREIGN KEY (tenant_id, act_id) REFERENCES contact_act,
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact
);
CREATE INDEX contact_former_of_contact ON contact_former (tenant_id, contact_id);
SELECT guard_by_tenant('contact_former');

-- Contacts that look like duplicates and were found to be two. Each pair stands here twice, once from
-- either side, so that whoever looks from one finds the other.
CREATE TABLE contact_distinct (
    tenant_id  uuid        NOT NULL,
    contact_id uuid        NOT NULL,
    other_id   uuid        NOT NULL CHECK (other_id <> contact_id),
    at         timestamptz NOT NULL,
    -- The member of staff who looked.
    by_user    uuid,
    PRIMARY KEY (tenant_id, contact_id, other_id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, other_id) REFERENCES contact ON DELETE CASCADE
);
CREATE INDEX contact_distinct_of_other ON contact_distinct (tenant_id, other_id);
SELECT guard_by_tenant('contact_distinct');
REVOKE UPDATE ON contact_distinct FROM jawort_app;

-- By what contacts are compared that may be the same although they are spelled differently: how a name
-- sounds, and an address without what is put into it at will. Row-level security lets an index answer
-- equality and not likeness, so those that share a key are looked up, and then compared.
CREATE TABLE contact_likeness (
    tenant_id  uuid NOT NULL,
    key        text NOT NULL COLLATE "C",
    contact_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, key, contact_id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact ON DELETE CASCADE
);
CREATE INDEX contact_likeness_of_contact ON contact_likeness (contact_id);
SELECT guard_by_tenant('contact_likeness');

-- Two that are alike, the older one first.
CREATE TABLE contact_alike (
    tenant_id uuid NOT NULL,
    one_id    uuid NOT NULL,
    other_id  uuid NOT NULL CHECK (other_id > one_id),
    -- Of a hundred.
    likeness  int  NOT NULL CHECK (likeness BETWEEN 1 AND 100),
    PRIMARY KEY (tenant_id, one_id, other_id),
    FOREIGN KEY (tenant_id, one_id) REFERENCES contact ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, other_id) REFERENCES contact ON DELETE CASCADE
);
CREATE INDEX contact_alike_of_other ON contact_alike (tenant_id, other_id);
CREATE INDEX contact_alike_most ON contact_alike (tenant_id, likeness, one_id, other_id);
SELECT guard_by_tenant('contact_alike');

-- Contacts that changed since they were compared.
CREATE TABLE contact_to_compare (
    tenant_id  uuid NOT NULL,
    contact_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, contact_id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact ON DELETE CASCADE
);
SELECT guard_by_tenant('contact_to_compare');

-- Up to which contact all were compared, in the order in which they came: at once, and so many days later
-- again, as whoever signs up says by the click what they are called.
CREATE TABLE contact_compared (
    tenant_id  uuid NOT NULL REFERENCES tenant,
    after_days int  NOT NULL,
    contact_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, after_days)
);
SELECT guard_by_tenant('contact_compared');

-- By what a contact point is found (ADR 73): its address, and what its contact is called and has in own fields,
-- folded, each word behind a blank; and the groups of three letters in it. It follows what it was made of by
-- seconds.
CREATE TABLE contact_search (
    tenant_id        uuid  NOT NULL,
    contact_point_id uuid  NOT NULL,
    text             text  NOT NULL COLLATE "C",
    -- Hashes of the tenant with the letters, so that the index keeps the entries of each tenant apart.
    grams            int[] NOT NULL,
    PRIMARY KEY (tenant_id, contact_point_id),
    FOREIGN KEY (tenant_id, contact_point_id) REFERENCES contact_point ON DELETE CASCADE
);
-- Each search reads what is not sorted in yet from its beginning to its end, so that is kept short.
CREATE INDEX contact_search_by_grams ON contact_search USING gin (grams) WITH (gin_pending_list_limit = 1024);
SELECT guard_by_tenant('contact_search');
SELECT look_often('contact_search');
CREATE POLICY directory ON contact_search FOR SELECT TO CURRENT_USER USING (true);

-- Row-level security lets an index answer leakproof operators alone, and "contains" is none. So the owner
-- looks, and shows what the transaction's own tenants have: those are read from the setting by which all
-- else is guarded, and the caller cannot name others.
CREATE FUNCTION contact_points_with(letters int[], words text[], most bigint) RETURNS TABLE (contact_point_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off
    SET plan_cache_mode = force_custom_plan AS
$$
DECLARE
    scope uuid[] := tenants_in_scope();
BEGIN
    -- IS TRUE: no index but that of the letters is worth a look.
    RETURN QUERY
        SELECT s.contact_point_id FROM contact_search s
        WHERE s.grams @> letters AND (s.tenant_id = ANY (scope)) IS TRUE
          AND NOT EXISTS (SELECT FROM unnest(words) w WHERE strpos(s.text, w) = 0)
        LIMIT most;
END
$$;

-- Contacts of which something changed that they are found by. Without a reference to the contact: whoever
-- signs up would pay for it, and what is gone by then has nothing to be found.
CREATE TABLE contact_to_search (
    tenant_id  uuid NOT NULL,
    contact_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, contact_id)
);
SELECT guard_by_tenant('contact_to_search');

-- Written also where the row is there already: whoever works it off waits for the row, and so for the change.
CREATE FUNCTION note_changed_to_search() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS
$$
BEGIN
    INSERT INTO contact_to_search (tenant_id, contact_id)
    SELECT DISTINCT n.tenant_id, n.contact_id FROM changed n ORDER BY 1, 2
    ON CONFLICT (tenant_id, contact_id) DO UPDATE SET contact_id = excluded.contact_id;
    RETURN NULL;
END
$$;

CREATE FUNCTION note_contact_to_search() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS
$$
BEGIN
    INSERT INTO contact_to_search (tenant_id, contact_id)
    VALUES (NEW.tenant_id, CASE TG_TABLE_NAME WHEN 'contact' THEN (to_jsonb(NEW) ->> 'id')::uuid
                                              ELSE (to_jsonb(NEW) ->> 'contact_id')::uuid END)
    ON CONFLICT (tenant_id, contact_id) DO UPDATE SET contact_id = excluded.contact_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER to_search_new AFTER INSERT ON contact_point
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_changed_to_search();
CREATE TRIGGER to_search_changed AFTER UPDATE OF contact_id, address_key ON contact_point FOR EACH ROW
    WHEN (OLD.contact_id <> NEW.contact_id OR OLD.address_key <> NEW.address_key)
    EXECUTE FUNCTION note_contact_to_search();
CREATE TRIGGER to_search_changed AFTER UPDATE OF first_name, last_name, company ON contact FOR EACH ROW
    WHEN ((OLD.first_name, OLD.last_name, OLD.company) IS DISTINCT FROM (NEW.first_name, NEW.last_name, NEW.company))
    EXECUTE FUNCTION note_contact_to_search();
CREATE TRIGGER to_search_new AFTER INSERT ON contact_field_value
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_changed_to_search();
CREATE TRIGGER to_search_changed AFTER UPDATE ON contact_field_value
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_changed_to_search();
CREATE TRIGGER to_search_gone AFTER DELETE ON contact_field_value
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_changed_to_search();

-- Which columns of the contact list a member of staff wants to see: names of ours, or ids of own fields. No
-- row: the usual ones.
CREATE TABLE contact_list_columns (
    tenant_id uuid   NOT NULL,
    user_id   uuid   NOT NULL,
    columns   text[] NOT NULL CHECK (cardinality(columns) <= 12),
    PRIMARY KEY (tenant_id, user_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES staff_user ON DELETE CASCADE
);
SELECT guard_by_tenant('contact_list_columns');
