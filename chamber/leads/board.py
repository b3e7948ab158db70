"""Leads as cards, a column a stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chamber.i18n import language
from chamber.leads.record import Lead
from chamber.leads.stages import Stage, all_stages
from chamber.records import get_many
from chamber.text.money import show_money
from chamber.workdays import Due
from chamber.workspace import Reader, Workspace
from db.queries import due as due_store
from db.queries import leads as store
from db.queries.due import Stored


@dataclass(frozen=True, slots=True)
class Card:
    """A lead at a glance; `amount` is text in the active language, `due` the soonest of what it asks for."""

    lead_id: int
    code: str
    project: str
    investor: str
    owner: str
    amount: str
    next_action: str
    due: Due | None


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
                _cards(reader, store.moving_ids(reader, stage.name, most)),
            )
            for stage in all_stages(reader)
        )


def _cards(reader: Reader, ids: Sequence[int]) -> tuple[Card, ...]:
    kept = due_store.of(reader, ids)
    return tuple(_card(lead, kept.get(lead.id)) for lead in get_many(reader, "lead", ids))


def _card(lead: Lead, kept: Stored | None) -> Card:
    day = date.fromisoformat(kept.due_on) if kept and kept.due_on else None
    return Card(
        lead.id,
        lead.code,
        lead.project,
        lead.investor.text,
        lead.owner,
        show_money(lead.amount, language()) if lead.amount else "",
        lead.next_action,
        Due(day, bool(kept and kept.estimated and kept.due_on == kept.duty_on)) if day else None,
    )
