"""The tests mirror the three rooms; each test runs on SQLite, PostgreSQL or both."""
