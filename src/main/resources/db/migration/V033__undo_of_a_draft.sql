-- The states of a draft before the present one and after it, the nearest first, so that changes can be taken back and
-- made again, also by somebody else and after a reload. They live and die with the draft.
ALTER TABLE opt_in_process_draft
    ADD COLUMN earlier jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN later   jsonb NOT NULL DEFAULT '[]';
