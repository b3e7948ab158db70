"""Reading and writing sessions. Every write goes through a `Writer`, so every write is in the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from peewee import Database

from db import journal
from db.database import chunks, connected, executemany, is_sqlite, open_database, placeholders
from db.models import MODELS, columns_of, personal_columns_of, references_to

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ActionHead:
    """Who does what: the head of the action all writes of one session belong to.

    `label` is a msgid with `{names}` for `params`; `at` a UTC stamp.
    """

    kind: str
    label: str
    user: str
    host: str
    at: str
    params: Mapping[str, Any] = field(default_factory=dict)
    undoes: int | None = None


class Reader:
    """A connection for reading; `db` is peewee's database for the query modules of this package."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def row(self, table: str, row_id: int) -> Row | None:
        """One row by id, all columns, or None."""
        return next(iter(self.rows(table, [row_id])), None)

    def rows(self, table: str, ids: Sequence[int]) -> list[Row]:
        """The rows of these ids, in the order of `ids`; those that are gone are left out."""
        names = columns_of(table)
        quoted = ", ".join(f'"{name}"' for name in names)
        found: dict[int, Row] = {}
        for part in chunks(ids):
            sql = f'SELECT {quoted} FROM "{table}" WHERE id IN ({placeholders(self.db, len(part))})'
            for values in self.db.execute_sql(sql, tuple(part)).fetchall():
                row = dict(zip(names, values, strict=True))
                found[row["id"]] = row
        return [found[row_id] for row_id in ids if row_id in found]


class Writer(Reader):
    """The one way to change rows. Each call journals the rows' before and after inside the open transaction."""

    def __init__(self, db: Database, action_id: int, head: ActionHead) -> None:
        super().__init__(db)
        self.action_id = action_id
        self.head = head
        self.touched: defaultdict[str, set[int]] = defaultdict(set)
        """Table → ids written in this session, for whoever keeps an index."""
        self.journal = journal.Pen(db, action_id)

    def next_ids(self, table: str, count: int = 1) -> range:
        """Ids that were never used in `table`; undo can't make one come back for another row."""
        return self._take(f"id:{table}", count)

    def next_number(self, name: str) -> int:
        """The next of a counter such as `code:lead:2021`; numbers are never reused."""
        return self._take(name, 1)[0]

    def next_numbers(self, name: str, count: int) -> range:
        return self._take(name, count)

    def at_least(self, name: str, number: int) -> None:
        """Keep a counter above a number that came in from outside (an imported member number)."""
        row = self.db.execute_sql(f"SELECT value FROM sequence WHERE name = {placeholders(self.db, 1)}", (name,)).fetchone()
        if row is None or row[0] < number:
            self._take(name, number - (row[0] if row else 0))

    def _take(self, name: str, count: int) -> range:
        mark = placeholders(self.db, 1)
        sql = (
            f"INSERT INTO sequence (name, value) VALUES ({mark}, {mark}) "
            "ON CONFLICT (name) DO UPDATE SET value = sequence.value + excluded.value RETURNING value"
        )
        last: int = self.db.execute_sql(sql, (name, count)).fetchone()[0]
        return range(last - count + 1, last + 1)

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert rows (column → value; missing columns become NULL) and return their ids in order."""
        if not rows:
            return []
        ids = list(self.next_ids(table, len(rows)))
        self.insert_with_ids(table, ids, rows)
        return ids

    def insert_with_ids(self, table: str, ids: Sequence[int], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows under ids taken before with `next_ids` (or coming back by undo)."""
        names = [name for name in columns_of(table) if name != "id" and any(name in row for row in rows)]
        quoted = ", ".join(f'"{name}"' for name in ["id", *names])
        sql = f'INSERT INTO "{table}" ({quoted}) VALUES ({placeholders(self.db, len(names) + 1)})'
        executemany(self.db, sql, [(row_id, *[row.get(name) for name in names]) for row_id, row in zip(ids, rows, strict=True)])
        personal = personal_columns_of(table)
        self.journal.created(table, zip(ids, rows, strict=True), personal)
        self.touched[table].update(ids)

    def update(self, table: str, changes: Sequence[tuple[int, Mapping[str, Any]]]) -> list[int]:
        """Change columns of rows; returns the ids whose stored values really changed."""
        before = {row["id"]: row for row in self.rows(table, [row_id for row_id, _ in changes])}
        groups: defaultdict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
        entries: list[tuple[int, Row, Row]] = []
        for row_id, values in changes:
            old = before.get(row_id)
            if old is None:
                continue
            new = {name: value for name, value in values.items() if old[name] != value}
            if not new:
                continue
            groups[tuple(new)].append((*new.values(), row_id))
            entries.append((row_id, {name: old[name] for name in new}, new))
            old.update(new)
        mark = placeholders(self.db, 1)
        for names, rows in groups.items():
            sets = ", ".join(f'"{name}" = {mark}' for name in names)
            executemany(self.db, f'UPDATE "{table}" SET {sets} WHERE id = {mark}', rows)
        self.journal.updated(table, entries, personal_columns_of(table))
        ids = [row_id for row_id, _, _ in entries]
        self.touched[table].update(ids)
        return ids

    def delete(self, table: str, ids: Iterable[int]) -> list[int]:
        """Delete rows with what they own; references that may be empty are emptied. All of it is journalled.

        Rows that others depend on (a reference that may not be empty and does not own) are for the caller to refuse
        beforehand: see `dependants`.
        """
        wanted = list(ids)
        if not wanted:
            return []
        for reference in references_to(table):
            if reference.table == table:
                continue
            children = self._children(reference.table, reference.column, wanted)
            if reference.owned:
                self.delete(reference.table, children)
            elif reference.nullable:
                self.update(reference.table, [(child, {reference.column: None}) for child in children])
        before = self.rows(table, wanted)
        mark = placeholders(self.db, 1)
        executemany(self.db, f'DELETE FROM "{table}" WHERE id = {mark}', [(row["id"],) for row in before])
        self.journal.deleted(table, before, personal_columns_of(table))
        gone = [row["id"] for row in before]
        self.touched[table].update(gone)
        return gone

    def dependants(self, table: str, ids: Sequence[int]) -> dict[str, int]:
        """Table → how many rows depend on these and are neither owned nor able to do without."""
        counts: dict[str, int] = {}
        for reference in references_to(table):
            if not reference.owned and not reference.nullable:
                found = len(self._children(reference.table, reference.column, list(ids)))
                if found:
                    counts[reference.table] = found
        return counts

    def _children(self, table: str, column: str, ids: list[int]) -> list[int]:
        found: list[int] = []
        for part in chunks(ids):
            sql = f'SELECT id FROM "{table}" WHERE "{column}" IN ({placeholders(self.db, len(part))}) ORDER BY id'
            found.extend(row[0] for row in self.db.execute_sql(sql, tuple(part)).fetchall())
        return found


class Store:
    """A database that has been brought to the newest schema. One per process; sessions are per thread."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.db = open_database(url)
        self._bind()

    def _bind(self) -> None:
        """Point the models at this store. They belong to the process, so the store used last owns them."""
        if next(iter(MODELS.values()))._meta.database is not self.db:  # type: ignore[attr-defined]
            self.db.bind(list(MODELS.values()), bind_refs=False, bind_backrefs=False)

    @property
    def is_sqlite(self) -> bool:
        return is_sqlite(self.db)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """A connection for this thread. On SQLite the block sees one snapshot per statement."""
        self._bind()
        with connected(self.db):
            yield Reader(self.db)

    @contextmanager
    def writing(self, head: ActionHead) -> Iterator[Writer]:
        """One transaction that is one action: whole or not at all. An action that changed nothing leaves no trace."""
        self._bind()
        with connected(self.db), self.db.atomic() as transaction:
            action_id = journal.begin(self.db, head)
            writer = Writer(self.db, action_id, head)
            yield writer
            if writer.journal.count == 0:
                transaction.rollback()
            else:
                journal.seal(self.db, writer.journal)

