"""Reading and writing sessions. Every write goes through a `Writer`, so every write is in the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from peewee import Database

from db import journal
from db.attending import attended
from db.database import (
    among,
    chunks,
    close_idle,
    connected,
    executemany,
    insert_many,
    is_sqlite,
    open_database,
    placeholders,
)
from db.ids import Ids
from db.indexes import left_for_afterwards
from db.pen import Pen
from db.tables import boolean_columns_of, columns_of, personal_columns_of, references_from, references_to
from db.tallies import Tallies

Row = dict[str, Any]
PASSING_CACHE = 4_000
"""KiB of pages in memory while rows are only passed by or appended."""
WORTH_LEAVING = 5_000
"""New rows from which on making the indexes of a table afterwards is less work."""


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

    def hold_little(self) -> None:
        """Whole tables are read from here on, or rows are only appended: pages that were seen are not asked for again,
        and few of them stay in memory until the session ends."""
        if is_sqlite(self.db):
            self.db.execute_sql(f"PRAGMA cache_size = -{PASSING_CACHE}")

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What the block derives anew (the search index, tallies, days due: no action of anybody's) is written whole or
        not at all."""
        with self.db.atomic():
            yield

    @contextmanager
    def attended(self, told: Callable[[], None]) -> Iterator[None]:
        """Have `told` called while a long statement of the block runs: see `db.attending`."""
        with attended(self.db.connection(), told):
            yield

    def row(self, table: str, row_id: int) -> Row | None:
        """One row by id, all columns, or None."""
        return next(iter(self.rows(table, [row_id])), None)

    def rows(self, table: str, ids: Sequence[int], columns: Sequence[str] = ()) -> list[Row]:
        """The rows of these ids, in the order of `ids`; those that are gone are left out. `columns`: only these."""
        if not ids:
            return []
        names = ("id", *columns) if columns else columns_of(table)
        found = {row[0]: row for row in self._stored(table, ids, names)}
        rows = [dict(zip(names, found[row_id], strict=True)) for row_id in ids if row_id in found]
        if is_sqlite(self.db):
            for name in set(boolean_columns_of(table)).intersection(names):
                for row in rows:
                    if row[name] is not None:
                        row[name] = bool(row[name])
        return rows

    def last_number(self, name: str) -> int:
        """The number a counter such as `code:lead:2021` gave last, 0 before the first."""
        sql = f"SELECT value FROM sequence WHERE name = {placeholders(self.db, 1)}"
        row = self.db.execute_sql(sql, (name,)).fetchone()
        return row[0] if row else 0

    def columns(self, table: str, ids: Sequence[int], wanted: Sequence[str] = ()) -> dict[str, list[Any]]:
        """Column → values of the rows of these ids, `id` among them, in any order; those that are gone are left out.
        `wanted`: only these columns."""
        names = ("id", *wanted) if wanted else columns_of(table)
        columns = dict(zip(names, map(list, zip(*self._stored(table, ids, names), strict=True)), strict=False))
        columns = columns or {name: [] for name in names}
        if is_sqlite(self.db):
            for name in set(boolean_columns_of(table)).intersection(names):
                columns[name] = [None if value is None else bool(value) for value in columns[name]]
        return columns

    def _stored(self, table: str, ids: Sequence[int], names: Sequence[str]) -> list[tuple[Any, ...]]:
        quoted = ", ".join(f'"{name}"' for name in names)
        where, values = among(self.db, "id", ids)
        found: list[tuple[Any, ...]] = self.db.execute_sql(
            f'SELECT {quoted} FROM "{table}" WHERE {where}', values
        ).fetchall()
        return found

    def referring(self, table: str, column: str, ids: Sequence[int]) -> list[int]:
        """Ids of the rows of `table` whose `column` points at one of these."""
        where, values = among(self.db, f'"{column}"', ids)
        return [
            row[0]
            for row in self.db.execute_sql(f'SELECT id FROM "{table}" WHERE {where} ORDER BY id', values).fetchall()
        ]


class Writer(Reader):
    """The one way to change rows. Each call journals the rows' before and after inside the open transaction."""

    def __init__(self, db: Database, action_id: int, head: ActionHead) -> None:
        super().__init__(db)
        self.action_id = action_id
        self.head = head
        self.touched: defaultdict[str, Ids] = defaultdict(Ids)
        """Table → ids written in this session, and owners of rows that went, for whoever keeps an index."""
        self.changed: defaultdict[str, set[str]] = defaultdict(set)
        """Table → columns in which any of these rows changed, `id` among them when rows came or went."""
        self.journal = Pen(db, action_id)
        self.tallies = Tallies()

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
        last = self.last_number(name)
        if last < number:
            self._take(name, number - last)

    def _take(self, name: str, count: int) -> range:
        mark = placeholders(self.db, 1)
        sql = (
            f"INSERT INTO sequence (name, value) VALUES ({mark}, {mark}) "
            "ON CONFLICT (name) DO UPDATE SET value = sequence.value + excluded.value RETURNING value"
        )
        last: int = self.db.execute_sql(sql, (name, count)).fetchone()[0]
        return range(last - count + 1, last + 1)

    @contextmanager
    def filling(self, counts: Mapping[str, int]) -> Iterator[None]:
        """Within the block so many rows come into these tables. Where that is more than a table has, its indexes are left
        for afterwards: sorting once is half the work of putting each row in its place. PostgreSQL would lock others out
        for it, and does without. Nothing may be looked up meanwhile but by id.
        """
        tables = [name for name, count in counts.items() if count >= WORTH_LEAVING and self._is_outgrown(name, count)]
        if not is_sqlite(self.db):
            yield
            return
        if len(tables) == len(counts):
            # Rows only come behind others.
            self.hold_little()
        with left_for_afterwards(self.db, tables):
            yield

    def _is_outgrown(self, table: str, count: int) -> bool:
        last: int | None = self.db.execute_sql(f'SELECT MAX(id) FROM "{table}"').fetchone()[0]
        return (last or 0) <= count

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert rows (column → value; missing columns become NULL) and return their ids in order."""
        if not rows:
            return []
        ids = list(self.next_ids(table, len(rows)))
        self.insert_with_ids(table, ids, rows)
        return ids

    def insert_with_ids(self, table: str, ids: Sequence[int], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows under ids taken before with `next_ids` (or coming back by undo)."""
        given = set().union(*rows)
        names = [name for name in columns_of(table) if name in given]
        self.insert_columns(table, ids, {name: [row.get(name) for row in rows] for name in names})

    def insert_columns(self, table: str, ids: Sequence[int], columns: Mapping[str, Sequence[Any]]) -> None:
        """Insert rows given as column → their values in the order of `ids`; missing columns become NULL."""
        names = [name for name in columns_of(table) if name != "id" and name in columns]
        told = [(name, columns[name]) for name in names]
        insert_many(self.db, table, ["id", *names], zip(ids, *[values for _, values in told], strict=True))
        self.tallies.inserted(table, len(ids), columns)
        self.journal.created(table, ids, told, personal_columns_of(table))
        self.touched[table].update(ids)
        self.changed[table].add("id")

    def update(self, table: str, changes: Sequence[tuple[int, Mapping[str, Any]]]) -> list[int]:
        """Change columns of rows; returns the ids whose stored values really changed."""
        # Only what may change is read: that is little of a wide table.
        told = set().union(*(values for _, values in changes))
        names = [name for name in columns_of(table) if name != "id" and name in told]
        stored = {row["id"]: row for row in self.rows(table, [row_id for row_id, _ in changes], names)}
        entries: list[tuple[int, Row, Row]] = []
        for row_id, values in changes:
            old = stored.get(row_id)
            if old is None:
                continue
            new = {name: value for name, value in values.items() if old[name] != value}
            if new:
                entries.append((row_id, {name: old[name] for name in new}, new))
                old.update(new)
        self.replace(table, entries)
        return [row_id for row_id, _, _ in entries]

    def replace(self, table: str, entries: Sequence[tuple[int, Row, Row]]) -> None:
        """Change columns of rows whose values are known: (id, before, after), both with the same columns.

        The dicts belong to the journal afterwards.
        """
        groups: defaultdict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
        for row_id, _, after in entries:
            groups[tuple(after)].append((*after.values(), row_id))
        mark = placeholders(self.db, 1)
        for names, rows in groups.items():
            sets = ", ".join(f'"{name}" = {mark}' for name in names)
            executemany(self.db, f'UPDATE "{table}" SET {sets} WHERE id = {mark}', rows)
        self.changed[table].update(*groups)
        self.tallies.updated(table, entries)
        self.journal.updated(table, entries, personal_columns_of(table))
        self.touched[table].update([row_id for row_id, _, _ in entries])
        for reference, owner in references_from(table):
            # What a row belonged to before is described anew too; what it belongs to now is found from the row.
            if reference.owned and reference.column in self.changed[table]:
                self._touch_owners(owner, [before.get(reference.column) for _, before, _ in entries])

    def _touch_owners(self, table: str, ids: Iterable[int | None]) -> None:
        """Rows of `table` that lost something they owned."""
        known = [row_id for row_id in ids if row_id is not None]
        if known:
            self.touched[table].update(set(known))
            self.changed[table].add("id")

    def delete(self, table: str, ids: Iterable[int]) -> list[int]:
        """Delete rows with what they own; references that may be empty are emptied. All of it is journalled.

        Rows that others depend on (a reference that may not be empty and does not own) are for the caller to refuse
        beforehand: see `dependants`.
        """
        wanted = list(ids)
        if not wanted:
            return []
        for reference in references_to(table):
            children = self.referring(reference.table, reference.column, wanted)
            if reference.table == table:
                children = sorted(set(children) - set(wanted))
            if reference.owned:
                self.delete(reference.table, children)
            elif reference.nullable:
                self.update(reference.table, [(child, {reference.column: None}) for child in children])
        return self.take_out(table, wanted)

    def take_out(self, table: str, ids: Sequence[int]) -> list[int]:
        """Delete just these rows, in parts; that nothing refers to them any more is the caller's care."""
        gone: list[int] = []
        for part in chunks(ids, 5_000):
            columns = self.columns(table, part)
            found = columns.pop("id")
            where, values = among(self.db, "id", found)
            self.db.execute_sql(f'DELETE FROM "{table}" WHERE {where}', values)
            for reference, owner in references_from(table):
                if reference.owned:
                    self._touch_owners(owner, columns[reference.column])
            self.tallies.deleted(table, len(found), columns)
            self.journal.deleted(table, found, list(columns.items()), personal_columns_of(table))
            gone += found
        self.touched[table].update(gone)
        self.changed[table].add("id")
        return gone

    def dependants(self, table: str, ids: Sequence[int]) -> dict[str, int]:
        """Table → how many rows depend on these and are neither owned nor able to do without."""
        counts: dict[str, int] = {}
        for reference in references_to(table):
            if not reference.owned and not reference.nullable:
                found = len(self.referring(reference.table, reference.column, ids))
                if found:
                    counts[reference.table] = counts.get(reference.table, 0) + found
        return counts

    def erase(self, table: str, ids: Sequence[int], about: Callable[[Sequence[Row]], bool] = lambda sides: True) -> int:
        """Erase what the journal keeps of these rows' personal columns, this action's entries too; see `journal.erase`."""
        return journal.erase(self.db, table, ids, about)

    def overwrite_freed(self) -> None:
        """Have SQLite blank the pages it frees from here on, so that what is erased is not left lying in the file."""
        if is_sqlite(self.db):
            self.db.execute_sql("PRAGMA secure_delete = 1")

    def repoint(self, table: str, row_id: int, to_id: int) -> None:
        """Make every row that refers to one row of `table` refer to another."""
        for reference in references_to(table):
            children = self.referring(reference.table, reference.column, [row_id])
            self.update(reference.table, [(child, {reference.column: to_id}) for child in children])

    def defer_references(self) -> None:
        """Check references at the end of this action, so that rows can come and go in any order."""
        self.db.execute_sql("PRAGMA defer_foreign_keys = 1" if is_sqlite(self.db) else "SET CONSTRAINTS ALL DEFERRED")


class Store:
    """A database that has been brought to the newest schema. One per process; sessions are per thread."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.db = open_database(url)

    @property
    def is_sqlite(self) -> bool:
        return is_sqlite(self.db)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """A connection for this thread. On SQLite the block sees one snapshot per statement."""
        with connected(self.db):
            yield Reader(self.db)

    @contextmanager
    def writing(self, head: ActionHead) -> Iterator[Writer]:
        """One transaction that is one action: whole or not at all. An action that changed nothing leaves no trace."""
        with connected(self.db), self.db.atomic() as transaction:
            action_id = journal.begin(self.db, head)
            writer = Writer(self.db, action_id, head)
            yield writer
            if writer.journal.count == 0:
                transaction.rollback()
            else:
                writer.tallies.flush(self.db)
                journal.seal(self.db, writer.journal)

    def empty_log(self) -> None:
        """Have SQLite take the write-ahead log over into the file and cut it to nothing."""
        if self.is_sqlite:
            with connected(self.db):
                self.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close this thread's connection and those kept for later."""
        if not self.db.is_closed():
            self.db.close()
        close_idle(self.db)
