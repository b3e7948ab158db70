"""What can be wrong with the store itself; `chamber` turns these into words."""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot do it; `reason` is one of the words below, `detail` for the log."""

    def __init__(self, reason: str, detail: str = "", **params: object) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
        self.params = params


NEWER = "newer"
"""Made by a newer program."""
DAMAGED = "damaged"
LOCKED = "locked"
READ_ONLY = "read-only"
FULL = "full"
UNREACHABLE = "unreachable"
NO_ADDRESS = "no-address"
"""Neither a file nor an address of a server."""
NO_DRIVER = "no-driver"
NOT_OURS = "not-ours"
"""A database, but not one of this program."""
NOT_DATABASE = "not-database"
"""No database at all, or one whose beginning is overwritten."""
FAILING = "failing"
"""The disk does not do what it is told."""
WRONG_KIND = "wrong-kind"
"""A backup of the other backend."""
