"""Days of loaded working calendars."""

from __future__ import annotations

from collections.abc import Sequence

from db.database import placeholders
from db.session import Reader


def days(reader: Reader) -> list[tuple[str, bool]]:
    """(ISO day, whether people work), in order."""
    sql = "SELECT day, works FROM calendar_day ORDER BY day"
    return [(day, bool(works)) for day, works in reader.db.execute_sql(sql).fetchall()]


def ids_of_years(reader: Reader, years: Sequence[int]) -> list[int]:
    """Ids of the days loaded for these years."""
    mark = placeholders(reader.db, 1)
    found: list[int] = []
    for year in years:
        sql = f"SELECT id FROM calendar_day WHERE day >= {mark} AND day <= {mark} ORDER BY id"
        found += [row[0] for row in reader.db.execute_sql(sql, (f"{year:04d}-01-01", f"{year:04d}-12-31")).fetchall()]
    return found


def sources(reader: Reader) -> list[tuple[str, str, int]]:
    """(year, file it came from, how many days), by year."""
    sql = "SELECT SUBSTR(day, 1, 4), COALESCE(source, ''), COUNT(*) FROM calendar_day GROUP BY 1, 2 ORDER BY 1, 2"
    return [(row[0], row[1], int(row[2])) for row in reader.db.execute_sql(sql).fetchall()]
