"""Events that come again: a copy at a new time, without what came of the last one."""

from __future__ import annotations

from datetime import timedelta

from chamber import clock
from chamber.entity import entity_of
from chamber.events.record import Attendance, Event
from chamber.fields import Linked
from chamber.i18n import N_
from chamber.outcome import Outcome
from chamber.records import add_in, get, get_many
from chamber.workspace import Workspace
from db.queries import lists
from db.queries.lists import Condition, Order

_NEW = ("code", "starts_at", "ends_at", "headcount", "cost", "outputs", "status", "follows", "created_at", "sort_key")
_ASKED = ("person", "enterprise", "name", "unit", "position", "phone", "role")


def copy_forward(ws: Workspace, event_id: int, starts_at: str, *, name: str = "", with_guests: bool = False) -> Outcome:
    """Plan an event again at a UTC stamp, as long as before; with its guests as 未邀请 if asked. Raises `NotFound`."""
    with ws.read() as reader:
        event: Event = get(reader, "event", event_id)
        ids = lists.ids(reader, "attendance", [Condition("event_id", "=", event_id)], [Order("sort_key")])
        guests: list[Attendance] = get_many(reader, "attendance", ids) if with_guests else []
    values = {field.name: getattr(event, field.name) for field in entity_of("event").fields if field.name not in _NEW}
    lasting = clock.from_stamp(event.ends_at) - clock.from_stamp(event.starts_at) if event.ends_at else timedelta()
    ends = clock.stamp(clock.from_stamp(starts_at) + lasting) if lasting else ""
    values |= {"starts_at": starts_at, "ends_at": ends, "follows": Linked(event.name, event_id)}
    if name.strip():
        values["name"] = name.strip()
    with ws.write("copy", N_("plan {code} again"), code=event.code) as writer:
        new_id = add_in(ws, writer, "event", [values])[0]
        rows = [
            {field: getattr(guest, field) for field in _ASKED} | {"event": Linked(event.name, new_id)}
            for guest in guests
            if guest.presence != "现场加入"
        ]
        made = add_in(ws, writer, "attendance", rows) if rows else []
        code = str(get(writer, "event", new_id).code)
        return Outcome(writer.action_id, {"event": (new_id,), "attendance": tuple(made)}, code)
