"""The questions an import may have. The command line, the preview and tests each answer in their own way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from chamber.importing.mapping import MappedColumn
from chamber.importing.plan import LATER, Decision

if TYPE_CHECKING:
    from chamber.importing.plan import Plan
    from chamber.importing.reading.tables.model import Table


class Questions(Protocol):
    """What the importer asks. None of these may write anything."""

    def choose_sheet(self, tables: Sequence[Table], likely: Sequence[int]) -> Sequence[int]:
        """Which tables of the workbook to import (places in `tables`); `likely` is what the importer would take."""
        ...

    def map_columns(self, columns: Sequence[MappedColumn], table: Table) -> Sequence[MappedColumn]:
        """The mapping to use; `columns` is what the importer proposes."""
        ...

    def decide_duplicate(self, plan: Plan, row: int) -> Decision:
        """What a row is that has the name of a record of ours and no key of its own."""
        ...

    def confirm(self, plan: Plan) -> bool:
        """Whether to write the plan."""
        ...


class Defaults:
    """The safe answers: the likely sheets, the proposed mapping, possible duplicates later, and go ahead."""

    def choose_sheet(self, tables: Sequence[Table], likely: Sequence[int]) -> Sequence[int]:
        return likely

    def map_columns(self, columns: Sequence[MappedColumn], table: Table) -> Sequence[MappedColumn]:
        return columns

    def decide_duplicate(self, plan: Plan, row: int) -> Decision:
        return Decision(LATER)

    def confirm(self, plan: Plan) -> bool:
        return True
