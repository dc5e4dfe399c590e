-- What a past answer to "may we write?" rests on besides the ledger: how long consents were valid, when
-- they were used, and until when an address was suppressed.

-- The rows of all tenants, for what follows: the fence holds for the owner too.
SELECT set_config('jawort.tenants', (SELECT coalesce('{' || string_agg(id::text, ',') || '}', '{}') FROM tenant), true);

-- The validity of a purpose (law 24) from a moment on; what purpose says is the latest of it.
CREATE TABLE purpose_validity (
    tenant_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    purpose_id      uuid        NOT NULL,
    valid_from      timestamptz NOT NULL,
    validity_months int,
    expiry          text        NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose
);
CREATE INDEX purpose_validity_of_purpose ON purpose_validity (tenant_id, purpose_id, valid_from, id);
SELECT guard_by_tenant('purpose_validity');
INSERT INTO purpose_validity (tenant_id, id, purpose_id, valid_from, validity_months, expiry)
SELECT tenant_id, id, id, created_at, validity_months, expiry FROM purpose;
SELECT only_append('purpose_validity');

-- Each moment that consent.used_at ever held, and since when it did: a call may be noted days later.
-- Ids alone; it goes with the consent when the person is erased.
CREATE TABLE consent_use (
    tenant_id        uuid        NOT NULL REFERENCES tenant,
    contact_point_id uuid        NOT NULL,
    purpose_id       uuid        NOT NULL,
    used_at          timestamptz NOT NULL,
    noted_at         timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, contact_point_id, purpose_id, used_at)
);
SELECT guard_by_tenant('consent_use');
REVOKE UPDATE ON consent_use FROM jawort_app;
INSERT INTO consent_use (tenant_id, contact_point_id, purpose_id, used_at, noted_at)
SELECT tenant_id, contact_point_id, purpose_id, used_at, used_at FROM consent WHERE used_at IS NOT NULL;

-- A contact point is suppressed from its beginning or not at all. When that ended stands here and not in
-- the suppression list: of an address that was taken off it, no hash is kept.
ALTER TABLE contact_point ADD COLUMN suppression_ended_at timestamptz;
UPDATE contact_point p SET suppression_ended_at = a.at
FROM (SELECT tenant_id, other_id, max(at) AS at FROM contact_act
      WHERE act = 'SUPPRESSION_LIFTED' GROUP BY tenant_id, other_id) a
WHERE a.tenant_id = p.tenant_id AND a.other_id = p.id AND NOT p.suppressed;
