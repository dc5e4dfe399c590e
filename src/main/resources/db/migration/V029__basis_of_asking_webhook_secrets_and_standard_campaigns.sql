-- On what basis another system asks people for their consent, where its request says nothing else.
ALTER TABLE api_key
    -- Keys that were made before: their system asks only those who asked it themselves, as the guide says.
    ADD COLUMN asking_basis text NOT NULL DEFAULT 'OWN_REQUEST_AT_SYSTEM',
    ADD COLUMN asking_note  text;
ALTER TABLE api_key ALTER COLUMN asking_basis DROP DEFAULT;

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

-- A call that staff made to try an address belongs to nobody's run.
ALTER TABLE webhook_call
    ADD COLUMN test boolean NOT NULL DEFAULT false,
    ALTER COLUMN run_id DROP NOT NULL,
    ALTER COLUMN process_id DROP NOT NULL,
    ALTER COLUMN process_version DROP NOT NULL,
    ALTER COLUMN step DROP NOT NULL,
    ALTER COLUMN contact_point_id DROP NOT NULL,
    ALTER COLUMN purpose_id DROP NOT NULL,
    ADD CHECK (test OR num_nulls(run_id, process_id, process_version, step, contact_point_id, purpose_id) = 0);

-- Which confirmation campaign came with the language, whatever else people made in it before.
ALTER TABLE campaign ADD COLUMN standard boolean NOT NULL DEFAULT false;
ALTER TABLE campaign NO FORCE ROW LEVEL SECURITY;
UPDATE campaign c SET standard = true
FROM (SELECT DISTINCT ON (tenant_id, language) tenant_id, id FROM campaign
      WHERE message_class = 'OPT_IN' AND trigger = 'EVENT' ORDER BY tenant_id, language, id) first
WHERE c.tenant_id = first.tenant_id AND c.id = first.id;
ALTER TABLE campaign FORCE ROW LEVEL SECURITY;
