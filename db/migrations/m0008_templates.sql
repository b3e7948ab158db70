CREATE TABLE sheet_template (
    "id" INTEGER PRIMARY KEY,
    "office_id" INTEGER NOT NULL REFERENCES "office" (id) DEFERRABLE,
    "form" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    UNIQUE ("office_id", "form")
);
