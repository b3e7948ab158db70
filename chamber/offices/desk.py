"""The liaison officer's own work: the office's leads, what is new first; answers in place; taking the list themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chamber.deliveries import service
from chamber.deliveries.answering import Answer, write_answers
from chamber.deliveries.delta import SheetRow
from chamber.deliveries.drafting import plan_draft, scoped_leads
from chamber.deliveries.layout import FEEDBACK, SheetColumn
from chamber.deliveries.marks import CHANGED, NEW, STALLED, WITHDRAWN
from chamber.deliveries.merge import CLEAR as CLEAR
from chamber.deliveries.merge import is_clear
from chamber.deliveries.record import SENT, Delivery
from chamber.errors import Invalid, NotFound
from chamber.i18n import N_, _
from chamber.offices.record import Office
from chamber.outcome import Outcome
from chamber.progress import Progress, unheard
from chamber.records import get, get_many, parse_values
from chamber.text.values import PartialDate
from chamber.workspace import Reader, Workspace
from db.queries import deliveries as store

_ORDER = {NEW: 0, CHANGED: 1, WITHDRAWN: 2, STALLED: 3, "": 4}
ANSWERED = tuple(column.key for column in FEEDBACK)
"""The fields an office answers in, at the terminal as in the sheet."""


@dataclass(frozen=True, slots=True)
class OfficeLeads:
    """What an office may see now, marked with what is new since its last list: new, changed, withdrawn, stalled, rest."""

    office: Office
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]

    def count(self, mark: str) -> int:
        return sum(row.mark == mark for row in self.rows)


def office_leads(ws: Workspace, office_id: int) -> OfficeLeads:
    """The very cells the office's list would have, filtered and masked alike."""
    service.must_be_own(ws, office_id)
    with ws.read() as reader:
        planned = plan_draft(ws, reader, office_id, True, "full")
    rows = sorted(planned.rows, key=lambda row: _ORDER[row.mark])
    return OfficeLeads(planned.office, planned.columns, tuple(rows))


def lead_of_office(ws: Workspace, reader: Reader, office: Office, code: str) -> int:
    """The lead of this number or name among those the office may have. Raises `NotFound`."""
    wanted = code.strip()
    leads = list(scoped_leads(ws, reader, office))
    found = [one.id for one in leads if one.code == wanted.upper()] or [
        one.id for one in leads if wanted and wanted in one.project
    ]
    if len(found) != 1:
        raise NotFound(N_("{office} has no one lead {code}."), office=office.name, code=code)
    return int(found[0])


def answer(ws: Workspace, office_id: int, lead_id: int, texts: Mapping[str, str]) -> Outcome:
    """Write what the office says of a lead: the same fields, journal and author as a merged sheet.

    A blank text says nothing, 【清空】 clears. The day is today's unless it is given. Raises `Invalid`, and `NotFound` for
    a lead that the office may not have.
    """
    service.must_be_own(ws, office_id)
    unknown = [name for name in texts if name not in ANSWERED]
    if unknown:
        raise Invalid({unknown[0]: _("An office does not answer in this field.")})
    with ws.read() as reader:
        office: Office = get(reader, "office", office_id)
        if all(one.id != lead_id for one in scoped_leads(ws, reader, office)):
            raise NotFound(N_("{office} has no such lead."), office=office.name)
        given = {name: "" if is_clear(text) else text for name, text in texts.items() if text.strip()}
        values, _warnings = parse_values(ws, reader, "lead", given)
        lead = get_many(reader, "lead", [lead_id])[0]
    if values and not values.get("office_date") and "office_date" not in texts:
        values["office_date"] = PartialDate.of(ws.today)
    titles = {column.key: column.title for column in FEEDBACK}
    told = [(titles[name], text) for name, text in given.items()]
    who = ws.officer.shown if ws.officer is not None else ""
    with ws.write("feedback", N_("answer of {office} on {code}"), office=office.name, code=lead.code) as writer:
        refused = write_answers(ws, writer, office, [Answer(lead_id, values, told)] if values else [], who=who)
        if refused.get(lead_id):
            raise Invalid(refused[lead_id], entity="lead")
        action = writer.action_id if writer.journal.count else None
    return Outcome(action, {"lead": (lead_id,), "activity": ()}, lead.code)


def take_list(
    ws: Workspace,
    *,
    full: bool = False,
    form: str = "weekly",
    file_format: str | None = None,
    path: Path | None = None,
    encoding: str = "utf-8-sig",
    lang: str = "zh",
    password: str | None = None,
    summary: bool = True,
    progress: Progress = unheard,
) -> service.DeliveryDone:
    """An officer takes the office's list in its official form: made, sent and received in one action, as it is in their hands.

    Raises `NotAllowed` for who is no officer, `NotFound` when nothing is new since the last list.
    """
    officer = ws.officer
    if officer is None:
        raise Invalid({"user": _("Only a liaison officer takes a list; the chamber makes one for an office.")})
    if not full and not service.draft(ws, officer.office_id, form=form).rows:
        raise NotFound(N_("Nothing is new since the last list."), hint=N_("Ask for the full list."))
    return service.make_delivery(
        ws,
        officer.office_id,
        full=full,
        form=form,
        file_format=file_format,
        path=path,
        encoding=encoding,
        lang=lang,
        password=password,
        summary=summary,
        received_by=officer.shown,
        progress=progress,
    )


def received_lists(ws: Workspace, office_id: int) -> tuple[Delivery, ...]:
    """The lists that left the house for an office, newest first."""
    service.must_be_own(ws, office_id)
    with ws.read() as reader:
        return tuple(get_many(reader, "delivery", store.deliveries_of(reader, office_id, SENT)))
