"""Files are written beside their target and renamed, so that nobody ever sees half of one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from chamber.errors import BadFile
from chamber.i18n import N_


def write_file(target: Path, content: bytes) -> None:
    """Write bytes to `target` whole or not at all. Raises `BadFile`."""
    temporary: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise BadFile(
            N_("{path} can't be written: {reason}"),
            path=str(target),
            reason=error.strerror or str(error),
            hint=N_("Is it open in Excel or WPS? Close it, or choose another place with -o."),
        ) from error
