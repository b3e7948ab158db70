"""Offices: what each looks after, what it was sent, and the next list for it."""

from __future__ import annotations

from chamber.deliveries.record import Delivery
from chamber.i18n import N_
from chamber.workspace import Workspace
from tui.base import workspace
from tui.consents import open_masked
from tui.deliverywork import ask_known, ask_send, delivery_of
from tui.feedback import start_feedback
from tui.formwork import open_form
from tui.listform import delivery_form
from tui.screens.browse import BrowseScreen


class OfficesScreen(BrowseScreen):
    OFFERS = (*BrowseScreen.OFFERS, "deliver", "mark_sent", "masked", "read_feedback", "known", "sheet")
    SHOWS = ("office", "delivery", "lead", "consent")
    VIEW = "office"
    KEYS = ("name", "kind", "divisions", "rhythm", "deadline", "code")
    TITLE_OF_LIST = N_("Offices")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("deliver", "mark_sent", "masked", "known", "sheet"):
            return bool(self.list.record_id)
        return super().check_action(action, parameters)

    def action_deliver(self) -> None:
        ws, office_id = workspace(self), self.list.record_id
        open_form(self, lambda: delivery_form(ws, office_id))

    def action_masked(self) -> None:
        open_masked(self, self.list.record_id)

    def action_read_feedback(self) -> None:
        start_feedback(self)

    def action_known(self) -> None:
        ask_known(self, self.list.record_id)

    def action_sheet(self) -> None:
        from tui.screens.sheet_template import open_template

        open_template(self, self.list.record_id)

    def action_mark_sent(self) -> None:
        ws, office_id = workspace(self), self.list.record_id
        ask_send(self, lambda: newest_draft(ws, office_id))


def newest_draft(ws: Workspace, office_id: int) -> Delivery:
    """The office's draft. Raises `NotFound`."""
    from chamber.errors import NotFound
    from chamber.offices.service import detail

    drafts = [one.id for one in detail(ws, office_id).deliveries if one.status == "草稿"]
    if not drafts:
        raise NotFound(N_("There is no draft for this office."), hint=N_("F4 makes one."))
    return delivery_of(ws, drafts[0])
