"""Calendar files (.ics, RFC 5545) of events and of what leads ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chamber import clock
from chamber.events.record import CANCELLED, Event
from chamber.i18n import _
from chamber.leads.clocks import Task
from chamber.privacy.masking import without_numbers_in
from chamber.records import get
from chamber.text.hidden_numbers import without_numbers
from chamber.workspace import Workspace

if TYPE_CHECKING:
    from icalendar import Calendar

_USUAL = timedelta(hours=2)
"""How long an event lasts that does not say."""
_MORNING = timedelta(hours=9)
"""When, on the day, a reminder sounds."""


def event_ics(ws: Workspace, event_id: int) -> bytes:
    """An event for the guests' calendars, with a reminder the day before. Raises `NotFound`."""
    from icalendar import Alarm
    from icalendar import Event as Entry

    with ws.read() as reader:
        event: Event = without_numbers_in(get(reader, "event", event_id))
    start = clock.from_stamp(event.starts_at)
    end = clock.from_stamp(event.ends_at) if event.ends_at else start + _USUAL
    entry = Entry()
    _head(ws, entry, f"event-{event.code}", event.name)
    entry.add("dtstart", start)
    entry.add("dtend", end)
    if event.venue:
        entry.add("location", event.venue)
    told = "\n".join(filter(None, (event.theme, *(_line(row) for row in event.agenda))))
    if told:
        entry.add("description", told)
    if event.status == CANCELLED:
        entry.add("status", "CANCELLED")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.name)
    alarm.add("trigger", timedelta(days=-1))
    entry.add_component(alarm)
    return _file([entry])


def tasks_ics(ws: Workspace, tasks: Iterable[Task]) -> bytes:
    """Reminders, one a task, all day, sounding in the morning. The same task keeps its place when sent again."""
    from icalendar import Alarm
    from icalendar import Event as Entry

    entries = []
    for task in tasks:
        entry = Entry()
        mark = f" ({_('estimated')})" if task.estimated else ""
        title = without_numbers(f"{task.words}: {task.project}{mark}")
        _head(ws, entry, f"lead-{task.code}-{task.duty}", title)
        entry.add("dtstart", task.on)
        entry.add("dtend", task.on + timedelta(days=1))
        told = "\n".join(filter(None, (task.code, task.investor, task.owner)))
        entry.add("description", without_numbers(told))
        entry.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", _MORNING)
        entry.add_component(alarm)
        entries.append(entry)
    return _file(entries)


def _head(ws: Workspace, entry: Any, key: str, title: str) -> None:
    entry.add("uid", f"{key}@chamber")
    entry.add("dtstamp", datetime.fromisoformat(clock.stamp()))
    entry.add("summary", title)


def _line(row: Any) -> str:
    return " ".join(filter(None, (row.get("time", ""), row.get("topic", ""), row.get("speaker", ""))))


def _file(entries: Iterable[Any]) -> bytes:
    from icalendar import Calendar as File

    made: Calendar = File()
    made.add("prodid", "-//chamber//CRM of hometown chambers//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for entry in entries:
        made.add_component(entry)
    return bytes(made.to_ical())
