-- On what basis another system asks people for their consent, where its request says nothing else.
ALTER TABLE api_key
    -- Keys that were made before: their system asks only those who asked it themselves, as the guide says.
    ADD COLUMN asking_basis text NOT NULL DEFAULT 'OWN_REQUEST_AT_SYSTEM',
    ADD COLUMN asking_note  text;
ALTER TABLE api_key ALTER COLUMN asking_basis DROP DEFAULT;
