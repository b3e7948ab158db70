"""A path as it arrives: typed, pasted, or dropped on the terminal with quotes, `file://` or backslashes."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Set
from pathlib import Path
from urllib.parse import unquote, urlsplit

SPREADSHEETS = frozenset(
    (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".fods", ".csv", ".tsv", ".txt", ".xml", ".html", ".htm", ".mht")
)


WHOLE = re.compile(r"""file://|[~/\\"'“‘]|[A-Za-z]:[\\/]""")
"""How a path begins that needs no folder in front of it."""


def path_of(text: str, begun: str = "") -> Path | None:
    """The path a text means; of several dropped at once the first. None for a blank text.

    `begun` is a folder that stood in the box before anybody typed: a whole path pasted behind it counts alone.
    """
    if begun and text.startswith(begun) and WHOLE.match(text, len(begun)):
        text = text[len(begun) :]
    line = next((line.strip() for line in text.replace("\x00", "").splitlines() if line.strip()), "")
    if not line:
        return None
    if line.startswith("file://"):
        parts = urlsplit(line.split(" ")[0])
        plain = unquote(parts.path)
        # file:///C:/… has a slash in front of the drive.
        return Path(plain[1:] if re.match(r"/[A-Za-z]:", plain) else plain)
    if line[0] in "\"'“‘":
        end = line.find({"“": "”", "‘": "’"}.get(line[0], line[0]), 1)
        line = line[1:end] if end > 0 else line[1:]
    elif "\\ " in line and os.sep == "/":
        try:
            line = shlex.split(line)[0]
        except ValueError:
            line = line.replace("\\ ", " ")
    return Path(line).expanduser()


def completions(text: str, begun: str = "", kinds: Set[str] = SPREADSHEETS, limit: int = 200) -> list[Path]:
    """Folders and files of these `kinds` (suffixes) that begin as the text does, folders first; a blank text lists the current folder."""
    path = path_of(text, begun) or Path()
    folder, begin = (
        (path, "") if not text.strip() or text.rstrip().endswith(("/", os.sep)) else (path.parent, path.name)
    )
    found: list[Path] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or not entry.name.lower().startswith(begin.lower()):
                    continue
                if entry.is_dir() or Path(entry.name).suffix.lower() in kinds:
                    found.append(folder / entry.name)
    except OSError:
        return []
    return sorted(found, key=lambda one: (not one.is_dir(), one.name.lower()))[:limit]
