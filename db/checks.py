"""Looking whether a database is whole: its pages, its references, the files its records name."""

from __future__ import annotations

from collections.abc import Iterator

from db.database import is_sqlite
from db.models import MODELS
from db.session import Reader
from db.tables import references_to, unique_columns_of

_MOST = 20
"""Troubles of one sort that are told."""


def pages(reader: Reader) -> list[str]:
    """What SQLite finds wrong with its file; a server looks after its own."""
    if not is_sqlite(reader.db):
        return []
    told = [row[0] for row in reader.db.execute_sql(f"PRAGMA integrity_check({_MOST})").fetchall()]
    return [] if told == ["ok"] else told


def dangling(reader: Reader) -> Iterator[tuple[str, str, int]]:
    """(table, column, how many rows) that point at a row that is not there."""
    for parent in MODELS:
        for reference in references_to(parent):
            sql = (
                f'SELECT COUNT(*) FROM "{reference.table}" c WHERE c."{reference.column}" IS NOT NULL '
                f'AND NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE p.id = c."{reference.column}")'
            )
            count = int(reader.db.execute_sql(sql).fetchone()[0])
            if count:
                yield reference.table, reference.column, count


def repeated(reader: Reader) -> Iterator[tuple[str, str, str, int]]:
    """(table, column, value, how many rows) of codes and numbers that more than one row has.

    The schema forbids most of it; an index that a server's new collation has put out of order lets it in all the same.
    """
    columns = [(table, column) for table in MODELS for column in unique_columns_of(table)]
    for table, column in (*columns, ("enterprise", "uscc")):
        sql = (
            f'SELECT "{column}", COUNT(*) FROM "{table}" WHERE "{column}" IS NOT NULL AND "{column}" <> \'\' '
            f'GROUP BY "{column}" HAVING COUNT(*) > 1 ORDER BY 1 LIMIT {_MOST}'
        )
        for value, count in reader.db.execute_sql(sql).fetchall():
            yield table, column, value, int(count)


def row_counts(reader: Reader, tables: list[str]) -> dict[str, int]:
    """Table → rows."""
    return {table: int(reader.db.execute_sql(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]) for table in tables}


def document_places(reader: Reader) -> list[tuple[int, str]]:
    """(id, path or address) of every document that is kept by reference."""
    return list(reader.db.execute_sql("SELECT id, location FROM document ORDER BY id").fetchall())
