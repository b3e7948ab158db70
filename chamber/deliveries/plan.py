"""What a returned sheet would do: cells to take, conflicts to decide, rows that are no lead of ours, rows that are missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from chamber.deliveries.layout import TITLES_EN
from chamber.deliveries.merge import Verdict
from chamber.deliveries.record import VOID, Delivery
from chamber.i18n import N_, language
from chamber.offices.record import Office

THEIRS, OURS = "theirs", "ours"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that differs: what was sent, what came back, what we have. `take` is a person's decision.

    `number` is the delivery the row was sent with, `heard` the marks under which the answer, or each of several, is remembered.
    """

    row: int
    lead_id: int
    code: str
    project: str
    field: str
    title: str
    sent: str
    theirs: str
    ours: str
    verdict: Verdict
    number: str = ""
    heard: tuple[str, ...] = ()
    take: str = ""

    @property
    def called(self) -> str:
        """The title of the column in the active language."""
        return self.title if language() == "zh" else TITLES_EN.get(self.field, self.title)

    @property
    def conflict(self) -> bool:
        return self.verdict is Verdict.BOTH

    @property
    def taken(self) -> bool:
        """Whether their text will be written: their changes unless we keep ours, conflicts only when decided so."""
        return self.take == THEIRS or (self.verdict is Verdict.THEIRS and self.take != OURS)

    def to_json(self) -> dict[str, Any]:
        return {
            "row": self.row,
            "code": self.code,
            "project": self.project,
            "field": self.field,
            "sent": self.sent,
            "theirs": self.theirs,
            "ours": self.ours,
        }


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that is no lead of ours yet, or that can't be told: cells by column key, and why. `wanted`: file it."""

    row: int
    cells: Mapping[str, str]
    reason: str
    wanted: bool = False

    @property
    def can_be_filed(self) -> bool:
        return bool(self.cells.get("project", "").strip() and self.cells.get("investor", "").strip())

    def to_json(self) -> dict[str, Any]:
        return {"row": self.row, "reason": self.reason, **{key: text for key, text in self.cells.items() if text}}


class MatchedRow(NamedTuple):
    """A row that came back and the lead it is."""

    row: int
    lead_id: int
    code: str
    project: str


VOIDED = N_("This list was voided ({reason}): look whether its answers still hold.")
LEFT_ASIDE = N_("Row {row}, {column}: {value} is left aside: contact data is not taken from a returned sheet.")
OLDER = N_("An older list; {number} was sent since. It is compared with what it said.")
DRAFT = N_("This list is a draft: it was never marked as sent. Did the office get it?")
MARK_SENT = N_("It was sent: mark it so, then write")
LEAVE_DRAFT = N_("Write only; the next list tells the same again")


@dataclass(frozen=True, slots=True)
class FeedbackPlan:
    """What a returned sheet would do. Conflicts without a decision are left as they are and listed.

    `others` are cells that we changed and they did not, or both alike; `filed` rows that are leads by now (code);
    `newer` is the number of the last list, when that was sent after this one; `left_aside` what was written into columns of contact data (row, title, text).
    """

    path: str
    sha256: str
    delivery: Delivery
    office: Office
    updates: tuple[CellChange, ...]
    conflicts: tuple[CellChange, ...]
    others: tuple[CellChange, ...]
    rows: tuple[MatchedRow, ...]
    not_returned: tuple[tuple[str, str], ...]
    candidates: tuple[Candidate, ...]
    filed: tuple[tuple[int, str], ...]
    unchanged: int
    columns: Mapping[str, str]
    unknown_columns: tuple[str, ...]
    left_aside: tuple[tuple[int, str, str], ...]
    seen_before: bool
    newer: str = ""

    @property
    def is_voided(self) -> bool:
        """Whether the list was voided since: what the office answers may be about what it should not have had."""
        return self.delivery.status == VOID

    @property
    def is_draft(self) -> bool:
        """Whether the list was never marked as sent, so that for us the office does not know it yet."""
        return self.delivery.status == "草稿"

    def decide(self, take: str) -> FeedbackPlan:
        """The plan with every open conflict decided 'ours' or 'theirs'."""
        return replace(self, conflicts=tuple(replace(one, take=one.take or take) for one in self.conflicts))

    def decide_cells(self, lead_id: int, take: str, field: str = "") -> FeedbackPlan:
        """The plan with the differing cells of a lead decided, or just the one of `field`; '' decides nothing again."""

        def decided(one: CellChange) -> CellChange:
            meant = one.lead_id == lead_id and field in ("", one.field)
            return replace(one, take=take) if meant else one

        return replace(
            self,
            updates=tuple(decided(one) for one in self.updates),
            conflicts=tuple(decided(one) for one in self.conflicts),
        )

    def want(self, wanted: bool, row: int | None = None) -> FeedbackPlan:
        """The plan with the candidates (or the one of this row) filed as new leads, or left."""
        changed = tuple(
            replace(one, wanted=wanted and one.can_be_filed) if row in (None, one.row) else one
            for one in self.candidates
        )
        return replace(self, candidates=changed)

    @property
    def open_conflicts(self) -> tuple[CellChange, ...]:
        return tuple(one for one in self.conflicts if not one.take)

    @property
    def taken(self) -> tuple[CellChange, ...]:
        """The cells that will be written."""
        return tuple(one for one in (*self.updates, *self.conflicts) if one.taken)

    @property
    def wanted(self) -> tuple[Candidate, ...]:
        return tuple(one for one in self.candidates if one.wanted)

    def to_json(self, action: int | None = None) -> dict[str, Any]:
        return {
            "delivery": self.delivery.number,
            "office": self.office.name,
            "status": self.delivery.status,
            "updates": len(self.taken),
            "conflicts": len(self.open_conflicts),
            "not_returned": len(self.not_returned),
            "candidates": len(self.candidates),
            "unchanged": self.unchanged,
            "mapping": dict(self.columns),
            "details": {
                "updates": [one.to_json() for one in self.updates],
                "conflicts": [one.to_json() | {"take": one.take} for one in self.conflicts],
                "not_returned": [{"code": code, "project": project} for code, project in self.not_returned],
                "candidates": [one.to_json() for one in self.candidates],
                "filed": [{"row": row, "code": code} for row, code in self.filed],
                "left_aside": [{"row": row, "column": title, "value": text} for row, title, text in self.left_aside],
            },
            "action": action,
        }
