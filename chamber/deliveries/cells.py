"""A lead as the cells of an office's sheet: text as it will stand there, masked where it must be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from chamber.deliveries.layout import PERSONAL_KEYS, SheetColumn
from chamber.entity import entity_of
from chamber.fields import Amount, Choice, Count, Date, DateTime, Field, Place, Privacy
from chamber.offices.record import Office
from chamber.privacy.masking import CATEGORY_OF, Permit, Reason, is_free_text, masked, names_of, treatment
from chamber.privacy.record import ERASED
from chamber.text.hidden_names import NOBODY, Names, may_be_named
from chamber.text.hidden_numbers import may_hold_numbers, without_numbers
from chamber.text.money import in_wan
from chamber.text.quantities import show_quantity

# Kinds of which the same few values come again and again, and equal ones are shown alike.
_FEW = (Amount, Choice, Date, DateTime, Place)
_MOST = 2_000
"""Values of a column whose texts are remembered."""


@dataclass
class CellMaker:
    """Makes the cells of leads for one office and remembers what it masked.

    `permits` maps a person's id to what they allow this office. `hidden` has, by lead and key, the reason of each masked cell.
    """

    office: Office
    columns: Sequence[SheetColumn]
    permits: Mapping[int, Permit]
    hidden: dict[int, dict[str, Reason]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        own = entity_of("lead").by_name
        self._fields = [own[column.key] for column in self.columns if column.key in own]
        self._contact = own["contact"]
        # Where the name of the contact may stand: what is contact data itself has its own treatment.
        self._free = [
            one.name for one in self._fields if is_free_text(one.kind) and one.name not in ("contact", "contact_phones")
        ]
        self._has_stage = any(column.key == "stage" for column in self.columns)
        # What everybody's cells of a column are treated with; contact data depends on the person.
        self._always = {
            one.name: treatment(one, self.office, None, linked=True)
            for one in self._fields
            if one.privacy is not Privacy.CONTACT and one.name not in CATEGORY_OF
        }
        self._stage_is, _reason = treatment(own["stage"], self.office, None, linked=True)
        self._treatments: dict[tuple[str, Permit | None, bool], tuple[str, Reason | None]] = {}
        self._texts: dict[str, dict[Any, str]] = {one.name: {} for one in self._fields if isinstance(one.kind, _FEW)}

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields of a lead that its cells are made of, and whether it stalled."""
        return (
            *(one.name for one in self._fields),
            "contact",
            "investor",
            "stage",
            "first_reported_at",
            "stall_reason",
        )

    def cells(self, lead: Any) -> dict[str, str]:
        """Key → text for every column that is the lead's own (not 序号, 变动, 变动说明).

        `lead` is a lead, or one read in part with these fields, its stage and its contact.
        """
        return self.cells_of([lead])[0]

    def cells_of(self, leads: Sequence[Any]) -> list[dict[str, str]]:
        """`cells` of many leads, made column by column: what is true of a column is asked once, not for each cell."""
        reasons: dict[int, dict[str, Reason]] = {}
        columns = [self._column(leads, one, reasons) for one in self._fields]
        names = [one.name for one in self._fields]
        made = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)] or [{} for _lead in leads]
        free = [column for name, column in zip(names, columns, strict=True) if name in self._free]
        # All the texts of a lead at once first: in most there is no name.
        for lead, cells, whole in zip(leads, made, map("\n".join, zip(*free, strict=True)), strict=False):
            if may_be_named(lead.contact.text, whole):
                self._hide_names(lead, cells, reasons)
        if self.hidden:
            for lead in leads:
                self.hidden.pop(lead.id, None)
        self.hidden |= reasons
        return made

    def names_hidden(self, lead: Any) -> Names:
        """The names of the lead's contact as far as its texts may not hold them: those that are masked for the office."""
        if not lead.contact.text:
            return NOBODY
        how, _reason = self._treatment(self._contact, lead.contact.id)
        return NOBODY if how == "原文" else names_of(lead.contact, lead.investor)

    def _hide_names(self, lead: Any, cells: dict[str, str], reasons: dict[int, dict[str, Reason]]) -> None:
        names = self.names_hidden(lead)
        for key in self._free if names else ():
            hidden = names.hide(cells[key])
            if hidden != cells[key]:
                cells[key] = hidden
                reasons.setdefault(lead.id, {}).setdefault(key, Reason.NAME)

    def uncovered(self, before: Mapping[str, str], cells: Mapping[str, str]) -> list[str]:
        """Keys of texts in which an office got a name masked that may not be masked any more."""
        return [key for key in self._free if "**" in before.get(key, "") and cells[key] != before[key]]

    def hide_earlier(self, lead: Any, cells: dict[str, str], keys: Sequence[str], earlier: Names) -> None:
        """Mask in these texts the names of earlier contacts of the lead too: the office got them masked."""
        for key in keys:
            hidden = earlier.hide(cells[key])
            if hidden != cells[key]:
                cells[key] = hidden
                self.hidden.setdefault(lead.id, {}).setdefault(key, Reason.NAME)

    def cell(self, lead: Any, key: str) -> str:
        """One of the `cells`; '' for what is none."""
        described = next((one for one in self._fields if one.name == key), None)
        if described is None:
            return ""
        text = self._column([lead], described, {})[0]
        return self.names_hidden(lead).hide(text) if key in self._free else text

    def _column(self, leads: Sequence[Any], described: Field, reasons: dict[int, dict[str, Reason]]) -> list[str]:
        key = described.name
        values = list(map(attrgetter(key), leads))
        texts = self._shown(described, values)
        if key == "progress" and not self._has_stage:
            # The weekly form has one column for how far it is and what there is to say.
            texts = [
                "；".join(filter(None, (self._stage(lead), text))) for lead, text in zip(leads, texts, strict=True)
            ]
        if key in PERSONAL_KEYS:
            texts = ["" if text == ERASED else text for text in texts]
        always = self._always.get(key)
        stays = key == "contact_phones" or not is_free_text(described.kind)
        # A character that stands in no number keeps the digits of two cells apart.
        if always is not None and always[0] == "原文" and (stays or not may_hold_numbers("\n甲\n".join(texts))):
            return texts
        return [
            self._treated(lead, described, value, text, reasons) if text else ""
            for lead, value, text in zip(leads, values, texts, strict=True)
        ]

    def _shown(self, described: Field, values: Sequence[Any]) -> list[str]:
        known = self._texts.get(described.name)
        show = described.kind.show
        if known is None:
            return [show(value, "zh") for value in values]
        texts = []
        for value in values:
            text = known.get(value)
            if text is None:
                if len(known) > _MOST:
                    known.clear()
                text = known[value] = _shown(described, value) if value else show(value, "zh")
            texts.append(text)
        return texts

    def _treated(
        self, lead: Any, described: Field, value: Any, text: str, reasons: dict[int, dict[str, Reason]]
    ) -> str:
        """What may leave of a text."""
        key = described.name
        how, reason = self._always.get(key) or self._treatment(described, lead.contact.id)
        if how == "不给":
            return ""
        if how == "脱敏":
            reasons.setdefault(lead.id, {})[key] = reason or Reason.OFFICE
            return masked(key, text, value if key == "contact_phones" else ())
        if key == "contact_phones" or not is_free_text(described.kind):
            return text
        # Phone and ID numbers inside free text never leave as they are; who agreed to be named gave no number with it.
        hidden = without_numbers(text)
        if hidden != text:
            reasons.setdefault(lead.id, {})[key] = Reason.TEXT
        return hidden

    def _stage(self, lead: Any) -> str:
        """The stage as it may stand before the progress: it is given, masked or withheld like a column of its own."""
        if self._stage_is == "原文":
            return str(lead.stage)
        return masked("stage", lead.stage) if self._stage_is == "脱敏" else ""

    def _treatment(self, described: Field, person: int | None) -> tuple[str, Reason | None]:
        asked = described.name, self.permits.get(person) if person else None, person is not None
        found = self._treatments.get(asked)
        if found is None:
            found = self._treatments[asked] = treatment(described, self.office, *asked[1:])
        return found


def _shown(described: Field, value: Any) -> str:
    if isinstance(described.kind, Amount):
        return in_wan(value)
    return show_quantity(value) if isinstance(described.kind, Count) else described.kind.show(value, "zh")
