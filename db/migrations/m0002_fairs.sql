CREATE TABLE "calendar_day" (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL UNIQUE,
    works BOOLEAN NOT NULL,
    source TEXT
);

ALTER TABLE activity ADD COLUMN purpose TEXT;
ALTER TABLE event ADD COLUMN follows_id INTEGER REFERENCES "event" (id) DEFERRABLE;
CREATE INDEX event_follows ON event (follows_id);
CREATE INDEX stage_change_on ON stage_change (on_date, lead_id);
