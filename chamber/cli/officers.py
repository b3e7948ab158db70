"""The command line of a liaison officer: the office's leads as these show them."""

from __future__ import annotations

from typing import Any

from chamber.cli.base import Session
from chamber.cli.output import emit, show_fields, show_table
from chamber.cli.records import find_id
from chamber.deliveries.delta import SheetRow
from chamber.deliveries.layout import SheetColumn
from chamber.deliveries.marks import mark_of
from chamber.deliveries.service import DeliveryDone
from chamber.deliveries.wording import describe, title_of
from chamber.errors import NotAllowed, Usage
from chamber.i18n import N_, _, language
from chamber.offices import desk
from chamber.offices.officers import Officer, not_for_officers, of_other_office
from chamber.records import get

_IN_LIST = ("code", "project", "investor", "amount", "target_division", "stage", "office_status")


def list_leads(session: Session, officer: Officer, given: dict[str, Any], as_json: bool) -> None:
    """`lead list`: the office's leads, what is new first."""
    if any(value for name, value in given.items() if name != "limit"):
        raise Usage(N_("A liaison officer's list takes no filter, order or columns, only --limit."))
    found = desk.office_leads(session.ws, officer.office_id)
    rows = found.rows[: given.get("limit") or None]
    if as_json:
        emit([_document(row, found.columns) for row in rows])
        return
    titles = {column.key: title_of(column, language()) for column in found.columns}
    keys = [key for key in _IN_LIST if key in titles]
    show_table(
        [_("Change"), *(titles[key] for key in keys)],
        [[mark_of(row.mark, language()), *(row.cells.get(key, "") for key in keys)] for row in rows],
    )


def show_lead(session: Session, officer: Officer, which: str, as_json: bool) -> None:
    """`lead show`: every cell of a lead that the office has."""
    with session.ws.read() as reader:
        lead_id = desk.lead_of_office(session.ws, reader, get(reader, "office", officer.office_id), which)
    found = desk.office_leads(session.ws, officer.office_id)
    row = next(one for one in found.rows if one.lead_id == lead_id)
    if as_json:
        emit(_document(row, found.columns))
        return
    lang = language()
    pairs = [(title_of(one, lang), text) for one in found.columns if (text := row.cells.get(one.key, ""))]
    change = filter(None, (mark_of(row.mark, lang), describe(row, found.columns, lang)))
    show_fields([(_("Change"), "  ".join(change)), *pairs])


def own_office(session: Session, what: str, office: str | None) -> str | None:
    """The office an export is for: an officer's own. Raises `NotAllowed` for tables and other offices' lists."""
    officer = session.ws.officer
    if officer is None:
        return office
    if what != "leads":
        raise not_for_officers(officer)
    own = find_office(session, office) if office else officer.office_id
    with session.ws.read() as reader:
        # Its name may be another office's too.
        return str(get(reader, "office", own).code)


def find_office(session: Session, text: str) -> int:
    """An office by its code or name; for an officer only the own one, and nothing is told of others."""
    officer = session.ws.officer
    if officer is None:
        return find_id(session.ws, "office", text)
    with session.ws.read() as reader:
        own = get(reader, "office", officer.office_id)
    if text.strip().upper() != own.code and text.strip() not in own.name:
        raise of_other_office(officer)
    return officer.office_id


def take_own(session: Session, correction: str | None, letter: str | None, **how: Any) -> DeliveryDone:
    """`export leads` of an officer: the list is in their hands at once. Raises `NotAllowed` for the chamber's papers."""
    if session.ws.officer is not None and (correction or letter):
        raise not_for_officers(session.ws.officer)
    return desk.take_list(session.ws, **how)


def find_delivery(session: Session, which: str) -> int:
    """A delivery by its number; an officer's own only, once it has left the house, and no other is named."""
    officer = session.ws.officer
    if officer is None:
        return find_id(session.ws, "delivery", which)
    wanted = which.strip().upper()
    lists = desk.received_lists(session.ws, officer.office_id)
    found = [one.id for one in lists if one.number == wanted] or [
        one.id for one in lists if wanted and wanted in one.number
    ]
    if len(found) != 1:
        raise of_other_office(officer)
    return found[0]


def refuse_deciding(session: Session, take: str | None, add_new: bool, sent: bool) -> None:
    """Whether a conflict is decided, a new row filed and a list was sent is for the chamber to say."""
    if session.ws.officer is not None and (take or add_new or sent):
        raise NotAllowed(
            N_("What both sides changed, new rows, and whether a list was sent, are decided by the chamber."),
            hint=N_("Leave --take, --add-new and --sent away; the rest is merged."),
        )


def _document(row: SheetRow, columns: tuple[SheetColumn, ...]) -> dict[str, Any]:
    return {"mark": row.mark, **dict(row.cells), "changes": describe(row, columns)}
