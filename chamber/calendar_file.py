"""A year's working calendar as it is published, loaded from a file."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from chamber.disk import not_read
from chamber.errors import BadFile, NotFound
from chamber.i18n import N_
from chamber.leads import due
from chamber.outcome import Outcome
from chamber.progress import Progress, unheard
from chamber.text.dates import parse_date
from chamber.workspace import Workspace
from db.queries import calendars as store

_LARGEST = 1_000_000
"""Bytes a calendar file may have; a year takes some 5,000."""
_WORKS = frozenset({"1", "true", "yes", "y", "是", "上班", "班", "工作日", "调休上班", "补班", "work"})
_RESTS = frozenset({"0", "false", "no", "n", "否", "休", "休息", "放假", "假", "节假日", "holiday", "off"})


def load(ws: Workspace, path: Path, progress: Progress = unheard) -> Outcome:
    """Load a calendar from a csv of `date,works`; it replaces what was loaded for the years it mentions, and every lead is
    due by it from then on.

    Days it leaves out are Monday to Friday. `code` of the outcome names the years. Raises `BadFile`, `NotFound`.
    """
    rows = read_file(path)
    years = sorted({day.year for day, _works in rows})
    told = ", ".join(map(str, years))
    with ws.write("calendar", N_("load the working calendar of {years}"), years=told) as writer:
        writer.delete("calendar_day", store.ids_of_years(writer, years))
        ids = writer.insert(
            "calendar_day",
            [{"day": day.isoformat(), "works": works, "source": path.name} for day, works in rows],
        )
        due.bring_up(writer, writer.tallies, progress)
        return Outcome(writer.action_id, {"calendar_day": tuple(ids)}, told)


def read_file(path: Path) -> list[tuple[date, bool]]:
    """The days of a calendar file, in order; a title row and columns beyond the second are passed over."""
    days: dict[date, bool] = {}
    for number, cells in enumerate(csv.reader(io.StringIO(_text(path))), 1):
        if not any(cell.strip() for cell in cells):
            continue
        parsed = parse_date(cells[0].strip())
        works = _works(cells[1]) if len(cells) > 1 else None
        day = parsed.value
        if day is None or day.precision != "day" or works is None:
            if number == 1:
                continue
            raise BadFile(
                N_("Line {number} of {path} is not a day and whether people work: {text}"),
                number=number,
                path=path.name,
                text=",".join(cells),
                hint=N_("Write a line a day, as 2027-01-01,0 (a holiday) or 2027-02-20,1 (a working Saturday)."),
            )
        days[day.first_day()] = works
    if not days:
        raise BadFile(N_("{path} has no day of a calendar."), path=path.name)
    return sorted(days.items())


def _works(cell: str) -> bool | None:
    word = cell.strip().lower()
    return True if word in _WORKS else False if word in _RESTS else None


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(N_("There is no file {path}."), path=str(path)) from error
    except OSError as error:
        raise not_read(path, error) from error
    if len(content) > _LARGEST:
        raise BadFile(N_("{path} is too large for a calendar."), path=path.name)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile(N_("{path} is not a text file."), path=path.name)
