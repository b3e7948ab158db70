"""Which lead a returned row is: by its hidden key, then 线索编号, then investor and project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chamber.deliveries.delta import SheetRow
from chamber.deliveries.drafting import known_cells
from chamber.deliveries.keeping import stored_rows
from chamber.deliveries.record import Delivery
from chamber.deliveries.returned import ReturnedRow
from chamber.i18n import _
from chamber.workspace import Reader
from db.queries import lookup


@dataclass(frozen=True, slots=True)
class Base:
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
        rows = list(stored_rows(reader, delivery.id))
        self._rows = {delivery.number: rows}
        self.sent = {row.lead_id: row.cells for row in rows}
        self._by_code = {cells.get("code", ""): lead_id for lead_id, cells in self.sent.items() if cells.get("code")}
        self._by_name: dict[tuple[str, str], list[int]] = {}
        for lead_id, cells in self.sent.items():
            self._by_name.setdefault(_names(cells), []).append(lead_id)
        self._known: dict[str, tuple[int, Mapping[str, str]]] | None = None

    def match(self, row: ReturnedRow) -> tuple[Base | None, str]:
        """The lead of a row, and why there is none."""
        keyed = self._by_key(row.key)
        coded = self._coded(row.cells.get("code", "").strip())
        names = self._by_name.get(_names(row.cells), [])
        if keyed is not None and coded is not None and keyed.lead_id != coded.lead_id:
            if coded.lead_id in names and keyed.lead_id not in names:
                return coded, ""
            if not (keyed.lead_id in names and coded.lead_id not in names):
                return None, _("The hidden key and the lead number name two different leads.")
            return keyed, ""
        if keyed is not None or coded is not None:
            return keyed or coded, ""
        if len(names) == 1:
            return self._here(names[0]), ""
        return None, _("Not on the list that was sent.") if not names else _(
            "Several leads have this project and investor."
        )

    def _here(self, lead_id: int) -> Base:
        return Base(lead_id, self.number, self.sent[lead_id])

    def _by_key(self, key: tuple[str, int] | None) -> Base | None:
        """The row of a delivery of this office under a whole key."""
        if key is None:
            return None
        number, position = key
        rows = self._rows_of(number)
        if not 1 <= position <= len(rows):
            return None
        found = rows[position - 1]
        return Base(found.lead_id, number, found.cells)

    def _rows_of(self, number: str) -> list[SheetRow]:
        if number not in self._rows:
            found = lookup.by_code(self.reader, "delivery", number)
            row = self.reader.row("delivery", found[0]) if found else None
            own = row is not None and row["office_id"] == self.office_id
            self._rows[number] = list(stored_rows(self.reader, found[0])) if own else []
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
