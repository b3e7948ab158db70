"""A lead as the cells of an office's sheet: text as it will stand there, masked where it must be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chamber.deliveries.layout import PERSONAL_KEYS, SheetColumn
from chamber.entity import entity_of
from chamber.fields import Amount, Count
from chamber.leads.record import Lead
from chamber.offices.record import Office
from chamber.privacy.masking import Permit, Reason, masked, treatment, without_numbers
from chamber.privacy.record import ERASED
from chamber.text.money import in_wan
from chamber.text.quantities import show_quantity


@dataclass
class CellMaker:
    """Makes the cells of leads for one office and remembers what it masked.

    `permits` maps a person's id to what they allow this office. `hidden` has, by lead, the reason of each masked cell.
    """

    office: Office
    columns: Sequence[SheetColumn]
    permits: Mapping[int, Permit]
    hidden: dict[int, list[Reason]] = field(default_factory=dict)

    def cells(self, lead: Lead) -> dict[str, str]:
        """Key → text for every column that is the lead's own (not 序号, 变动, 变动说明)."""
        made = {}
        self._reasons: list[Reason] = []
        self.hidden[lead.id] = self._reasons
        for column in self.columns:
            if column.key in entity_of("lead").by_name:
                made[column.key] = self._cell(lead, column.key)
        return made

    def _cell(self, lead: Lead, key: str) -> str:
        described = entity_of("lead").field(key)
        value = getattr(lead, key)
        text = in_wan(value) if value and isinstance(described.kind, Amount) else described.kind.show(value, "zh")
        if value and isinstance(described.kind, Count):
            text = show_quantity(value)
        if key == "progress" and not any(column.key == "stage" for column in self.columns):
            # The weekly form has one column for how far it is and what there is to say.
            text = "；".join(filter(None, (lead.stage, text)))
        if key in PERSONAL_KEYS and text == ERASED:
            return ""
        permit = self.permits.get(lead.contact.id) if lead.contact.id else None
        how, reason = treatment(described, self.office, permit, lead.contact.id is not None)
        if how == "不给":
            return ""
        if how == "脱敏" and text:
            self._count(reason)
            return masked(key, text, value if key == "contact_phones" else ())
        if key in PERSONAL_KEYS:
            return text
        return self._free_text(text)

    def _free_text(self, text: str) -> str:
        """Phone and ID numbers inside free text never leave as they are."""
        hidden = without_numbers(text)
        if hidden != text:
            self._count(Reason.TEXT)
        return hidden

    def _count(self, reason: Reason | None) -> None:
        self._reasons.append(reason or Reason.OFFICE)
