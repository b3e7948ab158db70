"""The plan of an import: what every row of the sheet will become, before anything is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from chamber.i18n import N_
from chamber.importing.cells import CellProblem, Values, kept_as_written
from chamber.importing.links import Links
from chamber.importing.mapping import How, MappedColumn
from chamber.importing.reading import Cell
from chamber.importing.reading.tables.model import Line, Record
from chamber.importing.targets import Target
from chamber.kept_texts import RAW
from chamber.text.values import Problem

_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)


class Ending(StrEnum):
    """How a row ends. Every row has exactly one."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


ENDING_LABELS: Mapping[Ending, str] = {
    Ending.CREATED: N_("will be created"),
    Ending.UPDATED: N_("will be updated"),
    Ending.UNCHANGED: N_("unchanged"),
    Ending.DUPLICATE: N_("duplicate"),
    Ending.REJECTED: N_("rejected"),
}


class Mode(StrEnum):
    """add: only new records; update: overwrite what the sheet gives; fill: only what is blank so far."""

    ADD = "add"
    UPDATE = "update"
    FILL = "fill"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on a possible duplicate: `same` as the record with `id` or as the earlier row at place `row` of the
    plan, `different`, or to look at `later`."""

    word: str
    id: int = 0
    row: int | None = None


SAME, DIFFERENT, LATER = "same", "different", "later"


@dataclass(slots=True)
class PlanRow:
    """One row of the sheet: how it ends, why, and what it was matched with.

    `match` is the id of the record of ours it is about, `changes` the paths that will change in it, `contact` the id of the
    contact of that enterprise whom the row names; `twin` the place in the plan of the earlier row it repeats; `near` ids of records with the same name that nothing else ties to it,
    `namesake` the place of such an earlier row.
    """

    sheet: str
    number: int
    ending: Ending = Ending.CREATED
    reasons: tuple[Problem, ...] = ()
    match: int | None = None
    twin: int | None = None
    near: tuple[int, ...] = ()
    namesake: int | None = None
    changes: tuple[str, ...] = ()
    contact: int | None = None

    @property
    def asks(self) -> bool:
        """Whether it may be a duplicate and nobody has said so or otherwise."""
        return any(reason.code == "possible_duplicate" for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Source:
    """The file: its name, what it is, its digest, and the sheets that are imported."""

    name: str
    format: str
    encoding: str
    sha256: str
    sheets: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edits:
    """What a person has changed in the preview: cells by (row, column), rows left out, decisions by row."""

    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()
    decisions: Mapping[int, Decision] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """Everything an import would do. Changed by the functions of `chamber.importing.editing`, which give a new plan.

    `records` are the rows as read (with edits), `values` what they say by field, `rows` how they end. `basis` is the
    newest action of the journal when rows were matched. `offered` are the lists of the file by name, and whether they are read. `lines` are the rows that are no record, with their sheets. Of several tables of one layout `columns` are those of the first;
    `blocks` says for each row which table it is from, `letters` for each table where those columns are in it. `again` is the action that imported this very file before.
    `asked` remembers for (basis, name of a company) the enterprises whose names may mean the same.
    """

    source: Source
    target: Target
    mode: Mode
    event: int | None
    columns: tuple[MappedColumn, ...]
    header_rows: tuple[int, ...]
    records: Sequence[Record]
    sheets: Sequence[str]
    values: Values
    rows: Sequence[PlanRow]
    links: Links
    edits: Edits = Edits()
    proposed: tuple[MappedColumn, ...] = ()
    left_aside: tuple[str, ...] = ()
    offered: tuple[tuple[str, bool], ...] = ()
    lines: Sequence[tuple[str, Line]] = ()
    blocks: Sequence[int] = ()
    letters: tuple[Mapping[str, str], ...] = ()
    basis: int = 0
    again: int | None = None
    asked: dict[tuple[int, str], tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def counts(self) -> Mapping[Ending, int]:
        """How many rows end how; all five, adding up to the rows."""
        counted = Counter(row.ending for row in self.rows)
        return {ending: counted.get(ending, 0) for ending in Ending}

    def row_name(self, row: int) -> str:
        """What a row is called: its number in the sheet, of several sheets with the sheet's name."""
        number = self.records[row].row
        return f"{self.sheets[row]} {number}" if len(self.source.sheets) > 1 else str(number)

    def letter_at(self, row: int, letter: str) -> str:
        """The letter a column has in the table a row is from."""
        return self.letters[self.blocks[row]].get(letter, letter) if self.letters else letter

    def cell_at(self, row: int, letter: str) -> str:
        """A cell of a row as the spreadsheet calls it (D7), by the letter of its column."""
        here = self.letter_at(row, letter)
        below = next((column.below for column in self.columns if column.letter == letter), 0)
        return here if below is None else f"{here.rstrip('0123456789')}{self.rows[row].number + below}"

    @property
    def writes(self) -> int:
        """How many rows change the database."""
        return self.counts[Ending.CREATED] + self.counts[Ending.UPDATED]

    @cached_property
    def problems(self) -> Mapping[int, tuple[CellProblem, ...]]:
        """Row → the problems of its cells."""
        found: dict[int, list[CellProblem]] = {}
        for problem in self.values.problems:
            found.setdefault(problem.row, []).append(problem)
        return {row: tuple(problems) for row, problems in found.items()}

    @property
    def guessed(self) -> tuple[MappedColumn, ...]:
        """The columns whose field was told by their values alone."""
        return tuple(
            column for column in self.columns if column.how is How.VALUES and not column.letter.startswith("§")
        )

    @property
    def unmapped(self) -> tuple[MappedColumn, ...]:
        """The columns that are only kept as written."""
        return tuple(column for column in self.columns if not column.field and not column.ordinal and column.example)

    @property
    def missing(self) -> tuple[str, ...]:
        """Required fields that no column gives, and nothing else tells."""
        held = {path for column in self.columns for path in column.paths}
        return tuple(
            path for path in self.target.required if path not in held and not any(self.values.columns.get(path, ()))
        )

    @cached_property
    def _keeps(self) -> bool:
        """Whether any column has no field, so that its cells are kept as written."""
        return any(not column.field and not column.ordinal for column in self.columns)

    def extra_of(self, row: int) -> dict[str, Any]:
        """What a row says beyond its fields: unmapped columns by title, unreadable cells under `_raw`."""
        kept: dict[str, Any] = dict(kept_as_written(self.records[row], self.columns)) if self._keeps else {}
        if len(self.source.sheets) > 1 and not _UNNAMED.fullmatch(self.sheets[row]):
            kept.setdefault("工作表", self.sheets[row])
        raw = self.values.raw.get(row)
        if raw:
            kept[RAW] = dict(raw)
        return kept

    def with_(self, **changes: Any) -> Plan:
        """The plan with parts replaced (and nothing cached of the old)."""
        return replace(self, **changes)
