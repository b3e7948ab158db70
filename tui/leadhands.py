"""A lead in other hands: funds in place, merging, handing over, passing on, coming back."""

from __future__ import annotations

from typing import Any

from chamber import records
from chamber.entity import entity_of
from chamber.errors import Invalid, NotFound
from chamber.fields import Field, Link, Text
from chamber.i18n import N_, _
from chamber.leads import funding, joining, service
from chamber.leads.record import Lead
from chamber.outcome import Outcome
from chamber.text.values import PartialDate
from chamber.workspace import Workspace
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.dialogs.choose import Choose
from tui.forms import Form, shown, told
from tui.formwork import open_form

_NOTE = Field("note", Text(multiline=True), N_("Why"))
_REASON = Field("note", Text(multiline=True), N_("Why"), required=True)


def open_fund(screen: ChamberScreen, lead_id: int) -> None:
    """Ask for the month, the amount and the voucher."""
    ws = workspace(screen)
    open_form(screen, lambda: _fund_form(ws, lead_id))


def _fund_form(ws: Workspace, lead_id: int) -> Form:
    lead = _lead(ws, lead_id)
    described = entity_of("fund")
    fields = tuple(described.field(name) for name in ("month", "amount", "evidence", "verified"))

    def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
        given = {name: values[name] for name in ("evidence", "verified") if name in values}
        return funding.add_funds(ws, lead_id, values["month"], values["amount"], **given)

    title = _("Funds in place: {title}").format(title=lead.project)
    return Form(title, fields, save, _("Funds noted:"), {"month": ws.today.isoformat()[:7]})


def open_verify(screen: ChamberScreen, lead_id: int) -> None:
    """Choose a month whose funds are only claimed, and mark them as verified."""
    ws, described = workspace(screen), entity_of("fund")

    def read() -> list[tuple[str, str]]:
        found = service.detail(ws, lead_id)
        claimed = [one for one in found.funds if not one.verified and one.month]
        if not claimed:
            raise NotFound(N_("{code} has no funds to verify."), code=found.lead.code)
        return [
            (one.month.text, "  ".join((one.month.text, shown(described.field("amount"), one.amount), one.evidence)))
            for one in claimed
            if one.month
        ]

    def verify(month: str | None) -> None:
        if month:
            work = lambda: funding.verify_funds(ws, lead_id, PartialDate(month))  # noqa: E731
            background(screen, work, _teller(screen, _("Funds verified:")), group="funds")

    def ask(options: list[tuple[str, str]]) -> None:
        screen.app.push_screen(Choose(_("Whose voucher was seen?"), options), verify)

    background(screen, read, ask, group="funds")


def open_merge(screen: ChamberScreen, lead_id: int) -> None:
    """Ask which lead this one goes into (并入他项)."""
    ws = workspace(screen)

    def make() -> Form:
        lead = _lead(ws, lead_id)
        into = Field("keep", Link("lead"), N_("Goes into"), required=True)

        def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
            keep = values["keep"]
            if not keep.id:
                raise Invalid({"keep": _("There is no such lead.")})
            return joining.merge(ws, keep.id, lead_id, note=values.get("note", ""))

        title = _("Merge {title} into another lead").format(title=lead.project)
        return Form(title, (into, _NOTE), save, _("Merged into:"))

    open_form(screen, make)


def open_hand_over(screen: ChamberScreen, lead_id: int) -> None:
    """Ask who takes it over."""
    ws = workspace(screen)

    def make() -> Form:
        lead = _lead(ws, lead_id)
        fields = (
            Field("owner", Text(), N_("New owner"), required=True),
            Field("unit", Text(), N_("Lead unit")),
            _NOTE,
        )

        def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
            reason, unit = values.get("note", ""), values.get("unit", "")
            return joining.hand_over(ws, lead_id, values["owner"], reason=reason, unit=unit)

        before = lead.owner or _("nobody")
        title = _("Hand over {title} (now with {owner})").format(title=lead.project, owner=before)
        return Form(title, fields, save, _("Handed over:"))

    open_form(screen, make)


def open_pass_on(screen: ChamberScreen, lead_id: int) -> None:
    """Ask which place gets it (流转外地), and why."""
    ws = workspace(screen)

    def make() -> Form:
        lead = _lead(ws, lead_id)
        place = Field("place", Text(), N_("To which place"), required=True)

        def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
            return joining.pass_on(ws, lead_id, values["place"], reason=values["note"])

        title = _("Pass {title} on to another place").format(title=lead.project)
        return Form(title, (place, _REASON), save, _("Passed on:"))

    open_form(screen, make)


def reopen(screen: ChamberScreen, lead_id: int) -> None:
    """Bring a lead that left back to the stage it left from."""
    ws = workspace(screen)
    background(screen, lambda: service.reopen(ws, lead_id), _teller(screen, _("Back on the path:")), group="reopen")


def _teller(screen: ChamberScreen, said: str) -> Any:
    return lambda outcome: chamber_app(screen).tell_done(told(said, outcome.code), outcome)


def _lead(ws: Workspace, lead_id: int) -> Lead:
    with ws.read() as reader:
        lead: Lead = records.get(reader, "lead", lead_id)
    return lead
