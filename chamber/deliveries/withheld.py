"""What a liaison officer reads of lists that left long ago: contact data only while the office may still have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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
    now = held_now(reader, ws.officer.office_id, [row.lead_id for row in rows])
    return [_row_without(row, now.get(row.lead_id, NOTHING)) for row in rows]


@dataclass(frozen=True, slots=True)
class Held:
    """What an office may have of a lead now: the personal cells as it would get them, and in texts not `gone`, the names
    of a contact who withdrew the consent."""

    cells: Mapping[str, str]
    gone: Names = NOBODY


NOTHING = Held({})


def held_now(reader: Reader, office_id: int, leads: Iterable[int]) -> dict[int, Held]:
    """Lead id → what the office may have of it now."""
    permits, _withdrawn = permits_for(reader, office_id)
    columns = [SheetColumn(key, key) for key in PERSONAL_KEYS]
    maker = CellMaker(get(reader, "office", office_id), columns, permits)
    found = list(some(reader, "lead", list(leads), maker.needs))
    held = {}
    for lead, cells in zip(found, maker.cells_of(found), strict=True):
        permit = permits.get(lead.contact.id) if lead.contact.id else None
        is_gone = permit is not None and permit.withdrawn
        held[lead.id] = Held(cells, maker.names_hidden(lead) if is_gone else NOBODY)
    return held


def without(cells: Mapping[str, str], now: Held) -> dict[str, str]:
    """The cells with personal ones masked that the office would not get any more, the contact's name in texts too."""
    shown = {
        key: masked(key, text)
        if key in PERSONAL_KEYS and text and "*" not in text and text != now.cells.get(key)
        else text
        for key, text in cells.items()
    }
    for names in _gone(cells, shown, now):
        shown = {key: hidden_today(key, text, names) for key, text in shown.items()}
    return shown


def _gone(cells: Mapping[str, str], shown: Mapping[str, str], now: Held) -> list[Names]:
    """The names that were told, in a cell of their own or in texts only, and are not shown any more."""
    told = names_given(cells) if cells.get("contact") != shown.get("contact") else NOBODY
    return list(filter(None, (told, now.gone)))


def _row_without(row: SheetRow, now: Held) -> SheetRow:
    cells = without(row.cells, now)
    changes, note = dict(row.changes), row.note
    for names in _gone(row.cells, cells, now):
        changes = {
            key: (hidden_today(key, old, names), hidden_today(key, new, names)) for key, (old, new) in changes.items()
        }
        note = names.hide(note)
    return replace(row, cells=cells, changes=changes, note=note)
