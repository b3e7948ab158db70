"""A record with its history, as the full view shows it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from chamber import clock
from chamber.i18n import _
from chamber.workspace import Workspace
from tui.cards import Card, Line, Section, card


def full_card(ws: Workspace, entity: str, record_id: int) -> Card:
    """The card and, last, what was changed when and by whom. Raises `NotFound`."""
    found = card(ws, entity, record_id)
    lines = tuple(history_lines(ws, entity, record_id))
    return dataclasses.replace(found, sections=(*found.sections, Section(_("History"), lines))) if lines else found


def history_lines(ws: Workspace, entity: str, record_id: int) -> Iterator[Line]:
    """Newest first: when, who, what, and each field's value before and after."""
    from chamber.history.service import history

    for change in history(ws, entity, record_id):
        when = clock.to_the_minute(change.at)
        fields = (
            [f"{one.label}: {one.old or '-'} > {one.new or '-'}" for one in change.fields]
            if change.what == "changed"
            else []
        )
        yield Line("  ".join((change.user, change.label, *fields)), mark=when)
