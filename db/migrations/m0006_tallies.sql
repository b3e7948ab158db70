CREATE TABLE tally (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (name, value)
);

INSERT INTO tally (name, value, count)
SELECT 'enterprise', COALESCE(home_division, ''), COUNT(*) FROM enterprise GROUP BY COALESCE(home_division, '');
INSERT INTO tally (name, value, count) SELECT 'lead', stage, COUNT(*) FROM lead GROUP BY stage;
INSERT INTO tally (name, value, count) SELECT 'membership', status, COUNT(*) FROM membership GROUP BY status;
INSERT INTO tally (name, value, count) SELECT 'person', '', COUNT(*) FROM person;
INSERT INTO tally (name, value, count) SELECT 'event', '', COUNT(*) FROM event;

CREATE INDEX enterprise_of_home ON enterprise (id, home_division);
CREATE INDEX enterprise_industry ON enterprise (industry, id);
CREATE INDEX lead_kind ON lead (kind, id);
CREATE INDEX lead_investor_name ON lead (investor, id);
CREATE INDEX lead_amount ON lead (amount_low, id);
