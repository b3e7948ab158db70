"""What the system says when a file can't be read or written, in words a person can act on."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

from chamber.errors import BadFile
from chamber.i18n import N_, _

_REASONS: Mapping[int, str] = {
    errno.EACCES: N_("no permission"),
    errno.EPERM: N_("no permission"),
    errno.EBUSY: N_("another program uses it"),
    errno.ENOENT: N_("there is no such folder"),
    errno.ENOTDIR: N_("there is no such folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the disk is read-only"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EIO: N_("the disk fails"),
}
"""errno → why a file can't be had."""
_HELD = {errno.EACCES, errno.EPERM, errno.EBUSY}
"""What a file says that is open in a spreadsheet."""
_OPEN = N_("Is it open in Excel or WPS? Close it, or choose another place with -o.")
_FULL = N_("Free some space, or choose another place.")


def not_written(path: Path, error: OSError) -> BadFile:
    """The refusal to raise when `path` can't be written."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    hint = _OPEN if error.errno in _HELD else _FULL if full else ""
    return BadFile(N_("{path} can't be written: {reason}"), path=str(path), reason=_why(error), hint=hint)


def output_not_written(error: OSError) -> BadFile:
    """The refusal to raise when what a command prints can't be written where it was sent to."""
    return BadFile(N_("The output can't be written: {reason}"), reason=_why(error), hint=_FULL)


def not_read(path: Path, error: OSError) -> BadFile:
    """The refusal to raise when `path` is there and can't be read."""
    if path.is_dir():
        return BadFile(N_("{path} is a folder, not a file."), path=str(path))
    return BadFile(N_("{path} cannot be opened: {reason}."), path=str(path), reason=_why(error))


def _why(error: OSError) -> str:
    known = _REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)
