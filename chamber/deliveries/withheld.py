"""What a liaison officer reads of lists that left long ago: contact data only while the office may still have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chamber.deliveries.cells import CellMaker
from chamber.deliveries.delta import SheetRow, hidden_today, names_given
from chamber.deliveries.drafting import permits_for
from chamber.deliveries.keeping import stored_rows
from chamber.deliveries.layout import PERSONAL_KEYS, SheetColumn
from chamber.privacy.masking import masked
from chamber.reading import some
from chamber.records import get
from chamber.text.hidden_names import NOBODY, Names
from chamber.workspace import Reader, Workspace


def rows_shown(ws: Workspace, reader: Reader, delivery_id: int) -> Sequence[SheetRow]:
    """The rows of a delivery as they were sent; for an officer without contact data whose consent is gone since."""
    rows = stored_rows(reader, delivery_id)
    if ws.officer is None:
        return rows
    now = personal_now(reader, ws.officer.office_id, [row.lead_id for row in rows])
    return [_row_without(row, now.get(row.lead_id, {})) for row in rows]


def personal_now(reader: Reader, office_id: int, leads: Iterable[int]) -> dict[int, Mapping[str, str]]:
    """Lead id → the personal cells as the office would get them now."""
    permits, _withdrawn = permits_for(reader, office_id)
    columns = [SheetColumn(key, key) for key in PERSONAL_KEYS]
    maker = CellMaker(get(reader, "office", office_id), columns, permits)
    found = list(some(reader, "lead", list(leads), maker.needs))
    return {lead.id: cells for lead, cells in zip(found, maker.cells_of(found), strict=True)}


def without(cells: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The cells with personal ones masked that the office would not get any more, the contact's name in texts too."""
    shown = {
        key: masked(key, text) if key in PERSONAL_KEYS and text and "*" not in text and text != now.get(key) else text
        for key, text in cells.items()
    }
    names = _gone(cells, shown)
    return {key: hidden_today(key, text, names) for key, text in shown.items()} if names else shown


def _gone(cells: Mapping[str, str], shown: Mapping[str, str]) -> Names:
    """The names that were told and are not shown any more."""
    return names_given(cells) if cells.get("contact") != shown.get("contact") else NOBODY


def _row_without(row: SheetRow, now: Mapping[str, str]) -> SheetRow:
    cells = without(row.cells, now)
    names = _gone(row.cells, cells)
    if not names:
        return replace(row, cells=cells)
    changes = {
        key: (hidden_today(key, old, names), hidden_today(key, new, names)) for key, (old, new) in row.changes.items()
    }
    return replace(row, cells=cells, changes=changes, note=names.hide(row.note))
