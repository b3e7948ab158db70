"""Who sits where: one guest a seat, tables filled in order of rank."""

from __future__ import annotations

from typing import Any

from chamber.errors import Invalid
from chamber.events.record import CAME, Attendance
from chamber.i18n import N_, _
from chamber.outcome import Outcome
from chamber.records import edit_in, get, get_many
from chamber.workspace import Reader, Workspace
from db.queries import invitations as store
from db.queries import lists
from db.queries.lists import Condition, Order

_RANK = ("政府嘉宾", "商协会嘉宾", "投资人", "会员", "媒体", "志愿者", "工作人员", "")
_STAY_AWAY = ("婉拒",)
_ABSENT = ("请假", "未到")


def overlap(reader: Reader, old: Any, values: dict[str, Any]) -> str:
    """Why a guest can't have this seat: somebody has it; '' when it is free or none is given."""
    table, seat, event = values.get("table"), values.get("seat"), values.get("event")
    if not table or not seat or not event or not event.id:
        return ""
    others = [name for one, name in store.seated(reader, event.id, table, seat) if old is None or one != old.id]
    if not others:
        return ""
    return _("Seat {seat} at table {table} is {name}'s.").format(seat=seat, table=table, name=others[0])


def seat(ws: Workspace, attendance_id: int, table: str, place: str = "") -> Outcome:
    """Give a guest a table and a seat. Raises `Invalid` when somebody has it."""
    with ws.read() as reader:
        guest: Attendance = get(reader, "attendance", attendance_id)
    with ws.write("seat", N_("seat {name}"), name=guest.name) as writer:
        changed = edit_in(ws, writer, "attendance", attendance_id, {"table": table.strip(), "seat": place.strip()})
        return Outcome(writer.action_id if changed else None, {"attendance": (attendance_id,)})


def seat_all(ws: Workspace, event_id: int, per_table: int) -> Outcome:
    """Seat everybody who is expected and has no table: guests of rank first, units together, full tables first.

    Tables are numbered on from the last one taken. Raises `Invalid`.
    """
    if per_table < 1:
        raise Invalid({"per_table": _("A table has at least one seat.")})
    with ws.write("seat", N_("seat the guests of an event")) as writer:
        ids = lists.ids(writer, "attendance", [Condition("event_id", "=", event_id)], [Order("sort_key")])
        guests: list[Attendance] = get_many(writer, "attendance", ids)
        last = max((int(guest.table) for guest in guests if guest.table.isdecimal()), default=0)
        waiting = sorted(filter(_expected, guests), key=lambda guest: (_rank(guest), guest.unit, guest.sort_key))
        for number, guest in enumerate(waiting):
            table, place = divmod(number, per_table)
            values = {"table": str(last + 1 + table), "seat": str(place + 1)}
            edit_in(ws, writer, "attendance", guest.id, values)
        changed = tuple(guest.id for guest in waiting)
        return Outcome(writer.action_id if changed else None, {"attendance": changed})


def _expected(guest: Attendance) -> bool:
    if guest.table:
        return False
    return guest.presence in CAME or (guest.invitation not in _STAY_AWAY and guest.presence not in _ABSENT)


def _rank(guest: Attendance) -> int:
    return _RANK.index(guest.role) if guest.role in _RANK else len(_RANK)
