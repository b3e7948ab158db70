"""`chamber lead fund|verify|merge|handover|pass-on|attach|files|referral|first`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamber.cli.base import Group, Session, argument, command, json_option, option, pass_session
from chamber.cli.fields import read_values
from chamber.cli.files import add_file_verbs
from chamber.cli.later import later
from chamber.cli.output import data, done, emit, show_table
from chamber.cli.records import find_id
from chamber.errors import Invalid
from chamber.i18n import N_, _

if TYPE_CHECKING:
    from chamber.leads import funding, joining
else:
    funding = later("chamber.leads.funding")
    joining = later("chamber.leads.joining")


def add_to(lead: Group) -> None:
    """Give the noun `lead` its further verbs."""
    for one in (fund, verify, merge, handover, pass_on):
        lead.add_command(one)
    add_file_verbs(lead, "lead", N_("Keep where a contract or another file lies"))
    lead.add_command(referral)
    lead.add_command(first)


@command(N_("Note funds in place of a month"), "fund")
@argument("which", metavar="CODE")
@argument("month")
@argument("amount")
@option("--evidence", metavar="TEXT", default="", help=N_("The voucher"))
@option("--verified", is_flag=True, help=N_("The voucher was seen"))
@json_option
@pass_session
def fund(session: Session, which: str, month: str, amount: str, evidence: str, verified: bool, as_json: bool) -> None:
    ws = session.ws
    lead_id = find_id(ws, "lead", which)
    with ws.read() as reader:
        values = read_values(ws, reader, "fund", {"month": month, "amount": amount}, quiet=as_json)
    if not values["month"] or not values["amount"]:
        raise Invalid({"amount": _("A month and an amount are needed.")})
    outcome = funding.add_funds(ws, lead_id, values["month"], values["amount"], evidence=evidence, verified=verified)
    done(outcome, _("Funds noted for {code}").format(code=outcome.code), as_json)


@command(N_("Mark the funds of a month as verified"), "verify")
@argument("which", metavar="CODE")
@argument("month")
@option("--evidence", metavar="TEXT", default="", help=N_("The voucher"))
@json_option
@pass_session
def verify(session: Session, which: str, month: str, evidence: str, as_json: bool) -> None:
    ws = session.ws
    lead_id = find_id(ws, "lead", which)
    with ws.read() as reader:
        when = read_values(ws, reader, "fund", {"month": month}, quiet=as_json)["month"]
    if not when:
        raise Invalid({"month": _("A month is needed.")})
    outcome = funding.verify_funds(ws, lead_id, when, evidence)
    done(outcome, _("Funds of {code} are verified").format(code=outcome.code), as_json)


@command(N_("Make one lead of two: the second goes into the first"), "merge")
@argument("keep", metavar="KEEP")
@argument("drop", metavar="DROP")
@option("--note", metavar="TEXT", default="", help=N_("Why"))
@json_option
@pass_session
def merge(session: Session, keep: str, drop: str, note: str, as_json: bool) -> None:
    ws = session.ws
    outcome = joining.merge(ws, find_id(ws, "lead", keep), find_id(ws, "lead", drop), note=note)
    done(outcome, _("{drop} is now part of {keep}").format(drop=drop, keep=outcome.code), as_json)


@command(N_("Give a lead to another owner"), "handover")
@argument("which", metavar="CODE")
@argument("owner")
@option("--unit", metavar="TEXT", default="", help=N_("The unit that leads from now on"))
@option("--note", metavar="TEXT", default="", help=N_("Why"))
@json_option
@pass_session
def handover(session: Session, which: str, owner: str, unit: str, note: str, as_json: bool) -> None:
    outcome = joining.hand_over(session.ws, find_id(session.ws, "lead", which), owner, reason=note, unit=unit)
    done(outcome, _("{code} is now with {owner}").format(code=outcome.code, owner=owner), as_json)


@command(N_("Let another place have a lead (流转外地)"), "pass-on")
@argument("which", metavar="CODE")
@argument("place")
@option("--note", metavar="TEXT", default="", help=N_("Why"))
@json_option
@pass_session
def pass_on(session: Session, which: str, place: str, note: str, as_json: bool) -> None:
    outcome = joining.pass_on(session.ws, find_id(session.ws, "lead", which), place, reason=note)
    done(outcome, _("{code} goes to {place}").format(code=outcome.code, place=place), as_json)


@command(N_("Write the referral form (引荐登记单, docx): who reported it first, to print and sign"), "referral")
@argument("which", metavar="CODE")
@option(
    "-o",
    "--output",
    "path",
    metavar="PATH",
    type=click.Path(path_type=Path),
    required=True,
    help=N_("File or folder to write to"),
)
@json_option
@pass_session
def referral(session: Session, which: str, path: Path, as_json: bool) -> None:
    from chamber.leads.referral import write_referral

    written = write_referral(session.ws, find_id(session.ws, "lead", which), path)
    if as_json:
        emit({"path": str(written)})
    else:
        data(str(written))


@command(N_("Who reported it first: every report of the same investor and project, the first one first"), "first")
@argument("which", metavar="CODE")
@json_option
@pass_session
def first(session: Session, which: str, as_json: bool) -> None:
    from chamber.leads.first_report import earlier
    from chamber.records import get

    ws = session.ws
    with ws.read() as reader:
        lead = get(reader, "lead", find_id(ws, "lead", which))
        found = earlier(ws, reader, {"investor": lead.investor, "project": lead.project})
    if as_json:
        names = ("code", "on", "by", "event", "introducer", "filed_at", "action", "seal")
        emit([{name: getattr(one, name) for name in names} for one in found])
        return
    rows = [(one.code, one.on, one.by, one.event, one.introducer) for one in found]
    titles = [_("Lead number"), _("First reported on"), _("Reported by"), _("Source event"), _("Introducer")]
    show_table(titles, rows)
