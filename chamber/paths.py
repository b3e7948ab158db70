"""Where the program keeps its files on this system (platformdirs)."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path:
    """The user's data folder, made on first use; `CHAMBER_HOME` overrides it."""
    override = os.environ.get("CHAMBER_HOME")
    if override:
        folder = Path(override)
    else:
        from platformdirs import user_data_path

        folder = user_data_path("chamber", appauthor=False)
    return folder


def default_database() -> Path:
    return data_folder() / "chamber.db"


def demo_database() -> Path:
    return data_folder() / "demo.db"


def backup_folder() -> Path:
    return data_folder() / "backups"


def log_file() -> Path:
    return data_folder() / "chamber.log"
