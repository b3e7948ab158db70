"""Files are written beside their target and renamed, so that nobody ever sees half of one."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from chamber.disk import not_written
from chamber.errors import Usage
from chamber.exporting.placing import Noted
from chamber.i18n import N_
from chamber.text.patterns import pattern
from chamber.workspace import Workspace, Writer

# What `new_file` calls a file that is being written, and what nobody else calls theirs.
_HALF = pattern(r"\..+\.[A-Za-z]{2,5}\.[a-z0-9_]{8}\.part")
_CUT_SHORT = 86_400
"""Seconds that nobody wrote to a half file after which nobody will."""


class NewFile:
    """A file that is being written: `out` takes the bytes, and only `place` puts it where it belongs.

    One that goes on record is promised inside the action that records it and placed after that, so that no file is
    there without its record; see `chamber.exporting.placing`.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._temporary = target.parent / f".{target.name}.{os.urandom(4).hex()}.part"
        # Noted before it is there, so that none is there without.
        self._noted = Noted(self._temporary, target)
        self._is_placed = False
        try:
            self.out = open(self._temporary, "x+b", opener=_private)  # noqa: SIM115
        except OSError:
            self._noted.done()
            raise

    def sha256(self) -> str:
        """The digest of what is written so far."""
        if not self.out.closed:
            self.out.flush()
        with self._temporary.open("rb") as written:
            return hashlib.file_digest(written, "sha256").hexdigest()

    def promise(self, writer: Writer, ws: Workspace) -> None:
        """All is written, and what stands in its place can be replaced. Raises `BadFile`: then nothing is recorded."""
        with _told(self._target):
            self._close()
            if self._target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if self._target.exists():
                # A file that is open in a spreadsheet can't be renamed where it could not be replaced.
                os.rename(self._target, self._target)
        self._noted.promise(ws, writer)

    def place(self) -> None:
        """Make it the target, in place of what may have been there. One that is on record and can't be placed now is
        placed at the next start."""
        with _told(self._target):
            self._close()
            os.replace(self._temporary, self._target)
        self._is_placed = True

    def _close(self) -> None:
        if not self.out.closed:
            self.out.flush()
            os.fsync(self.out.fileno())
            self.out.close()

    def _leave(self) -> None:
        """Nothing of it stays, unless it is on record and waits for its place."""
        if not self._is_placed and self._noted.must_wait():
            return
        with contextlib.suppress(OSError):
            os.unlink(self._temporary)
        self._noted.done()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@contextlib.contextmanager
def new_file(target: Path) -> Iterator[NewFile]:
    """A file beside `target` to be written bit by bit and placed; left without that, nothing of it stays.

    Raises `BadFile`.
    """
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target.parent)
        file = NewFile(target)
    try:
        # Closing writes what is left, and may be what finds the disk full.
        with _told(target), file.out:
            yield file
    finally:
        file._leave()


def _sweep(folder: Path) -> None:
    """Remove what a program that was killed left half written in a folder: files of our own naming, a day old."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for one in found:
            with contextlib.suppress(OSError):
                if (
                    _HALF.fullmatch(one.name)
                    and one.is_file(follow_symlinks=False)
                    and time.time() - one.stat(follow_symlinks=False).st_mtime > _CUT_SHORT
                ):
                    os.unlink(one.path)


def must_end_in(path: Path, kind: str) -> None:
    """Raises `Usage` for a name that promises another kind of file than `kind` (as '.xlsx'); it could not be opened."""
    ending = path.suffix.lower()
    if ending != kind and ending[1:].isascii() and ending[1:].isalpha() and not path.is_dir():
        raise Usage(
            N_("What is written is a file of the kind {kind}; {name} is called something else."),
            kind=kind,
            name=path.name,
        )


def write_file(target: Path, content: bytes) -> None:
    """Write bytes to `target` whole or not at all. Raises `BadFile`."""
    with new_file(target) as file:
        file.out.write(content)
        file.place()


@contextlib.contextmanager
def _told(target: Path) -> Iterator[None]:
    """What the system refuses, in words a person can act on."""
    try:
        yield
    except OSError as error:
        raise not_written(target, error) from error
