"""Which lead a returned row is: by its hidden key, then 线索编号, then investor and project."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from chamber.deliveries.drafting import known_cells
from chamber.deliveries.keeping import SentRow, sent_cells
from chamber.deliveries.record import Delivery
from chamber.deliveries.returned import ReturnedRow
from chamber.deliveries.row_keys import read_key
from chamber.i18n import _
from chamber.workspace import Reader
from db.queries import lookup


class Base(NamedTuple):
    """The lead a row is, and its cells as the office got them with the delivery `number`."""

    lead_id: int
    number: str
    cells: Mapping[str, str]


class Matcher:
    """Matches the rows of one file. Rows of the office's earlier deliveries in it are told by their own keys."""

    def __init__(self, reader: Reader, delivery: Delivery) -> None:
        self.reader = reader
        self.number = delivery.number
        self.office_id = (delivery.office.id if delivery.office else None) or 0
        rows = sent_cells(reader, delivery.id)
        self._rows = {delivery.number: rows}
        self._keyed = {row.key: row for row in rows}
        self.sent: dict[int, Mapping[str, str]] = {row.lead_id: row.cells for row in rows}
        self._by_code = {code: lead_id for lead_id, cells in self.sent.items() if (code := cells.get("code"))}
        self._known: dict[str, tuple[int, Mapping[str, str]]] | None = None

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], list[int]]:
        """Only rows whose key and number tell nothing, or two things, need it."""
        found: dict[tuple[str, str], list[int]] = {}
        for lead_id, cells in self.sent.items():
            found.setdefault(_names(cells), []).append(lead_id)
        return found

    def match(self, row: ReturnedRow) -> tuple[Base | None, str]:
        """The lead of a row, and why there is none."""
        keyed = self._by_key(row.key)
        code = row.text("code").strip()
        if keyed is not None and code and self._by_code.get(code) == keyed.lead_id:
            return keyed, ""
        coded = self._coded(code)
        if keyed is not None and coded is not None and keyed.lead_id != coded.lead_id:
            names = self._by_name.get(_names(row.cells), [])
            if coded.lead_id in names and keyed.lead_id not in names:
                return coded, ""
            if not (keyed.lead_id in names and coded.lead_id not in names):
                return None, _("The hidden key and the lead number name two different leads.")
            return keyed, ""
        if keyed is not None or coded is not None:
            return keyed or coded, ""
        names = self._by_name.get(_names(row.cells), [])
        if len(names) == 1:
            return self._here(names[0]), ""
        return None, _("Not on the list that was sent.") if not names else _(
            "Several leads have this project and investor."
        )

    def _here(self, lead_id: int) -> Base:
        return Base(lead_id, self.number, self.sent[lead_id])

    def _by_key(self, key: str) -> Base | None:
        """The row of a delivery of this office under a whole key; a damaged one is no key."""
        sent = self._keyed.get(key)
        if sent is not None:
            return Base(sent.lead_id, self.number, sent.cells)
        told = read_key(key) if key else None
        if told is None:
            return None
        number, position = told
        rows = self._rows_of(number)
        if not 1 <= position <= len(rows):
            return None
        return Base(rows[position - 1].lead_id, number, rows[position - 1].cells)

    def _rows_of(self, number: str) -> list[SentRow]:
        if number not in self._rows:
            found = lookup.by_code(self.reader, "delivery", number)
            row = self.reader.row("delivery", found[0]) if found else None
            own = row is not None and row["office_id"] == self.office_id
            self._rows[number] = sent_cells(self.reader, found[0]) if own else []
        return self._rows[number]

    def _coded(self, code: str) -> Base | None:
        """By lead number: on this list, else as the office last got it."""
        if not code:
            return None
        if code in self._by_code:
            return self._here(self._by_code[code])
        if self._known is None:
            known = known_cells(self.reader, self.office_id)
            self._known = {cells.get("code", ""): (lead_id, cells) for lead_id, cells in known.items()}
            self._known.pop("", None)
        found = self._known.get(code)
        return Base(found[0], "", found[1]) if found else None


def _names(cells: Mapping[str, str]) -> tuple[str, str]:
    return cells.get("project", "").strip(), cells.get("investor", "").strip()
