CREATE TABLE saved_view (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "view" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "sort" TEXT,
    "descending" BOOLEAN NOT NULL DEFAULT FALSE,
    UNIQUE ("view", "name")
);
