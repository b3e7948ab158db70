"""Keeping a delivery: its rows with the value of every cell as it was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from chamber.deliveries.row_keys import row_key
from chamber.deliveries.sheaf import PART, KeptRow, Sheaf, cells_of
from chamber.i18n import N_
from chamber.progress import Progress, unheard
from chamber.workspace import Reader, Writer
from db.queries import deliveries as store

KEEPING = N_("Writing down what the office gets")


def keep_rows(writer: Writer, delivery_id: int, number: str, rows: Sheaf, progress: Progress = unheard) -> None:
    """Write down the rows of a delivery."""
    writer.hold_little()
    position = 1
    for part in rows.heard(progress, KEEPING).parts():
        positions = range(position, position + len(part))
        position += len(part)
        leads, marks, cells, changes, private = zip(*part.kept(), strict=True)
        writer.insert_columns(
            "delivery_row",
            writer.next_ids("delivery_row", len(part)),
            {
                "delivery_id": [delivery_id] * len(part),
                "position": positions,
                "lead_id": leads,
                "row_key": [row_key(number, at) for at in positions],
                "mark": marks,
                "cells": cells,
                "changes": changes,
                "private": private,
            },
        )


def stored_rows(reader: Reader, delivery_id: int) -> Sheaf:
    """The rows of a delivery as they were made; erased personal cells are empty."""

    def kept() -> Iterator[KeptRow]:
        for row in store.rows_of(reader, delivery_id):
            yield KeptRow(row["lead_id"], row["mark"], row["cells"], row["changes"], row["private"])

    return Sheaf.of_kept(kept())


class SentRow(NamedTuple):
    """A row of a delivery without what it was marked with: its key, its lead, its cells."""

    key: str
    lead_id: int
    cells: Mapping[str, str]


def sent_cells(reader: Reader, delivery_id: int) -> list[SentRow]:
    """The rows of a delivery in order; erased personal cells are empty."""
    found: list[SentRow] = []
    coming = store.cells_of(reader, delivery_id)
    while part := list(islice(coming, PART)):
        for row, cells in zip(part, cells_of([row[2:] for row in part]), strict=True):
            found.append(SentRow(row[0], row[1], cells))
    return found
