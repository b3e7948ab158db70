CREATE TABLE lead_clock (
    lead_id INTEGER PRIMARY KEY,
    due_on TEXT,
    duty TEXT,
    duty_on TEXT,
    step_on TEXT,
    estimated INTEGER NOT NULL
);

CREATE INDEX lead_clock_on ON lead_clock (due_on, lead_id);

CREATE TABLE derived (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE INDEX delivery_sent ON delivery (office_id, sent_at, id);
