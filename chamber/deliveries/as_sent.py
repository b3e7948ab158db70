"""The leads of a list as they were when it was made: who the contact was, and what the masks in its texts hid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chamber.deliveries.delta import hidden_today
from chamber.privacy.record import ERASED
from chamber.text.hidden_names import Names
from chamber.text.own_numbers import without_own
from chamber.workspace import Reader
from db.queries import deliveries as store
from db.queries import leads as lead_store
from db.queries import lookup

if TYPE_CHECKING:
    from chamber.deliveries.returned import ReturnedRow

Columns = Mapping[str, Any]


def as_sent(reader: Reader, leads: Mapping[str, Sequence[int]]) -> dict[tuple[str, int], Columns]:
    """(number of a list, lead) → the columns of the lead that changed since the list was made, as they were then.
    `leads` are those to look at, by the number of their list."""
    found: dict[tuple[str, int], Columns] = {}
    for number, ids in leads.items():
        known = lookup.by_code(reader, "delivery", number) if number else ()
        made = store.made_by(reader, known[0]) if known else None
        if made is None:
            continue
        for lead_id, changes in lead_store.held_before(reader, ids, made).items():
            then: dict[str, Any] = {}
            for before in reversed(changes):
                then |= before
            found[number, lead_id] = then
    return found


def names_told(lead: Any, before: Iterable[Columns] = (), *, now: bool = True) -> Names:
    """The names of who was the contact of a lead before, as those columns say, and, `now`, of who is."""
    was = list(before)
    earlier = [one.get("contact") for one in was]
    own = [lead.contact.text, *earlier] if now else [name for name in earlier if name != lead.contact.text]
    return Names("、".join(_told(own)), "\n".join(_told([lead.investor.text, *(one.get("investor") for one in was)])))


def _told(names: Iterable[str | None]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name and name != ERASED]


def without_erased(key: str, theirs: str, sent: str, row: ReturnedRow) -> str:
    """A text that came back about a contact who was erased since. The sheet still tells who it was; we do not write that
    down again, and a text that only tells more of it is the one we sent."""
    if "*" not in sent or theirs == sent:
        return theirs
    names = Names(_open(row.text("contact")), row.text("investor"))
    hidden = hidden_today(key, theirs, names)
    told = re.escape(sent).replace(r"\*\*", r"(?:\*\*|[^\W\d_]{1,3}|[A-Za-z .'’-]{1,40})")
    if hidden == sent or re.fullmatch(told, hidden):
        return sent
    return names.hide(without_own(theirs, _open(row.text("contact_phones")).split("、"), ()))


def _open(text: str) -> str:
    return "" if "*" in text else text
