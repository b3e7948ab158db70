"""A delivery: what it counted, and everything that can happen to it after it was made."""

from __future__ import annotations

from chamber.deliveries.record import SENT, Delivery
from tui import deliverywork
from tui.base import background, workspace
from tui.cards import Card
from tui.feedback import start_feedback
from tui.formwork import open_form
from tui.reading import full_card
from tui.screens.record import RecordScreen

_ALLOWED = {
    "mark_sent": ("草稿",),
    "receipt": ("已发送",),
    "correct": SENT,
    "void_delivery": ("草稿", *SENT),
    "read_feedback": SENT,
}
"""Command → the statuses it is for."""


class DeliveryScreen(RecordScreen):
    OFFERS = (
        *RecordScreen.OFFERS,
        "mark_sent",
        "receipt",
        "open_cells",
        "read_feedback",
        "recreate",
        "correct",
        "void_delivery",
    )
    _status = ""
    _office = 0

    def reload(self) -> None:
        ws, delivery_id = workspace(self), self.record_id

        def read() -> tuple[Delivery, Card]:
            return deliverywork.delivery_of(ws, delivery_id), full_card(ws, self.entity, delivery_id)

        background(self, read, self._read, group="card", failed=self._gone)

    def _read(self, found: tuple[Delivery, Card]) -> None:
        one, card = found
        self._status, self._office = one.status, (one.office.id if one.office else None) or 0
        self._show(card)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _ALLOWED:
            return self._status in _ALLOWED[action]
        if action in ("open_cells", "recreate"):
            return self.card is not None
        return super().check_action(action, parameters)

    def action_mark_sent(self) -> None:
        ws, delivery_id = workspace(self), self.record_id
        deliverywork.ask_send(self, lambda: deliverywork.delivery_of(ws, delivery_id))

    def action_receipt(self) -> None:
        deliverywork.open_receipt(self, self.record_id)

    def action_open_cells(self) -> None:
        deliverywork.open_cells(self, self.record_id)

    def action_read_feedback(self) -> None:
        start_feedback(self)

    def action_recreate(self) -> None:
        deliverywork.ask_recreate(self, self.record_id)

    def action_void_delivery(self) -> None:
        deliverywork.ask_void(self, self.record_id)

    def action_correct(self) -> None:
        from tui.listform import delivery_form

        ws, office_id, delivery_id = workspace(self), self._office, self.record_id
        open_form(self, lambda: delivery_form(ws, office_id, delivery_id))
