-- A lookup by tenant and id must have one index to choose, the primary key. While a table is young,
-- before its first ANALYZE, every index that begins with the tenant (or, since PostgreSQL skips over
-- leading columns, holds the id) looks just as cheap; a plan made then read the whole of it at each
-- lookup. So the indexes of the busy tables begin with what they are for. Ids are unique by themselves.
DROP INDEX consent_event_of_contact_point;
CREATE INDEX consent_event_of_contact_point ON consent_event (contact_point_id, purpose_id);
DROP INDEX message_of_contact_point;
CREATE INDEX message_of_contact_point ON message (contact_point_id);
DROP INDEX link_fetch_of_message;
CREATE INDEX link_fetch_of_message ON link_fetch (message_id);
DROP INDEX contact_point_of_contact;
CREATE INDEX contact_point_of_contact ON contact_point (contact_id);
ALTER TABLE contact_point
    DROP CONSTRAINT contact_point_tenant_id_channel_address_key_key,
    ADD UNIQUE (channel, tenant_id, address_key);
DROP INDEX one_waiting_run;
CREATE UNIQUE INDEX one_waiting_run ON run (contact_point_id, purpose_id, tenant_id) WHERE status = 'WAITING';
-- Erasing somebody looks for all runs, not for the waiting one alone.
CREATE INDEX run_of_contact_point ON run (contact_point_id);
