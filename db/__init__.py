"""Stores: peewee models, SQL, migrations, search index, journal, backup. Knows no rule, no language, no terminal."""
