"""What one may bring back: the backups kept of a database, and what is in one, told before it replaces anything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chamber import backups, clock
from chamber.backups import Backup
from chamber.i18n import N_
from chamber.progress import Progress, unheard
from chamber.setup.service import CHAMBER_ID
from chamber.workspace import Workspace, address_of
from db import backup as store
from db import tallies
from db.database import is_postgresql

COUNTED: Mapping[str, str] = {
    "enterprise": N_("Enterprises"),
    "membership": N_("Members"),
    "person": N_("Contacts"),
    "event": N_("Events"),
    "lead": N_("Leads"),
}
"""The records a person knows the size of a chamber by → msgid."""
_WHY: Mapping[str, str] = {
    "": N_("by hand"),
    backups.AUTOMATIC: N_("of the day"),
    backups.BEFORE_RESTORE: N_("before a restore"),
}
_BEFORE_UPDATE = N_("before an update")


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup in the folder of the user's own: when it was made (a UTC stamp), why (as its name says), how large it is."""

    path: str
    made: str
    reason: str
    size: int

    @property
    def why(self) -> str:
        """The reason in words, a msgid."""
        return _BEFORE_UPDATE if re.fullmatch(r"v\d+", self.reason) else _WHY.get(self.reason, _WHY[""])

    @property
    def megabytes(self) -> str:
        return f"{self.size / 1_000_000:,.1f}"

    def to_json(self) -> dict[str, Any]:
        return {"path": self.path, "made": self.made, "reason": self.reason, "size": self.size}


@dataclass(frozen=True, slots=True)
class Held:
    """What a database or a backup holds: the chamber's name ('' before its setup) and how many records, by table."""

    chamber: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Look:
    """A backup that was verified, when it was made (a UTC stamp), what it holds, and whether it is a server's: then
    others work with what it replaces."""

    backup: Backup
    made: str
    held: Held
    of_server: bool


def shelf(database: str | None = None) -> tuple[Kept, ...]:
    """The user's own backups of a database, the newest first."""
    address = address_of(database)
    return tuple(
        sorted((_kept(path, address) for path in backups.kept(address)), key=lambda one: one.made, reverse=True)
    )


def look(database: str | None, path: Path, progress: Progress = unheard) -> Look:
    """Verify a backup of whatever place and say what it holds. Raises what `backups.verified` does."""
    address = address_of(database)
    found = backups.verified(address, path, progress)
    with backups.of_a_backup():
        name, counts = store.held(path, tuple(COUNTED))
    return Look(found, _made(path, address), Held(name, counts), is_postgresql(address))


def present(ws: Workspace) -> Held:
    """What the open database holds, to compare with."""
    with ws.read() as reader:
        house = reader.row("chamber", CHAMBER_ID) or {}
        return Held(str(house.get("name") or ""), {table: tallies.total(reader.db, table) for table in COUNTED})


def _kept(path: Path, address: str) -> Kept:
    return Kept(str(path), _made(path, address), backups.made_for(path, address)[0], path.stat().st_size)


def _made(path: Path, address: str) -> str:
    """When a backup was made: its name says so, that of a file with another name its own time does."""
    stamp = backups.made_for(path, address)[1]
    return stamp or clock.stamp(datetime.fromtimestamp(path.stat().st_mtime, UTC))
