-- The transparency log (C2SP tlog-tiles, law 46-52): salted commitments to the events of the ledger.

-- Each appended event until it has its place in the log; the very statement that appends the event
-- writes this row, and the sealer deletes it. No foreign key: the event is in the same statement.
CREATE TABLE log_pending (
    tenant_id uuid NOT NULL,
    event_id  uuid NOT NULL,
    PRIMARY KEY (tenant_id, event_id)
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);

-- What came before the log gets its place in it too. An event without evidence gets a salt, unless its
-- contact point is gone: then it was erased, and the salt with it.
ALTER TABLE consent_event NO FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_evidence NO FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_point NO FORCE ROW LEVEL SECURITY;
INSERT INTO consent_evidence (tenant_id, event_id, salt, content)
SELECT e.tenant_id, e.id, uuid_send(gen_random_uuid()), '{}'
FROM consent_event e
JOIN contact_point p ON p.tenant_id = e.tenant_id AND p.id = e.contact_point_id
ON CONFLICT DO NOTHING;
INSERT INTO log_pending (tenant_id, event_id) SELECT tenant_id, id FROM consent_event;
ALTER TABLE consent_event FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_evidence FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_point FORCE ROW LEVEL SECURITY;

SELECT guard_by_tenant('log_pending');
REVOKE UPDATE ON log_pending FROM jawort_app;

-- The place of an event. That no two have the same follows from the lock under which places are given.
CREATE TABLE log_entry (
    tenant_id  uuid   NOT NULL,
    event_id   uuid   NOT NULL,
    position   bigint NOT NULL CHECK (position >= 0),
    commitment bytea  NOT NULL CHECK (length(commitment) = 32),
    PRIMARY KEY (tenant_id, event_id)
);
SELECT guard_by_tenant('log_entry');
REVOKE UPDATE, DELETE ON log_entry FROM jawort_app;

-- There is one log for the whole installation. What follows is public by its nature, holds nothing but
-- hashes, and so has no tenant.

-- Whoever may write a tile may add to it and not change it.
CREATE FUNCTION only_grows() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF length(NEW.content) < length(OLD.content)
        OR substring(NEW.content FROM 1 FOR length(OLD.content)) <> OLD.content THEN
        RAISE EXCEPTION 'the transparency log only grows';
    END IF;
    RETURN NEW;
END
$$;

-- One row per tile, which grows until it has 256 hashes; narrower ones are its beginnings.
CREATE TABLE log_tile (
    level   int    NOT NULL CHECK (level BETWEEN 0 AND 6),
    index   bigint NOT NULL CHECK (index >= 0),
    content bytea  NOT NULL CHECK (length(content) BETWEEN 32 AND 8192 AND length(content) % 32 = 0),
    PRIMARY KEY (level, index)
);
-- Hashes do not shrink, so nothing tries to compress them.
ALTER TABLE log_tile ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TRIGGER only_grows BEFORE UPDATE ON log_tile FOR EACH ROW EXECUTE FUNCTION only_grows();
GRANT SELECT, INSERT ON log_tile TO jawort_app;
GRANT UPDATE (content) ON log_tile TO jawort_app;

-- The entries of each tile of level 0: 32 bytes each, behind their length in two bytes (law 48).
CREATE TABLE log_bundle (
    index   bigint NOT NULL PRIMARY KEY CHECK (index >= 0),
    content bytea  NOT NULL CHECK (length(content) BETWEEN 34 AND 8704 AND length(content) % 34 = 0)
);
ALTER TABLE log_bundle ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TRIGGER only_grows BEFORE UPDATE ON log_bundle FOR EACH ROW EXECUTE FUNCTION only_grows();
GRANT SELECT, INSERT ON log_bundle TO jawort_app;
GRANT UPDATE (content) ON log_bundle TO jawort_app;

-- Public keys alone; the private ones follow from the master secret.
CREATE TABLE log_key (
    generation int         NOT NULL PRIMARY KEY CHECK (generation >= 1),
    -- Verifier key (C2SP signed-note); its name is the origin of the log.
    vkey       text        NOT NULL,
    created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON log_key TO jawort_app;

-- Every checkpoint that was ever signed; of one size there is one root, so no two can disagree.
CREATE TABLE log_checkpoint (
    size       bigint      NOT NULL PRIMARY KEY CHECK (size >= 0),
    root       bytea       NOT NULL CHECK (length(root) = 32),
    -- The key that signed it.
    generation int         NOT NULL REFERENCES log_key,
    note       text        NOT NULL,
    signed_at  timestamptz NOT NULL
);
GRANT SELECT, INSERT ON log_checkpoint TO jawort_app;
-- A new key signs the latest one again; size and root stay.
GRANT UPDATE (note, generation, signed_at) ON log_checkpoint TO jawort_app;
