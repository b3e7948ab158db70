"""Which action it is: its number alone may be given again when it was never finished."""

from __future__ import annotations

from db.database import placeholders
from db.session import Reader


def salt_of(reader: Reader, action_id: int) -> str:
    """What nobody could have guessed of an action that is open or over; '' when its data was erased."""
    sql = f"SELECT params_salt FROM action WHERE id = {placeholders(reader.db, 1)}"
    found = reader.db.execute_sql(sql, (action_id,)).fetchone()
    return (found[0] if found else "") or ""


def is_sealed(reader: Reader, action_id: int, salt: str) -> bool:
    """Whether this very action is on record."""
    return bool(salt) and salt_of(reader, action_id) == salt
