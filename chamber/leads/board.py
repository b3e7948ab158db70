"""Leads as cards, a column a stage."""

from __future__ import annotations

from dataclasses import dataclass

from chamber.i18n import language
from chamber.leads.record import Lead
from chamber.leads.stages import Stage, all_stages
from chamber.records import get_many
from chamber.text.money_shown import show_money
from chamber.workspace import Workspace
from db.queries import leads as store


@dataclass(frozen=True, slots=True)
class Card:
    """A lead at a glance; `amount` is text in the active language."""

    lead_id: int
    code: str
    project: str
    investor: str
    owner: str
    amount: str
    next_action: str
    next_due: str


@dataclass(frozen=True, slots=True)
class Column:
    """A stage with how many leads are there and the first of them, the oldest first."""

    stage: Stage
    count: int
    cards: tuple[Card, ...]


def board(ws: Workspace, *, most: int = 100) -> tuple[Column, ...]:
    """Every stage of the path, then the exits, with up to `most` cards each."""
    with ws.read() as reader:
        counts = store.counts_by_stage(reader)
        return tuple(
            Column(
                stage,
                counts.get(stage.name, 0),
                tuple(map(_card, get_many(reader, "lead", store.moving_ids(reader, stage.name, most)))),
            )
            for stage in all_stages(reader)
        )


def _card(lead: Lead) -> Card:
    return Card(
        lead.id,
        lead.code,
        lead.project,
        lead.investor.text,
        lead.owner,
        show_money(lead.amount, language()) if lead.amount else "",
        lead.next_action,
        lead.next_due.text if lead.next_due else "",
    )
