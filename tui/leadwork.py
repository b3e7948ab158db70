"""Advancing a lead and writing its log, from wherever a lead is shown."""

from __future__ import annotations

from typing import Any

from chamber import records
from chamber.entity import entity_of
from chamber.errors import NotAllowed
from chamber.fields import Choice, Date, Field, Text
from chamber.i18n import N_, _, language
from chamber.leads import service
from chamber.outcome import Outcome
from chamber.text.values import PartialDate
from chamber.workspace import Workspace
from tui.base import ChamberScreen, workspace
from tui.forms import Form, shown
from tui.formwork import open_form


def open_advance(screen: ChamberScreen, lead_id: int) -> None:
    """Ask for the stage (only those allowed), the day and a note."""
    ws = workspace(screen)
    open_form(screen, lambda: advance_form(ws, lead_id))


def advance_form(ws: Workspace, lead_id: int) -> Form:
    """Raises `NotAllowed` for a lead that goes nowhere from where it is."""
    with ws.read() as reader:
        lead = records.get(reader, "lead", lead_id)
    moves = service.next_stages(ws, lead_id)
    if not moves:
        raise NotAllowed(N_("{code} goes nowhere from its stage."), code=lead.code)
    stages = Choice({one.name: one.shown("en") for one in moves})
    fields = (
        Field("stage", stages, N_("To stage"), required=True),
        Field("on", Date(), N_("On"), required=True),
        Field("note", Text(multiline=True), N_("Note or reason")),
    )
    at = next((one.position for one in service.stages(ws) if one.name == lead.stage), 0)
    ahead = [one.name for one in moves if one.position > at and not one.is_exit] or [moves[0].name]
    start = {"stage": ahead[0], "on": ws.today.isoformat()}

    def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
        on: PartialDate = values["on"]
        return service.advance(ws, lead_id, values["stage"], on=on.first_day(), note=values.get("note", ""))

    here = entity_of("lead").field("stage").kind.show(lead.stage, language())
    title = _("{title}: from {stage}").format(title=lead.project, stage=here)
    return Form(title, fields, save, _("Advanced: {title}").format(title=lead.project), start)


def open_log(screen: ChamberScreen, lead_id: int) -> None:
    """Ask what was done and what comes next."""
    ws = workspace(screen)
    open_form(screen, lambda: log_form(ws, lead_id))


def log_form(ws: Workspace, lead_id: int) -> Form:
    with ws.read() as reader:
        lead = records.get(reader, "lead", lead_id)
    entry, described = entity_of("activity"), entity_of("lead")
    names = ("text", "how", "at", "people", "difficulties")
    fields = (*(entry.field(name) for name in names), described.field("next_action"), described.field("next_due"))
    start = {
        "how": "电话",
        "at": shown(entry.field("at"), _now()),
        "next_action": lead.next_action,
        "next_due": shown(described.field("next_due"), lead.next_due),
    }

    def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
        action = values.get("next_action", "")
        due = values.get("next_due")
        moved = (action, due) != (lead.next_action, lead.next_due)
        given = {name: values[name] for name in ("how", "at", "people", "difficulties") if name in values}
        return service.log(ws, lead_id, values["text"], **given, next_action=action if moved else None, next_due=due)

    return Form(_("Log: {title}").format(title=lead.project), fields, save, _("Written down."), start)


def open_referral(screen: ChamberScreen, lead_id: int) -> None:
    """Ask where to, and write the referral form."""
    from chamber.leads.referral import write_referral
    from tui.files import ask_folder

    ws = workspace(screen)
    ask_folder(screen, _("Folder for the referral form"), lambda target: write_referral(ws, lead_id, target))


def open_reminders(screen: ChamberScreen, lead_id: int) -> None:
    """Ask where to, and write what the lead asks for as a calendar file."""
    from chamber.ics import tasks_ics
    from chamber.leads import clocks
    from tui.files import ask_and_write

    ask_and_write(screen, _("reminders") + ".ics", lambda ws: tasks_ics(ws, clocks.of_lead(ws, lead_id)))


def _now() -> str:
    from chamber import clock

    return clock.stamp()
