"""A member as one form: the enterprise and its membership; joining, staying and leaving."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from chamber.entity import entity_of
from chamber.fields import Field
from chamber.i18n import N_, _
from chamber.members import service
from chamber.outcome import Outcome
from chamber.workspace import Workspace
from tui import forms
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.forms import Form, Values, shown

_GROUP = N_("Membership")


def membership_fields() -> tuple[Field, ...]:
    """The fields of a membership as a section of the member's form; none of them has the name of an enterprise's."""
    return tuple(dataclasses.replace(one, group=_GROUP, required=False) for one in entity_of("membership").editable)


def new_member_form() -> Form:
    """A new enterprise with its membership; a number left blank is given."""
    form = forms.new_record("enterprise", save=lambda ws, values: service.admit(ws, *_parted(values)))
    start = {one.name: shown(one, one.default) for one in membership_fields() if not one.kind.is_empty(one.default)}
    return dataclasses.replace(form, fields=(*form.fields, *membership_fields()), start={**form.start, **start})


def change_member_form(ws: Workspace, enterprise_id: int) -> Form:
    """An enterprise as it is, with its membership if it has one. Raises `NotFound`."""
    form = forms.change_record(
        ws,
        "enterprise",
        enterprise_id,
        save=lambda ws, values: service.edit_member(ws, enterprise_id, *_parted(values)),
    )
    known = service.detail(ws, enterprise_id).membership
    if known is None:
        return form
    start = {one.name: shown(one, getattr(known, one.name)) for one in membership_fields()}
    return dataclasses.replace(form, fields=(*form.fields, *membership_fields()), start={**form.start, **start})


def _parted(values: Values) -> tuple[Values, Values]:
    names = {one.name for one in membership_fields()}
    enterprise = {name: value for name, value in values.items() if name not in names}
    return enterprise, {name: value for name, value in values.items() if name in names}


_MOVES: dict[str, tuple[Callable[[Workspace, int], Outcome], str]] = {
    "enrol": (service.enrol, N_("Now a member: {number}")),
    "renew": (service.renew, N_("In good standing again: {number}")),
    "leave": (service.leave, N_("Has left: {number}")),
}


def change_membership(screen: ChamberScreen, enterprise_id: int, how: str) -> None:
    """Enrol, renew or let go, by name."""
    ws, (act, said) = workspace(screen), _MOVES[how]

    def tell(outcome: Outcome) -> None:
        chamber_app(screen).tell_done(_(said).format(number=outcome.code), outcome)

    background(screen, lambda: act(ws, enterprise_id), tell, group="membership")
