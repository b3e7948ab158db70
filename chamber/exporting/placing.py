"""A file that leaves the house takes its place when its record is safe; what a killed program left is put right.

Until then it is a half file of ours beside its target. A note in the user's data folder says where it lies, and once it is
promised under which action it goes on record: by that the next program knows whether to place it or to remove it.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from chamber.errors import ChamberError
from chamber.paths import data_folder
from chamber.workspace import Workspace, Writer
from db.queries import actions

_FRESH = ".new"
_LONG = 600
"""Seconds after which nobody writes any more to a file that was only noted; where no better is known."""


@dataclass(frozen=True, slots=True)
class Note:
    """Where a file lies until it takes its place, which process writes it (0: none any more), and the action it is
    promised in; `database` is '' while it is in none."""

    temporary: str
    target: str
    process: int
    database: str = ""
    action: int = 0
    salt: str = ""


class Noted:
    """The note of one file. A data folder that can't be written to is no reason to write no file."""

    def __init__(self, temporary: Path, target: Path) -> None:
        self._note = Note(str(temporary.absolute()), str(target.absolute()), os.getpid())
        self._path = _folder() / f"{os.getpid()}-{os.urandom(4).hex()}.json"
        self._ws: Workspace | None = None
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._write()

    def promise(self, ws: Workspace, writer: Writer) -> None:
        """Note the action that puts the file on record, before it is over."""
        action = writer.action_id
        self._note = replace(self._note, database=ws.where, action=action, salt=actions.salt_of(writer, action))
        self._ws = ws
        with contextlib.suppress(OSError):
            self._write()

    def must_wait(self) -> bool:
        """Whether the file is, or may be, on record: then it stays, and is placed at the next start."""
        if self._ws is None:
            return False
        with contextlib.suppress(ChamberError):
            if not _is_on_record(self._ws, self._note):
                return False
        self._note = replace(self._note, process=0)
        with contextlib.suppress(OSError):
            self._write()
        return True

    def done(self) -> None:
        _forget(self._path)

    def _write(self) -> None:
        """In one go: a note that is half a note could be taken for one of a file without a record."""
        fresh = self._path.with_suffix(_FRESH)
        with fresh.open("w", encoding="utf-8") as out:
            out.write(json.dumps(asdict(self._note), ensure_ascii=False))
            out.flush()
            os.fsync(out.fileno())
        os.replace(fresh, self._path)


def _folder() -> Path:
    return data_folder() / "writing"


def put_right(ws: Workspace) -> tuple[Path, ...]:
    """Place the files that are on record in this database and were cut off before they took their place, and remove those
    that never went on record. Gives those that were placed."""
    placed = []
    for path in _notes():
        try:
            note = Note(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            continue
        if _is_at_work(note, path) or note.database not in ("", ws.where):
            continue
        if note.database and _is_on_record(ws, note):
            if not _place(note):
                continue
            placed.append(Path(note.target))
        else:
            with contextlib.suppress(OSError):
                os.unlink(note.temporary)
        _forget(path)
    return tuple(placed)


def _notes() -> list[Path]:
    """All notes. One that was never written to its end stands before the file it is about."""
    found: list[Path] = []
    with contextlib.suppress(OSError):
        for path in sorted(_folder().iterdir()):
            if path.suffix != _FRESH:
                found.append(path)
            elif not path.with_suffix(".json").exists() and not _runs(_process_of(path), path):
                _forget(path)
    return found


def _process_of(path: Path) -> int:
    named = path.stem.partition("-")[0]
    return int(named) if named.isdecimal() else 0


def _forget(path: Path) -> None:
    for one in (path, path.with_suffix(_FRESH)):
        with contextlib.suppress(OSError):
            os.unlink(one)


def _is_on_record(ws: Workspace, note: Note) -> bool:
    with ws.read() as reader:
        return actions.is_sealed(reader, note.action, note.salt)


def _place(note: Note) -> bool:
    """Whether the file is where it belongs now. What somebody put there since stays: the list can be made again."""
    temporary, target = Path(note.temporary), Path(note.target)
    try:
        if target.exists() and target.stat().st_mtime > temporary.stat().st_mtime:
            os.unlink(temporary)
        else:
            os.replace(temporary, target)
    except FileNotFoundError:
        # It was placed, or taken away with its folder.
        return True
    except OSError:
        return False
    return True


def _is_at_work(note: Note, path: Path) -> bool:
    """Whether the program that wrote the note may still be running."""
    return note.process != 0 and (note.process == os.getpid() or _runs(note.process, path))


def _runs(process: int, path: Path) -> bool:
    if not process:
        return False
    if os.name == "posix":
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except OSError:
            return True
        return True
    with contextlib.suppress(OSError):
        return time.time() - path.stat().st_mtime < _LONG
    return False
