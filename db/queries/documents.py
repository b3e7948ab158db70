"""Files kept by reference."""

from __future__ import annotations

from typing import Any

from db.database import placeholders
from db.session import Reader


def of_record(reader: Reader, column: str, record_id: int) -> list[dict[str, Any]]:
    """The files whose `column` (`event_id`, `lead_id`, `enterprise_id`) is a record, in order."""
    names = ("id", "title", "location", "kind", "sha256")
    sql = f'SELECT {", ".join(names)} FROM document WHERE "{column}" = {placeholders(reader.db, 1)} ORDER BY id'
    return [dict(zip(names, row, strict=True)) for row in reader.db.execute_sql(sql, (record_id,)).fetchall()]
