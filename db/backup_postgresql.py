"""Dumping and loading a PostgreSQL database through its driver: a zip with a manifest and each table as COPY text."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from peewee import Database

from db import errors, journal
from db.attending import Told
from db.database import connected
from db.errors import StoreError
from db.migrations import NAMES
from db.migrations import load as migration

_FORMAT = "chamber-postgresql-1"
_BLOCK = 1 << 16
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_PART = 1 << 22
"""Bytes between two words on how far it is."""


def dump(db: Database, target: Path, told: Told) -> None:
    """Write every table of one snapshot; `told` hears every few megabytes that it is 'writing', and may raise to give up."""
    connection = db.connection()
    with db.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            counts = {table: _dump_table(cursor, archive, table, told) for table in _tables(cursor)}
            version = _one(cursor, "SELECT COALESCE(MAX(version), 0) FROM schema_version")
            actions, newest = _row(cursor, "SELECT COUNT(*), COALESCE(MAX(at), '') FROM action")
            manifest = {
                "format": _FORMAT,
                "version": version,
                "actions": actions,
                "newest": newest,
                "tables": {
                    table: {"columns": _columns(cursor, table), "rows": count} for table, count in counts.items()
                },
            }
            archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))


def _dump_table(cursor: Any, archive: zipfile.ZipFile, table: str, told: Told) -> int:
    sql = f'COPY "{table}" ({_quoted(_columns(cursor, table))}) TO STDOUT'
    with archive.open(f"{table}.copy", "w", force_zip64=True) as file, cursor.copy(sql) as copy:
        written = _PART
        for block in copy:
            if written >= _PART:
                told("writing", 0, 0)
                written = 0
            file.write(block)
            written += len(block)
    return int(_one(cursor, f'SELECT COUNT(*) FROM "{table}"'))


def read(path: Path, told: Told) -> tuple[int, int, str]:
    """(schema version, actions, newest stamp) of a dump whose checksums hold. Raises `StoreError`; `told`: see
    `db.backup.write`."""
    manifest = _manifest(path, told)
    return int(manifest["version"]), int(manifest["actions"]), str(manifest["newest"])


def _manifest(path: Path, told: Told) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(path) as archive:
            of, done = _size(archive), 0
            for name in archive.namelist():
                for block in _blocks(archive, name, _PART):
                    told("verifying", done, of)
                    done += len(block)
            manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
            missing = [table for table in manifest["tables"] if f"{table}.copy" not in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise StoreError(errors.DAMAGED, str(error)) from error
    except (KeyError, ValueError) as error:
        raise StoreError(errors.NOT_OURS, str(error)) from error
    if manifest.get("format") != _FORMAT:
        raise StoreError(errors.NOT_OURS, str(manifest.get("format")))
    if missing:
        raise StoreError(errors.DAMAGED, ", ".join(missing))
    return manifest


def held(path: Path, tables: Sequence[str]) -> tuple[str, dict[str, int]]:
    """See `db.backup.held`."""
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))["tables"]
        counts = {table: int(manifest[table]["rows"]) for table in tables if table in manifest}
        columns = manifest.get("chamber", {"columns": ()})["columns"]
        if "name" not in columns:
            return "", counts
        with archive.open("chamber.copy") as file:
            line = file.readline().decode("utf-8").rstrip("\n")
    cells = line.split("\t")
    return (_as_written(cells[columns.index("name")]) if line else ""), counts


def _as_written(cell: str) -> str:
    """A cell of COPY text without its escapes; an empty one is ''."""
    if cell == r"\N":
        return ""
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), cell)


def _size(archive: zipfile.ZipFile) -> int:
    """Bytes of what it holds, unpacked."""
    return sum(one.file_size for one in archive.infolist())


def _blocks(archive: zipfile.ZipFile, name: str, size: int) -> Iterator[bytes]:
    """A file to its end, where its checksum is compared."""
    with archive.open(name) as file:
        while block := file.read(size):
            yield block


def load(db: Database, path: Path, told: Told) -> None:
    """Replace everything in the database by a dump, in one transaction. Raises `StoreError`; `told`: see
    `db.backup.bring_back`."""
    manifest = _manifest(path, told)
    with connected(db), db.atomic():
        with db.connection().cursor() as cursor:
            for table in _tables(cursor):
                cursor.execute(f'DROP TABLE "{table}" CASCADE')
        for name in NAMES[: manifest["version"]]:
            migration(name)(db)
        db.execute_sql(
            "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)"
        )
        with db.connection().cursor() as cursor, zipfile.ZipFile(path) as archive:
            _fill(cursor, archive, manifest, told)
        broken = journal.broken_links(db, partial(told, "verifying"))
        if broken:
            raise StoreError(errors.DAMAGED, f"journal at action {broken[0]}")


def _fill(cursor: Any, archive: zipfile.ZipFile, manifest: dict[str, Any], told: Told) -> None:
    here = _tables(cursor)
    unknown = sorted(set(manifest["tables"]) - set(here))
    if unknown:
        raise StoreError(errors.NOT_OURS, ", ".join(unknown))
    cursor.execute(f"TRUNCATE {_quoted(here)}")
    of, done = _size(archive), 0
    for table in _parents_first(cursor, here):
        held = manifest["tables"].get(table)
        if held is None:
            continue
        with cursor.copy(f'COPY "{table}" ({_quoted(held["columns"])}) FROM STDIN') as copy:
            for block in _blocks(archive, f"{table}.copy", _BLOCK):
                told("restoring", done, of)
                copy.write(block)
                done += len(block)
        if _one(cursor, f'SELECT COUNT(*) FROM "{table}"') != held["rows"]:
            raise StoreError(errors.DAMAGED, f"{table}: rows are missing")
        _set_identity(cursor, table, held["columns"])


def _set_identity(cursor: Any, table: str, columns: list[str]) -> None:
    """Numbers the server gives itself go on above those loaded."""
    if "id" not in columns:
        return
    sequence = _one(cursor, "SELECT pg_get_serial_sequence(%s, 'id')", (f'"{table}"',))
    if sequence:
        cursor.execute(f'SELECT setval(%s, GREATEST((SELECT COALESCE(MAX(id), 0) FROM "{table}"), 1))', (sequence,))


def _tables(cursor: Any) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
    return [row[0] for row in cursor.fetchall()]


def _columns(cursor: Any, table: str) -> list[str]:
    """Those that are stored, not those the server works out itself."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s "
        "AND is_generated = 'NEVER' ORDER BY ordinal_position",
        (table,),
    )
    return [row[0] for row in cursor.fetchall()]


def _parents_first(cursor: Any, tables: list[str]) -> list[str]:
    cursor.execute(
        "SELECT c.relname, p.relname FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class p ON p.oid = f.confrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE f.contype = 'f' AND n.nspname = current_schema()"
    )
    needs: dict[str, set[str]] = {table: set() for table in tables}
    for child, parent in cursor.fetchall():
        if child != parent:
            needs[child].add(parent)
    return list(TopologicalSorter(needs).static_order())


def _quoted(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _row(cursor: Any, sql: str, values: tuple[Any, ...] = ()) -> tuple[Any, ...]:
    row: tuple[Any, ...] = cursor.execute(sql, values).fetchone()
    return row


def _one(cursor: Any, sql: str, values: tuple[Any, ...] = ()) -> Any:
    return _row(cursor, sql, values)[0]
