"""The hidden key of a row of a list: which delivery, which row. It comes back with the sheet and tells nothing else."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_KEY = re.compile(r"(D[0-9]{4}-[A-Za-z0-9]+-[0-9]{3,})/([0-9]+)/([0-9a-f]{4})")


def row_key(number: str, position: int) -> str:
    """The key of a row: delivery, position, and four check letters against a damaged copy."""
    key = f"{number}/{position}"
    return f"{key}/{_check(key)}"


def read_key(text: str) -> tuple[str, int] | None:
    """Delivery and position of a key that is whole; a dragged or retyped one is no key."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    found = _KEY.fullmatch(plain.strip())
    if not found or _check(f"{found[1]}/{int(found[2])}") != found[3]:
        return None
    return found[1], int(found[2])


def _check(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:4]
