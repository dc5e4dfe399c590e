-- Asking all members of a group for their consent, worked off in batches; where a node dies another one goes on.

CREATE TABLE mass_request (
    tenant_id     uuid        NOT NULL REFERENCES tenant,
    id            uuid        NOT NULL,
    -- No reference: a group may be deleted meanwhile, and then nobody is left to be asked.
    group_id      uuid        NOT NULL,
    purpose_id    uuid        NOT NULL,
    actor         text        NOT NULL,
    actor_id      uuid,
    source        text        NOT NULL,
    -- Kept while it runs; afterwards it stands in each evidence.
    basis         jsonb,
    -- Contact points of the group when it began.
    total         int         NOT NULL,
    done          int         NOT NULL DEFAULT 0,
    -- How many came to what: REQUESTED, or why not.
    outcome       jsonb       NOT NULL DEFAULT '{}',
    -- The members are taken in the order of their ids, up to this one until now.
    after_contact uuid        NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    started_at    timestamptz NOT NULL,
    -- Of the latest batch.
    worked_at     timestamptz NOT NULL,
    stopped_at    timestamptz,
    finished_at   timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, purpose_id) REFERENCES purpose
);
CREATE INDEX mass_request_open ON mass_request (tenant_id, id) WHERE finished_at IS NULL AND stopped_at IS NULL;
SELECT guard_by_tenant('mass_request');
