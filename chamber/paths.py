"""Where the program keeps its files on this system (platformdirs)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def data_folder() -> Path:
    """The user's data folder, made on first use; `CHAMBER_HOME` overrides it."""
    from pathlib import Path

    override = os.environ.get("CHAMBER_HOME")
    if override:
        folder = Path(override)
    else:
        from platformdirs import user_data_path

        folder = user_data_path("chamber", appauthor=False)
    return folder


def default_database() -> Path:
    return data_folder() / "chamber.db"


def address_of(url: str | Path | None) -> str:
    """The database meant: the one named, else `CHAMBER_DB`, else the user's own."""
    return str(url) if url else os.environ.get("CHAMBER_DB") or str(default_database())


def is_missing(address: str) -> bool:
    """Whether a database is a file that is not there yet; of a server one doesn't know."""
    path = address.removeprefix("sqlite:///")
    return "://" not in path and not os.path.exists(path)


def demo_database() -> Path:
    return data_folder() / "demo.db"


def backup_folder() -> Path:
    return data_folder() / "backups"


def log_file() -> Path:
    return data_folder() / "chamber.log"
