"""`chamber lead`: what comes of it all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from chamber.cli.base import Command, Option, Session, argument, group, json_option, option, pass_session
from chamber.cli.commands import lead_clocks, lead_office, lead_work
from chamber.cli.fields import given_texts, options_of, read_day, read_full_day, read_values, set_option
from chamber.cli.later import later
from chamber.cli.output import data, done, emit, show_table
from chamber.cli.records import Noun, add_verbs, find_id
from chamber.cli.related import show_related
from chamber.entity import entity_of
from chamber.i18n import N_, _, language, listed
from chamber.leads.record import STAGES

if TYPE_CHECKING:
    from chamber.events import service as events
    from chamber.leads import service
    from chamber.workspace import Workspace
else:
    events = later("chamber.events.service")
    service = later("chamber.leads.service")


@group(N_("Leads: advance, log, what is due"))
def lead() -> None:
    pass


def _document(ws: Workspace, lead_id: int) -> dict[str, Any]:
    found = service.detail(ws, lead_id)
    document: dict[str, Any] = entity_of("lead").to_json(found.lead)
    return document | {
        "history": [
            {"from_stage": step.from_stage, "stage": step.to_stage, "on": step.on, "by": step.by, "note": step.note}
            for step in found.history
        ],
        "log": [entity_of("activity").to_json(entry, ("at", "how", "author", "text")) for entry in found.log],
        "funds": [entity_of("fund").to_json(fund, ("month", "amount", "evidence", "verified")) for fund in found.funds],
        "moves": [stage.name for stage in found.moves],
    }


def _more(ws: Workspace, lead_id: int) -> None:
    found = service.detail(ws, lead_id)
    lang = language()
    data("")
    rows = [(step.on, _stage(step.to_stage, lang), step.by, step.note) for step in found.history]
    show_table([_("Since"), _("Stage"), _("By"), _("Reason or note")], rows)
    show_related("activity", found.log, ("at", "how", "author", "text"))
    show_related("fund", found.funds, ("month", "amount", "evidence"))
    data("")
    data(_("It can go to: {names}").format(names=listed(stage.shown(lang) for stage in found.moves) or "-"))


def _stage(name: str, lang: str) -> str:
    return STAGES.get(name, name) if lang == "en" else name


add_verbs(lead, Noun("lead", "lead", document=_document, more=_more))


@lead.command("advance", help=N_("Move a lead to another stage; leaving the path needs --note"))
@argument("which", metavar="CODE")
@argument("stage")
@option("--on", metavar="DATE", help=N_("On which day (today)"))
@option("--note", metavar="TEXT", default="", help=N_("Why, or what was agreed"))
@json_option
@pass_session
def advance(session: Session, which: str, stage: str, on: str | None, note: str, as_json: bool) -> None:
    day = read_full_day(session.ws, on) if on else None
    lead_id = find_id(session.ws, "lead", which)
    outcome = service.advance(session.ws, lead_id, stage, on=day, note=note)
    _say_stage(session, lead_id, outcome, as_json)


@lead.command("reopen", help=N_("Bring back a lead that had left the path"))
@argument("which", metavar="CODE")
@option("--on", metavar="DATE", help=N_("On which day (today)"))
@option("--note", metavar="TEXT", default="", help=N_("Why, or what was agreed"))
@json_option
@pass_session
def reopen(session: Session, which: str, on: str | None, note: str, as_json: bool) -> None:
    day = read_full_day(session.ws, on) if on else None
    lead_id = find_id(session.ws, "lead", which)
    _say_stage(session, lead_id, service.reopen(session.ws, lead_id, on=day, note=note), as_json)


def _say_stage(session: Session, lead_id: int, outcome: Any, as_json: bool) -> None:
    found = service.detail(session.ws, lead_id).lead
    if as_json:
        emit({"code": found.code, "stage": found.stage, "action": outcome.action})
        return
    done(outcome, _("{code} is now at {stage}").format(code=found.code, stage=_stage(found.stage, language())), False)


@lead.command("log", help=N_("Write down what was done about a lead"))
@argument("which", metavar="CODE")
@argument("text")
@option("--how", metavar="WAY", default="", help=N_("来访, 拜访, 电话, 微信, 会议 or 考察"))
@option("--at", metavar="TIME", default="", help=N_("When (now)"))
@option(
    "--as", "purpose", metavar="DUTY", default="", help=N_("What it settles: 回应, 反馈引荐人, 进展报告, 无进展说明")
)
@option("--next", "next_action", metavar="TEXT", help=N_("What comes next"))
@option("--due", metavar="DATE", help=N_("By when"))
@json_option
@pass_session
def log(
    session: Session,
    which: str,
    text: str,
    how: str,
    at: str,
    purpose: str,
    next_action: str | None,
    due: str | None,
    as_json: bool,
) -> None:
    ws = session.ws
    lead_id = find_id(ws, "lead", which)
    with ws.read() as reader:
        told = {"how": how or "电话", "purpose": purpose} | ({"at": at} if at else {})
        values = read_values(ws, reader, "activity", told, quiet=as_json)
    outcome = service.log(
        ws,
        lead_id,
        text,
        how=values["how"],
        at=values.get("at", ""),
        purpose=values["purpose"],
        next_action=next_action,
        next_due=read_day(ws, due) if due else None,
    )
    done(outcome, _("Logged on {code}").format(code=outcome.code), as_json)


@lead.command("next", help=N_("Say what comes next and by when"))
@argument("which", metavar="CODE")
@argument("text")
@option("--due", metavar="DATE", help=N_("By when"))
@json_option
@pass_session
def plan(session: Session, which: str, text: str, due: str | None, as_json: bool) -> None:
    lead_id = find_id(session.ws, "lead", which)
    outcome = service.plan_next(session.ws, lead_id, text, read_day(session.ws, due) if due else None)
    done(outcome, _("Next step of {code}: {text}").format(code=outcome.code, text=text), as_json)


@lead.command("stages", help=N_("The stages with how many leads are in each"))
@json_option
@pass_session
def stages(session: Session, as_json: bool) -> None:
    found = service.funnel(session.ws)
    if as_json:
        emit([{"stage": stage.name, "exit": stage.is_exit, "leads": count} for stage, count in found])
        return
    lang = language()
    show_table([_("Stage"), _("Leads")], [(stage.shown(lang), str(count)) for stage, count in found], ["left", "right"])


def _capture() -> Command:
    def run(which: str, guest: str, assigned: tuple[str, ...], as_json: bool, **given: Any) -> None:
        session = click.get_current_context().find_object(Session)
        if session is None:
            return
        ws = session.ws
        attendance_id = events.one_guest(ws, find_id(ws, "event", which), guest).id
        texts = given_texts("lead", given, assigned)
        with ws.read() as reader:
            values = read_values(ws, reader, "lead", texts, quiet=as_json)
        outcome = events.capture_lead(ws, attendance_id, values)
        done(outcome, _("Filed: {what} {code}").format(what=_("Lead"), code=outcome.code), as_json)

    parameters: list[click.Parameter] = [
        click.Argument(["which"], metavar="EVENT"),
        click.Argument(["guest"]),
        *options_of("lead", leave_out=("event",)),
        set_option(),
        Option(["--json", "as_json"], is_flag=True, help=N_("One JSON document on stdout")),
    ]
    return Command("capture", params=parameters, callback=run, help=N_("Make a lead from a guest of an event"))


lead.add_command(_capture())
lead_clocks.add_to(lead)
lead_office.add_to(lead)
lead_work.add_to(lead)
