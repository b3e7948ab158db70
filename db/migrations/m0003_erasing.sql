ALTER TABLE action ADD COLUMN params_salt TEXT;
ALTER TABLE action ADD COLUMN params_digest TEXT;
